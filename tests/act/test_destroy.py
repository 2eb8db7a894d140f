import io

import pytest

from engine.act import actions
from engine.model.errors import ActionableError
from engine.pipeline import intake
from engine.pipeline.scanning import Scan
from engine.store.workspace import Ledger
from engine.views.balance import balance
from engine.views.records import record_text
from tests.act.conftest import MAILBOX, TABLE, records_where
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool


def _destroy(ledger: Ledger, record: str) -> None:
    actions()["decide"](ledger, ACTOR, records=[record], state="deleted", reason="due")
    actions()["destroy"](ledger, ACTOR, record=record)


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
