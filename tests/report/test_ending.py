"""The chapter on where every record ends, and what shows it."""

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest

from engine.catalogue import catalogue
from engine.model.assessment import DispositionState
from engine.report.ending import balance_chapter
from engine.report.voice import Voice
from engine.store.attachments import Attachment
from engine.strings import LANGUAGES
from engine.views.balance import Balance
from engine.views.carrying import CarriedLine
from engine.views.people import People

HASH = sha256(b"proof").hexdigest()
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
PROOF = Attachment("a1", "T-01", "proof", "export.log", 12, HASH, "周咏言", AT)
DONE = CarriedLine(7, DispositionState.TRANSFERRED, AT.date(), "周明", "", "", "周咏言", AT, (1,), False, (), 3, PROOF)
LONGEST = 32  # signs without a break, of what a narrow column holds


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hash_of_a_proof_is_printed_whole_in_groups_that_a_line_can_break_between(language):
    sums = Balance(3, {}, {"transferred": 3}, {"transferred": 3})
    nobody = People(0, {}, 0, 0, 0, 0, 0, 0, 0, 0, {})
    chapter = balance_chapter(Voice(language, catalogue()), sums, nobody, (), (DONE,), (), scanned=True)
    told = [cell for block in chapter.blocks for row in block.get("rows", ()) for cell in row if isinstance(cell, str)]
    [shown] = [text for text in told if text.replace(" ", "") == HASH]
    assert max(map(len, shown.split())) <= LONGEST
    assert date(2026, 11, 20).isoformat() in told
