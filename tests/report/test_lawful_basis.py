"""The chapter on the lawful basis: people by use and standing, what blocks, and what they are owed."""

import pytest

from engine.catalogue import catalogue
from engine.model.basis import Standing
from engine.report.blocks import Chapter
from engine.report.lawful_basis import basis_chapter
from engine.report.voice import Voice
from engine.strings import LANGUAGES
from engine.views.basis import Bases, PurposeLine
from engine.views.debts import DebtSum

_NOBODY = dict.fromkeys(Standing, 0)
KNOWN = Bases(
    (
        PurposeLine("marketing", {**_NOBODY, Standing.CONSENTED: 4, Standing.WITHDRAWN: 3}, 1),
        PurposeLine("handover", {**_NOBODY, Standing.OBJECTED: 2, Standing.UNANSWERED: 5}, 0),
    ),
    ("cross_border",),
    (),
    0,
)
OWED = (DebtSum("stored_value", "CNY", 3, 1234.5, 1, 1000.0, 0), DebtSum("points", "", 2, 60.0, 0, 60.0, 1))


def _printed(language: str, known: Bases = KNOWN, owed: tuple[DebtSum, ...] = OWED, scanned: bool = True) -> Chapter:
    return basis_chapter(Voice(language, catalogue()), known, owed, 2, scanned)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_standings_of_a_use_sum_to_its_people_and_its_bases_are_named(language: str) -> None:
    voice = Voice(language, catalogue())
    listings = [block for block in _printed(language).blocks if block["kind"] == "listing"]
    for row, line in zip(listings[0]["rows"], KNOWN.lines, strict=True):  # type: ignore[call-overload]
        counts = [int(cell) if cell != "–" else 0 for cell in row[1:]]
        assert counts[0] == sum(counts[1:-1]) == line.people and counts[-1] == line.disputed
        rule = voice.rules.purposes[line.purpose]
        assert row[0]["text"] == rule.label[language]
        assert all(voice.rules.bases[one].label[language] in row[0]["below"] for one in rule.bases)
    assert [row[3] for row in listings[1]["rows"]] == ["1,234.50", "60.00"]  # type: ignore[call-overload]


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_a_use_that_blocks_and_is_left_unanswered_is_called_out(language: str) -> None:
    called = [block for block in _printed(language).blocks if block["kind"] == "callout"]
    assert len(called) == 1 and "5" in str(called[0]["texts"]) and "7" in str(called[0]["texts"])
    answered = Bases(KNOWN.lines[:1], (), (), 0)
    assert not [block for block in _printed(language, answered).blocks if block["kind"] == "callout"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_owed_and_nothing_scanned_are_said(language: str) -> None:
    voice = Voice(language, catalogue())
    assert voice("standing.no_debts") in str(_printed(language, owed=()).blocks)
    assert len(_printed(language, scanned=False).blocks) == 1
