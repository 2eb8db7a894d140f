"""No text is scanned twice by one version of the engine; what is remembered goes with the texts."""

import io

import pytest

from engine.act import actions
from engine.pipeline import intake, scanning
from engine.pipeline.scanning import Scan
from engine.store.workspace import Ledger
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool, mailbox


def _scan(ledger: Ledger) -> StraightPool:
    pool = StraightPool()
    Scan(ledger, pool, ACTOR).run()  # type: ignore[arg-type]
    return pool


def _findings(ledger: Ledger) -> list[tuple]:
    return ledger.database.rows("SELECT id, score, recognizer, masked, value_hmac FROM finding ORDER BY id")


@pytest.fixture
def scanned(ledger: Ledger) -> Ledger:
    intake.receive(ledger, "box.mbox", io.BytesIO(mailbox(100)), ACTOR)
    intake.receive(ledger, "rows.csv", io.BytesIO(b"name,email\nn1,a@example.test\nn2,b@example.test\n"), ACTOR)
    assert _scan(ledger).scanned
    return ledger


def test_a_source_scanned_afresh_asks_no_worker_and_finds_the_same(scanned: Ledger) -> None:
    before = _findings(scanned)
    for source in (1, 2):
        actions()["scan_again"](scanned, ACTOR, source=source)
    assert scanned.database.value("SELECT count(*) FROM finding") == 0
    assert _scan(scanned).calls == 0
    assert _findings(scanned) == before


def test_a_later_export_costs_what_is_new_in_it(scanned: Ledger) -> None:
    intake.receive(scanned, "later.mbox", io.BytesIO(mailbox(101)), ACTOR)
    texts = {one.text for one in _scan(scanned).scanned}
    assert texts == {"a100@example.test", "anna@example.test", "s100", "body a100@example.test"}


def test_another_engine_scans_anew(scanned: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "engine_version", lambda: "other")
    actions()["scan_again"](scanned, ACTOR, source=1)
    assert _scan(scanned).scanned
    assert scanned.database.rows("SELECT DISTINCT engine FROM known_text") == [("other",)]


def test_equal_texts_in_other_columns_are_other_texts(scanned: Ledger) -> None:
    intake.receive(scanned, "other.csv", io.BytesIO(b"email,name\nn1,a@example.test\n"), ACTOR)
    assert _scan(scanned).scanned


def test_nothing_is_remembered_of_what_is_gone(scanned: Ledger) -> None:
    assert scanned.database.value("SELECT count(*) FROM known_text") == 102
    actions()["withdraw_source"](scanned, ACTOR, source=2, reason="by mistake")
    assert scanned.database.value("SELECT count(*) FROM known_text") == 0
