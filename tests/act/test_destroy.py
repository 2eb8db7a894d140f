import io
from datetime import date

import pytest

from engine.act import actions
from engine.model.errors import ActionableError
from engine.pipeline import intake
from engine.pipeline.scanning import Scan
from engine.store.workspace import Ledger
from engine.views.balance import balance
from engine.views.destroying import Obstacle, destruction
from engine.views.planning import Wish
from engine.views.records import record_text
from engine.views.selection import Selection
from tests.act.conftest import MAILBOX, TABLE, records_where
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool


def _destroy(ledger: Ledger, record: str) -> None:
    actions()["decide"](ledger, ACTOR, records=[record], state="deleted", reason="due")
    actions()["destroy"](ledger, ACTOR, records=[record])


def _source(ledger: Ledger, name: str) -> str:
    return str(ledger.database.value("SELECT sha256 FROM source WHERE name = ?", [name]))


def test_a_source_nobody_touched_comes_back_byte_for_byte(ledger: Ledger) -> None:
    for name, content in (("box.mbox", MAILBOX), ("orders.csv", TABLE)):
        with ledger.vault.open(_source(ledger, name)) as file:
            assert file.read() == content.encode()


def test_a_message_goes_with_its_attachments_and_duplicates_and_the_others_stay(ledger: Ledger) -> None:
    enquiry, order = (records_where(ledger, f"r.locator = '#{n} <{n - 1}@example.test>'") for n in (1, 2))
    _destroy(ledger, enquiry[0])
    gone = ledger.database.rows("SELECT locator FROM record WHERE fields IS NULL ORDER BY 1")
    assert [locator for (locator,) in gone] == ["#1 <0@example.test>"] * 2 + ["#1 <0@example.test>/part-2"] * 2
    assert ledger.database.value("SELECT count(*) FROM finding WHERE masked LIKE 'p%'")
    destroyed = record_text(ledger.database, enquiry[0])
    assert destroyed.destroyed and destroyed.fields == () and destroyed.disposition_done
    for source in ("box.mbox", "again.mbox"):
        with pytest.raises(ActionableError, match="original_destroyed"):
            ledger.vault.item(_source(ledger, source), 0)
    origin = int(str(ledger.database.value("SELECT origin FROM record WHERE id = ?", [order[0]])))
    assert b"p1@example.test" in ledger.vault.item(_source(ledger, "box.mbox"), origin)
    assert balance(ledger.database).done == {"deleted": 4} and balance(ledger.database).difference == 0


def test_a_row_takes_the_table_s_bytes_and_leaves_the_other_rows_text(ledger: Ledger) -> None:
    with ledger.database.writing() as writer:
        writer.execute("UPDATE assessment SET retention_state = 'due', proposal = 'deleted'")
    first, second = records_where(ledger, "r.kind = 'row' AND s.name = 'orders.csv'")
    _destroy(ledger, first)
    with pytest.raises(ActionableError, match="original_destroyed"):
        ledger.vault.item(_source(ledger, "orders.csv"), 0)
    assert record_text(ledger.database, second, reveal=True).fields
    assert not ledger.database.value("SELECT count(*) FROM finding WHERE record = ?", [first])


def test_the_same_attachment_of_another_message_stays_with_what_was_decided_for_it(ledger: Ledger) -> None:
    letters = MAILBOX.replace("@example.test>", "@list.test>").replace("attached for p1@", "attached for p0@")
    intake.receive(ledger, "letters.mbox", io.BytesIO(letters.encode()), ACTOR)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    mine, theirs = (records_where(ledger, f"r.locator = '#{n} <{n - 1}@list.test>'")[0] for n in (1, 2))
    note = records_where(ledger, "r.locator = '#2 <1@list.test>/part-2'")[0]
    first = str(ledger.database.value("SELECT duplicate_of FROM record WHERE id = ?", [note]))
    actions()["decide"](ledger, ACTOR, records=[first], state="transferred", reason="sold")
    _destroy(ledger, mine)
    assert record_text(ledger.database, theirs, reveal=True).fields
    assert record_text(ledger.database, note, reveal=True).fields
    assert record_text(ledger.database, note).disposition == "transferred"
    origin = int(str(ledger.database.value("SELECT origin FROM record WHERE id = ?", [theirs])))
    assert ledger.vault.item(_source(ledger, "letters.mbox"), origin)
    assert balance(ledger.database).difference == 0


def test_all_that_may_go_goes_at_once_and_the_rest_says_why_it_stays(ledger: Ledger) -> None:
    free, held = (records_where(ledger, f"r.locator = '#{n} <{n - 1}@example.test>'")[0] for n in (1, 3))
    actions()["decide"](ledger, ACTOR, records=[free, held], state="deleted", reason="due")
    order = {"matter": "a claim", "ordered_by": "the court", "since": date(2026, 11, 1)}
    actions()["place_hold"](ledger, ACTOR, reach="records", records=[held], **order)
    everything = Wish(selection=Selection())
    found = destruction(ledger.database, everything)
    assert (found.records, found.attachments, found.sources, found.stays) == (4, 2, 2, {Obstacle.HELD: 2})
    with pytest.raises(ActionableError, match="reach_changed"):
        actions()["destroy"](ledger, ACTOR, selection=Selection(), expected=5)
    event = actions()["destroy"](ledger, ACTOR, selection=Selection(), expected=4)
    assert event.facts["records"] == 4
    gone = ledger.database.rows("SELECT id FROM record WHERE fields IS NULL ORDER BY 1")
    assert [record for (record,) in gone] == list(found.ids)
    weighed = balance(ledger.database)
    assert weighed.done == {"deleted": 4} and weighed.open["on_hold"] == 4 and weighed.difference == 0
    with pytest.raises(ActionableError, match="deletion_not_planned"):
        actions()["destroy"](ledger, ACTOR, selection=Selection())


def test_an_attachment_that_is_to_end_otherwise_keeps_its_message_unless_a_copy_is_left(ledger: Ledger) -> None:
    message = records_where(ledger, "r.locator = '#1 <0@example.test>'")[0]
    note = records_where(ledger, "r.locator = '#1 <0@example.test>/part-2'")[0]
    actions()["decide"](ledger, ACTOR, records=[note], state="transferred", reason="sold")
    with pytest.raises(ActionableError, match="attachment_ends_otherwise"):
        _destroy(ledger, message)
    assert destruction(ledger.database, Wish((message,))).stays == {Obstacle.PROMISED: 2}
    _destroy(ledger, note)
    _destroy(ledger, message)


def test_of_a_message_nothing_goes_while_its_attachment_must_be_kept(ledger: Ledger) -> None:
    message = records_where(ledger, "r.locator = '#1 <0@example.test>'")[0]
    with ledger.database.writing() as writer:
        writer.execute(
            "UPDATE assessment SET retention_state = 'must_keep' WHERE record IN"
            " (SELECT id FROM record WHERE locator = '#1 <0@example.test>/part-2')"
        )
    with pytest.raises(ActionableError, match="records_must_be_kept"):
        _destroy(ledger, message)
