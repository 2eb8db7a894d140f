"""The random sample: the same draw again, what counts for the estimate and what does not."""

import io

import pytest

from engine.act import actions
from engine.catalogue import catalogue
from engine.pipeline import intake
from engine.pipeline.following import Following
from engine.pipeline.scanning import Scan
from engine.store.workspace import Ledger
from engine.views.sample import Precision, band_of, drawn, excerpt, precision
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool, mailbox

SIZE = catalogue().score_bands["from_90"].sample


@pytest.fixture
def scanned(ledger: Ledger) -> Ledger:
    """Thirty mails: far more findings than are drawn, all of one type and score."""
    _receive(ledger, "box.mbox", mailbox(30))
    return ledger


def _receive(ledger: Ledger, name: str, content: bytes) -> None:
    intake.receive(ledger, name, io.BytesIO(content), ACTOR)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]


def _judge(ledger: Ledger, finding: str, state: str, sampled: bool = True) -> None:
    actions()["review"](ledger, ACTOR, findings=[finding], state=state, sampled=sampled)


def _precision(ledger: Ledger) -> Precision:
    return precision(ledger.database)


@pytest.mark.parametrize(
    ("score", "band"), [(0.0, "below_60"), (0.59, "below_60"), (0.6, "from_60"), (0.75, "from_75"), (1.0, "from_90")]
)
def test_a_score_lies_in_the_band_that_begins_below_it(score: float, band: str) -> None:
    assert band_of(score) == band


def test_nothing_is_estimated_before_somebody_judged(scanned: Ledger) -> None:
    known = _precision(scanned)
    assert (known.judged, known.estimate, known.covered) == (0, None, 0)
    assert known.drawn == SIZE < known.findings
    assert [(one.entity_type, one.band, one.estimate) for one in known.strata] == [("EMAIL", "from_90", None)]


def test_the_same_sample_is_drawn_again_and_no_decision_moves_it(scanned: Ledger) -> None:
    before = [one.finding for one in drawn(scanned.database)]
    for finding in before[:5]:
        _judge(scanned, finding, "rejected")
    act = actions()["review_pattern"]
    act(scanned, ACTOR, reach="recognizer", finding=before[0], state="rejected", reason="r")
    assert [one.finding for one in drawn(scanned.database)] == before


def test_a_later_scan_adds_to_the_sample_and_keeps_what_was_judged(scanned: Ledger) -> None:
    first = {one.finding for one in drawn(scanned.database)}
    for finding in first:
        _judge(scanned, finding, "confirmed")
    _receive(scanned, "more.mbox", mailbox(6, start=100))
    known = _precision(scanned)
    again = {one.finding for one in drawn(scanned.database)}
    assert known.drawn == SIZE and len(first & again) == known.judged > SIZE / 2


def test_only_judgements_of_the_sample_count_and_the_last_one_of_a_finding(scanned: Ledger) -> None:
    sample = [one.finding for one in drawn(scanned.database)]
    others = [row for (row,) in scanned.database.rows("SELECT id FROM finding") if row not in sample]
    for finding in (*others[:4], *sample[6:8]):
        _judge(scanned, finding, "rejected", sampled=False)
    assert _precision(scanned).judged == 0
    for finding in sample[:5]:
        _judge(scanned, finding, "confirmed")
    _judge(scanned, sample[0], "rejected", sampled=False)
    _judge(scanned, sample[1], "open")
    found = _precision(scanned)
    assert (found.judged, found.strata[0].right) == (4, 3)
    assert found.estimate and found.estimate.share == 0.75 and found.covered == found.findings
    event = scanned.audit.last_sequence() - 1
    actions()["undo_review"](scanned, ACTOR, event=event)
    assert _precision(scanned).strata[0].right == 4


def test_duplicates_and_the_deny_list_are_not_drawn_from(scanned: Ledger) -> None:
    before = _precision(scanned).findings
    _receive(scanned, "again.mbox", mailbox(29))
    actions()["list_value"](scanned, ACTOR, kind="deny", text="body", entity_type="PERSON", reason="r")
    Following(scanned).run()
    assert scanned.database.value("SELECT count(*) FROM finding WHERE listed > 0")
    assert _precision(scanned).findings == before


def test_an_excerpt_covers_values_unless_they_are_asked_for(scanned: Ledger) -> None:
    one = next(one for one in drawn(scanned.database))
    clear, covered = ("".join(part.text for part in excerpt(scanned.database, one, reveal)) for reveal in (True, False))
    assert "@" in clear and clear != covered and "***@" in covered
