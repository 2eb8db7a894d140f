"""What a password, a second reading, a second scan and a withdrawal change, and what they leave alone."""

import io

import pytest

from engine.act import actions
from engine.pipeline import intake
from engine.pipeline.scanning import Scan
from engine.store.workspace import Ledger
from engine.views.coverage import coverage
from tests.act.conftest import MAILBOX, records_where
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool

Totals = tuple[list[tuple], ...]


def _scan(ledger: Ledger, **pool: str) -> None:
    Scan(ledger, StraightPool(**pool), ACTOR).run()  # type: ignore[arg-type]


def _totals(ledger: Ledger) -> Totals:
    """Everything reading, scanning and assessing came to, in order."""
    return tuple(
        ledger.database.rows(query)
        for query in (
            "SELECT s.ordinal, r.locator, r.fields, r.duplicate_of, r.origin FROM record r"
            " JOIN source s ON s.sha256 = r.source ORDER BY s.ordinal, r.position, r.suborder",
            "SELECT source, locator, reason FROM skipped ORDER BY 1, 2",
            "SELECT id, state, value_hmac FROM finding ORDER BY 1",
            "SELECT id, kind FROM subject ORDER BY 1",
            "SELECT record, record_class, retention_state FROM assessment ORDER BY 1",
            "SELECT sha256, ordinal, state FROM source ORDER BY 2",
        )
    )


def test_a_password_lets_the_next_scan_read_what_was_locked_and_nothing_else(ledger: Ledger) -> None:
    before = coverage(ledger.database)
    assert before.reasons == {"encrypted": 1}
    actions()["give_password"](ledger, ACTOR, source=4, password="opensesame")
    pool = StraightPool()
    Scan(ledger, pool, ACTOR).run()  # type: ignore[arg-type]
    after = coverage(ledger.database)
    assert (after.read, after.skipped, after.unfinished) == (before.read + 2, 0, 0)
    assert not any("open@example.test" in segment.text for segment in pool.scanned)
    rows = records_where(ledger, "s.name = 'locked.zip'")
    assert len(rows) == 3
    assert ledger.database.value("SELECT locator FROM record WHERE id = ?", [rows[-1]]) == "2/csv!2"


def test_a_wrong_password_leaves_the_item_skipped_and_the_right_one_still_helps(ledger: Ledger) -> None:
    for password, skipped in (("wrong", 1), ("opensesame", 0)):
        actions()["give_password"](ledger, ACTOR, source=4, password=password)
        _scan(ledger)
        assert coverage(ledger.database).skipped == skipped
        assert coverage(ledger.database).unfinished == 0


def test_a_password_is_in_no_event(ledger: Ledger) -> None:
    actions()["give_password"](ledger, ACTOR, source=4, password="opensesame")
    assert not any("opensesame" in str(event.facts) for event in ledger.audit.events(50))


def test_a_record_no_worker_survived_is_read_again_in_its_place(ledger: Ledger) -> None:
    table = "邮箱\n" + "".join(f"n{n}@example.test\n" for n in range(4))
    intake.receive(ledger, "poison.csv", io.BytesIO(table.encode()), ACTOR)
    _scan(ledger, poison="n2@")
    assert coverage(ledger.database).reasons["scan_crashed"] == 1
    actions()["read_again"](ledger, ACTOR, source=5, reasons=("scan_crashed",))
    _scan(ledger)
    assert "scan_crashed" not in coverage(ledger.database).reasons
    rows = records_where(ledger, "s.name = 'poison.csv'")
    locators = [ledger.database.value("SELECT locator FROM record WHERE id = ?", [row]) for row in rows]
    assert sorted(map(str, locators)) == ["csv!1", "csv!2", "csv!3", "csv!4"]


def test_an_item_of_which_nothing_comes_out_stays_skipped(ledger: Ledger) -> None:
    with ledger.database.writing() as writer:
        writer.execute("UPDATE skipped SET locator = '7/part-3', reason = 'reader_crashed' WHERE reason = 'encrypted'")
    before = coverage(ledger.database)
    actions()["read_again"](ledger, ACTOR, source=4)
    _scan(ledger)
    after = coverage(ledger.database)
    assert (after.found, after.reasons, after.unfinished) == (before.found, before.reasons, 0)


def test_the_rest_of_a_table_is_read_again_row_by_row(ledger: Ledger) -> None:
    with ledger.database.writing() as writer:
        writer.execute("DELETE FROM record WHERE locator = 'csv!2'")
        writer.execute(
            "INSERT INTO skipped (id, source, unit, position, suborder, locator, reason, detail, origin)"
            " SELECT 'lost', sha256, 0, 1, 0, 'csv!rest', 'reader_crashed', '', 0 FROM source WHERE ordinal = 2"
        )
    actions()["read_again"](ledger, ACTOR, source=2)
    _scan(ledger)
    assert coverage(ledger.database).reasons == {"encrypted": 1}
    assert len(records_where(ledger, "s.name = 'orders.csv'")) == 2


def test_scanning_again_gives_the_same_and_keeps_what_people_decided(ledger: Ledger) -> None:
    finding = str(ledger.database.value("SELECT min(id) FROM finding"))
    actions()["review"](ledger, ACTOR, findings=[finding], state="rejected")
    due = records_where(ledger, "a.retention_state = 'due' AND s.name = 'box.mbox'")[0]
    actions()["decide"](ledger, ACTOR, records=[due], state="deleted", reason="due")
    before = _totals(ledger)
    for source in (1, 2, 3, 4):
        actions()["scan_again"](ledger, ACTOR, source=source)
    assert coverage(ledger.database).unfinished == 4
    _scan(ledger)
    assert _totals(ledger) == before
    assert ledger.database.value("SELECT state FROM disposition WHERE record = ?", [due]) == "deleted"


def test_a_withdrawn_source_leaves_no_trace_but_its_event_and_number(ledger: Ledger) -> None:
    sha256 = str(ledger.database.value("SELECT sha256 FROM source WHERE name = 'box.mbox'"))
    pack = ledger.folder / "vault" / f"{sha256}.pack"
    assert pack.exists()
    actions()["withdraw_source"](ledger, ACTOR, source=1, reason="another client's mailbox")
    assert not pack.exists()
    for table in ("record", "skipped", "unit", "piece"):
        assert not ledger.database.value(f"SELECT count(*) FROM {table} WHERE source = ?", [sha256])
    assert not records_where(ledger, "r.duplicate_of IS NOT NULL"), "what was a copy is the first one now"
    orphans = "SELECT count(*) FROM finding WHERE record NOT IN (SELECT id FROM record)"
    assert not ledger.database.value(orphans)
    received = intake.receive(ledger, "box.mbox", io.BytesIO(MAILBOX.encode()), ACTOR)
    assert not received.already
    assert ledger.database.value("SELECT ordinal FROM source WHERE sha256 = ?", [sha256]) == 5
    _scan(ledger)
    assert coverage(ledger.database).unfinished == 0


@pytest.mark.parametrize("action", ["scan_again", "read_again", "withdraw_source", "give_password"])
def test_nothing_is_changed_under_a_running_scan(ledger: Ledger, action: str) -> None:
    with ledger.database.writing() as writer:
        writer.execute("UPDATE source SET state = 'scanning' WHERE ordinal = 1")
    more = {"withdraw_source": {"reason": "x"}, "give_password": {"password": "x"}}.get(action, {})
    with pytest.raises(Exception, match="scan_running"):
        actions()[action](ledger, ACTOR, source=4, **more)
