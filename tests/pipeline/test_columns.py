"""Meanings of columns in a scan: before it, said by a person, counted after it, and when to read a source again."""

import io

import pytest

from engine.act import actions
from engine.pipeline import intake
from engine.pipeline.preview import preview
from engine.pipeline.scanning import Scan
from engine.store.workspace import Ledger
from engine.views.columns import SourceColumns, columns
from tests.conftest import ACTOR
from tests.pipeline.pools import DetectingPool, StraightPool, mailbox

TABLE = "编号甲,contact_tel2,q1,邮箱,备注\n1,13900000001,KS-203948,a@example.test,\n2,,KS-203949,b@example.test,好\n"


@pytest.fixture
def source(ledger: Ledger) -> str:
    """The table, received as source 1."""
    return intake.receive(ledger, "customers.csv", io.BytesIO(TABLE.encode()), ACTOR).source.sha256


def scan(ledger: Ledger, pool: StraightPool | None = None) -> StraightPool:
    pool = pool or StraightPool()
    Scan(ledger, pool, ACTOR).run()  # type: ignore[arg-type]
    return pool


def said(ledger: Ledger, header: str, meaning: str = "") -> None:
    number = list(KNOWN).index(header) + 1
    actions()["set_column_meaning"](ledger, ACTOR, source=1, table="csv", column=number, header=header, meaning=meaning)


def meanings(view: SourceColumns) -> dict[str, tuple[str, bool, int, int]]:
    return {
        one.header: (one.meaning, one.by_person, one.filled, one.distinct)
        for table in view.tables
        for one in table.columns
    }


def findings(ledger: Ledger) -> set[tuple[str, str]]:
    return set(ledger.database.rows("SELECT field, entity_type FROM finding"))


KNOWN = {
    "编号甲": ("", False, 2, 2),
    "contact_tel2": ("phone", False, 1, 1),
    "q1": ("", False, 2, 2),
    "邮箱": ("email", False, 2, 2),
    "备注": ("note", False, 1, 1),
}


def test_columns_are_known_before_the_scan_and_counted_alike_after_it(ledger: Ledger, source: str) -> None:
    before = preview(ledger, source)
    assert not before.scanned and meanings(before) == KNOWN
    assert not columns(ledger.database, source).tables
    scan(ledger)
    after = columns(ledger.database, source)
    assert after.scanned and not after.changed and meanings(after) == KNOWN
    assert (after.tables[0].key, after.tables[0].rows, after.tables[0].export) == ("csv", 2, "")


def test_samples_are_covered(ledger: Ledger, source: str) -> None:
    scan(ledger)
    samples = {one.header: one.samples for one in columns(ledger.database, source).tables[0].columns}
    assert samples == {
        "编号甲": (),
        "contact_tel2": (),
        "q1": (),
        "邮箱": ("a***@example.test", "b***@example.test"),
        "备注": (),
    }
    assert not any(one.samples for one in preview(ledger, source).tables[0].columns)


def test_a_preview_stops_after_the_first_rows_of_each_table(ledger: Ledger) -> None:
    rows = "姓名\n" + "".join(f"n{number}\n" for number in range(400))
    source = intake.receive(
        ledger, "long.csv", io.BytesIO(("号,姓名\n" + rows.replace("n", "1,n")).encode()), ACTOR
    ).source
    assert [table.rows for table in preview(ledger, source.sha256).tables] == [50]


def test_a_source_without_tables_has_no_columns(ledger: Ledger) -> None:
    source = intake.receive(ledger, "box.mbox", io.BytesIO(mailbox(3)), ACTOR).source.sha256
    assert preview(ledger, source).tables == ()
    scan(ledger)
    assert columns(ledger.database, source).tables == ()


def test_the_detector_reads_the_words_of_a_meaning(ledger: Ledger, source: str) -> None:
    said(ledger, "q1", "member_id")
    assert meanings(preview(ledger, source))["q1"] == ("member_id", True, 2, 2)
    read = {(one.context, one.text) for one in scan(ledger).scanned}
    assert {("Phone", "13900000001"), ("Member ID", "KS-203948"), ("邮箱", "a@example.test"), ("备注", "好")} <= read
    assert not columns(ledger.database, source).changed


def test_a_scan_with_the_meaning_finds_what_it_did_not_before(ledger: Ledger, source: str) -> None:
    pool = DetectingPool()
    scan(ledger, pool)
    assert ("q1", "MEMBER_ID") not in findings(ledger)
    said(ledger, "q1", "member_id")
    assert columns(ledger.database, source).changed
    actions()["scan_again"](ledger, ACTOR, source=1)
    scan(ledger, pool)
    assert findings(ledger) == {("contact_tel2", "PHONE"), ("q1", "MEMBER_ID"), ("邮箱", "EMAIL")}
    assert not columns(ledger.database, source).changed


def test_a_word_taken_back_leaves_the_rules_to_decide(ledger: Ledger, source: str) -> None:
    said(ledger, "contact_tel2", "other")
    scan(ledger)
    assert meanings(columns(ledger.database, source))["contact_tel2"][:2] == ("other", True)
    said(ledger, "contact_tel2")
    view = columns(ledger.database, source)
    assert view.changed and meanings(view)["contact_tel2"][:2] == ("phone", False)
    said(ledger, "contact_tel2", "other")
    assert not columns(ledger.database, source).changed


def test_the_event_names_the_column_by_number(ledger: Ledger, source: str) -> None:
    said(ledger, "q1", "member_id")
    event = ledger.audit.events(1)[0]
    assert event.facts == {"number": 1, "table": "csv", "column": 3, "meaning": "member_id"}


def test_a_withdrawn_source_takes_its_meanings_along(ledger: Ledger, source: str) -> None:
    said(ledger, "q1", "member_id")
    actions()["withdraw_source"](ledger, ACTOR, source=1, reason="by mistake")
    assert ledger.database.value("SELECT count(*) FROM column_meaning") == 0


def test_a_cell_is_read_as_what_another_cell_of_its_row_calls_it(ledger: Ledger) -> None:
    rows = "姓名,证件类型,证件号\n王丽,护照,523817449\n赵敏,台胞证,12345678\n"
    intake.receive(ledger, "guests.csv", io.BytesIO(rows.encode()), ACTOR)
    scan(ledger, DetectingPool())
    assert {("证件号", "PASSPORT"), ("证件号", "TRAVEL_PERMIT")} <= findings(ledger)
