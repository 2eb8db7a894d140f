"""Periods, and how an answer is put together; what the law gives stands in `retention_cases.yaml`."""

from datetime import date

import pytest

from engine.assess.periods import last_day
from engine.assess.retention import retention
from engine.assess.schedule import schedule
from engine.catalogue import catalogue
from engine.model.assessment import RetentionState
from engine.model.engagement import DealStructure, Engagement
from engine.model.records import RecordKind

PERIODS = [
    ("2020-01-31", "P1M", "2020-02-29"),
    ("2021-01-31", "P1M", "2021-02-28"),
    ("2020-02-29", "P3Y", "2023-02-28"),
    ("2020-02-29", "P4Y", "2024-02-29"),
    ("2019-02-28", "P1Y", "2020-02-28"),
    ("2021-08-31", "P6M", "2022-02-28"),
    ("2021-12-15", "P30D", "2022-01-14"),
    ("2021-12-01", "P1M", "2022-01-01"),
    ("2020-03-31", "P1Y2M3D", "2021-06-03"),
    ("2020-02-29", "P0D", "2020-02-29"),
    ("9999-01-01", "P10Y", "9999-12-31"),
]


@pytest.mark.parametrize(("start", "period", "end"), PERIODS)
def test_a_period_ends_on_the_same_day_of_its_last_month(start: str, period: str, end: str) -> None:
    assert last_day(date.fromisoformat(start), period) == date.fromisoformat(end)


def test_a_period_that_counts_its_first_day_ends_a_day_earlier() -> None:
    assert last_day(date(2021, 1, 1), "P30Y", counts_first_day=True) == date(2050, 12, 31)


@pytest.mark.parametrize("text", ["P", "3Y", "P3W", "PT6H", "", "P-1Y", "P3Y "])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        last_day(date(2020, 1, 1), text)


def answered(name: str, kind: RecordKind = RecordKind.ROW, places: tuple[str, ...] = ("CN",), **days: date):
    subject = Engagement("p", "P", DealStructure.ASSET_TRANSFER, date(2026, 11, 21), jurisdictions=places)
    return retention("r", name, kind, days, subject, schedule(subject, catalogue()))


def test_several_minimums_the_longest_decides_and_stands_first() -> None:
    day = date(2022, 1, 10)
    found = answered("invoice", RecordKind.MESSAGE, record_created=day, issued=day)
    assert found.rules == ("RC-INVOICE.tax", "RC-INVOICE.counterfoil")
    assert (found.start_event, found.start) == ("record_created", day)


def test_what_is_due_names_every_rule_that_ran_out() -> None:
    day = date(2015, 5, 5)
    found = answered("order", record_created=day, transaction_completed=day)
    assert found.state is RetentionState.DUE
    assert set(found.rules) == {"RC-ORDER.tax", "RC-ORDER.claims"}


def test_shares_name_their_fields_once_the_longest_first_and_the_rest_last() -> None:
    day = date(2025, 8, 3)
    found = answered("customs_sale", record_created=day, sale=day)
    fields = [field for share in found.shares for field in share.fields]
    assert len(fields) == len(set(fields))
    assert [share.until for share in found.shares] == [date(2035, 8, 3), date(2028, 8, 3), None]
    assert [bool(share.fields) for share in found.shares] == [True, True, False]


def test_a_field_whose_minimum_has_no_known_start_waits_and_is_not_due() -> None:
    found = answered("customs_sale", record_created=date(2025, 8, 3))
    states = {field: share.state for share in found.shares for field in share.fields}
    assert states["product"] is RetentionState.MUST_KEEP
    assert states["passport"] is RetentionState.UNKNOWN_DATE
    assert found.waiting == ("RC-DUTYFREE-SALE.customs",)


def test_a_record_the_law_needs_whole_has_no_shares() -> None:
    assert answered("voucher", first_day_after_fiscal_year=date(2026, 1, 1)).shares == ()
    day = date(2025, 8, 3)
    assert answered("order", RecordKind.ATTACHMENT, record_created=day, transaction_completed=day).shares == ()
