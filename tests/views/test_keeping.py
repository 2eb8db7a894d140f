"""What of a record is kept, by its own fields; and what the schedule says of many."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from engine.act import set_column_meaning
from engine.model.engagement import DealStructure, Engagement
from engine.model.events import Profile, ProfileRole
from engine.model.records import record_id
from engine.pipeline.assessing import assess
from engine.store.workspace import Ledger, Workspace
from engine.views.keeping import Keeping, keeping
from engine.views.retention import RetentionStatus, retention_status
from engine.views.selection import Selection

WHO = Profile("顾问甲", ProfileRole.CONSULTANT)
HEADERS = ("订单号", "下单日期", "商品", "金额", "客户姓名", "联系电话", "备注", "状态", "暗号", "邮箱")
AS_OF = date(2026, 11, 21)
ROWS = {number: record_id("s", f"csv!{number}") for number in (1, 2, 3)}


def _row(number: int, day: str, copy_of: str | None = None) -> dict[str, object]:
    fields = {name: f"{name}{number}" for name in HEADERS} | {"邮箱": " "}
    return {
        "id": ROWS[number], "source": "s", "unit": 0, "position": number, "suborder": 0, "locator": f"csv!{number}",
        "kind": "row", "dated": f"{day}T00:00:00", "day": date.fromisoformat(day), "warnings": [], "thread": [],
        "fields": json.dumps(fields, ensure_ascii=False), "content_hash": f"h{number}", "origin": 0,
        "duplicate_of": copy_of,
    }  # fmt: skip


@pytest.fixture
def ledger(workspace: Workspace) -> Iterator[Ledger]:
    """Three orders, an old one, one whose claims still run and a duplicate of it, all of mainland China."""
    ledger = workspace.create(
        Engagement("keep", "某某", DealStructure.ASSET_TRANSFER, AS_OF, staff_domains=("studio.example",))
    )
    with ledger.database.writing() as writer:
        writer.insert(
            "source",
            [
                {
                    "sha256": "s", "ordinal": 1, "name": "orders.csv", "format": "csv", "bytes": 1,
                    "received_at": AS_OF, "details": "{}", "notes": [], "state": "scanned", "units": 1,
                }
            ],
        )  # fmt: skip
        writer.insert("record", [_row(1, "2020-05-01"), _row(2, "2024-05-01"), _row(3, "2024-05-01", ROWS[2])])
        writer.insert("unit", [{"source": "s", "ordinal": 0, "records": 3, "skipped": 0}])
    assess(ledger)
    yield ledger


def fields(found: Keeping, state: str, first: bool = False, unknown: bool = False) -> tuple[str, ...]:
    marks = (state, first, unknown)
    return next((one.fields for one in found.parts if (one.state, one.first, one.unknown) == marks), ())


def test_a_row_says_which_of_its_own_columns_must_stay(ledger: Ledger) -> None:
    found = keeping(ledger.database, ROWS[1])
    assert fields(found, "must_keep") == ("订单号", "下单日期", "商品", "金额", "客户姓名")
    assert fields(found, "due") == ("状态",)
    assert fields(found, "due", first=True) == ("联系电话", "备注")
    assert fields(found, "must_keep", unknown=True) == ("暗号",), "what nobody knows is not thrown away"
    assert found.restricted and found.due_from == date(2030, 5, 2)
    assert {one.until for one in found.parts if one.state == "due"} == {date(2023, 5, 1)}


def test_while_claims_run_the_rest_may_stay(ledger: Ledger) -> None:
    found = keeping(ledger.database, ROWS[2])
    assert fields(found, "may_keep") == ("状态",)
    assert not found.restricted


def test_a_column_a_person_explained_follows_that_meaning(ledger: Ledger) -> None:
    set_column_meaning.perform(ledger, WHO, source=1, table="csv", column=9, header="暗号", meaning="amount")
    assert "暗号" in fields(keeping(ledger.database, ROWS[1]), "must_keep")


def test_a_record_that_is_not_there_has_nothing(ledger: Ledger) -> None:
    assert keeping(ledger.database, "nobody").parts == ()


def status(ledger: Ledger, **facets: str) -> RetentionStatus:
    return retention_status(ledger.database, Selection(**{name: (value,) for name, value in facets.items()}))


def test_the_schedule_counts_what_is_due_in_part_restricted_and_open(ledger: Ledger) -> None:
    found = status(ledger)
    assert [(one.record_class, one.records) for one in found.partly] == [("order", 1)]
    assert found.restricted == 1
    opened = {one.rule: one for one in found.open_rules}
    assert opened["RC-AML.transactions"].facts == ("aml_obliged",)
    assert opened["RC-AML.eu_transactions"].facts == ("eu_subjects", "aml_obliged")
    assert opened["RC-ORDER.hk"].records == 3 and opened["RC-CCTV.minimum"].records == 0
    assert "RC-MEMBER.account" in found.idle and "RC-ORDER.tax" not in found.idle
    assert not {one.rule for one in found.rules} & set(found.idle)


def test_a_month_of_the_timeline_filters_what_becomes_due_in_it(workspace: Workspace, ledger: Ledger) -> None:
    with ledger.database.writing() as writer:
        writer.execute("UPDATE assessment SET due_from = DATE '2027-03-31' WHERE record <> ?", [ROWS[1]])
    found = status(ledger)
    assert {line.record_class: dict(line.months) for line in found.due if line.ahead} == {"order": {"2027-03": 2}}
    assert found.copies == 1
    assert status(ledger, due="2027-03").records == 2
    assert status(ledger, due="2027-04").records == 0


@pytest.mark.parametrize(
    ("day", "shown"),
    [("2026-11-21", False), ("2026-11-22", True), ("2028-11-20", True), ("2028-11-21", False)],
)
def test_the_timeline_begins_after_the_day_and_ends_after_24_months(ledger: Ledger, day: str, shown: bool) -> None:
    with ledger.database.writing() as writer:
        writer.execute("UPDATE assessment SET due_from = ?", [date.fromisoformat(day)])
    assert bool(status(ledger).ahead) is shown
