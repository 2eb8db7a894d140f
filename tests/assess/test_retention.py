"""Retention: a table of cases, and what never happens."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assess.moments import moments
from engine.assess.periods import last_day
from engine.assess.retention import retention
from engine.assess.schedule import schedule
from engine.catalogue import catalogue
from engine.model.assessment import RetentionState
from engine.model.engagement import DealStructure, Engagement
from engine.model.records import RecordKind

ROW, MESSAGE = RecordKind.ROW, RecordKind.MESSAGE


def engagement(as_of: str, deal: str = "asset_transfer", closing: str | None = None, places=("CN",), **facts):
    return Engagement(
        "case",
        "Case Ltd",
        DealStructure(deal),
        date.fromisoformat(as_of),
        date.fromisoformat(closing) if closing else None,
        jurisdictions=places,
        facts=facts,
    )


def state_of(name, kind, started, last, subject, on_hold=False):
    day = date.fromisoformat(started) if started else None
    contact = date.fromisoformat(last) if last else None
    days = moments(catalogue().start_events, day, contact)
    return retention("r", name, kind, days, subject, schedule(subject, catalogue()), on_hold)


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


# class, kind, own date, last contact, as of, expected state, keep until
CASES = [
    ("order", ROW, "2016-11-21", None, "2026-11-21", "must_keep", "2026-11-21"),
    ("order", ROW, "2016-11-20", None, "2026-11-21", "due", "2026-11-20"),
    ("order", ROW, "2020-02-29", None, "2026-11-21", "must_keep", "2030-02-28"),
    ("order", ROW, None, None, "2026-11-21", "unknown_date", None),
    ("order", RecordKind.ATTACHMENT, "2024-05-01", None, "2026-11-21", "must_keep", "2034-05-01"),
    ("order", MESSAGE, "2023-11-21", "2023-11-21", "2026-11-21", "may_keep", "2026-11-21"),
    ("order", MESSAGE, "2023-11-20", "2023-11-20", "2026-11-21", "due", "2023-11-20+3"),
    ("order", MESSAGE, "2022-01-01", "2024-06-01", "2026-11-21", "may_keep", "2027-06-01"),
    ("order", MESSAGE, None, None, "2026-11-21", "unknown_date", None),
    ("order", MESSAGE, None, "2025-01-01", "2026-11-21", "may_keep", "2028-01-01"),
    ("enquiry", MESSAGE, "2026-05-21", "2026-05-21", "2026-11-21", "may_keep", "2026-11-21"),
    ("enquiry", MESSAGE, "2026-05-20", "2026-05-20", "2026-11-21", "due", "2026-11-20"),
    ("enquiry", MESSAGE, "2025-01-01", "2026-10-01", "2026-11-21", "may_keep", "2027-04-01"),
    ("enquiry", MESSAGE, "2026-08-31", None, "2026-11-21", "may_keep", "2027-02-28"),
    ("after_sales", MESSAGE, "2022-03-01", "2022-03-09", "2026-11-21", "due", "2025-03-09"),
    ("after_sales", MESSAGE, "2024-03-01", "2024-03-09", "2026-11-21", "may_keep", "2027-03-09"),
    ("membership", ROW, "2015-01-01", None, "2026-11-21", "may_keep", None),
    ("membership", ROW, None, None, "2026-11-21", "may_keep", None),
    ("customer_profile", RecordKind.CONTACT, None, None, "2026-11-21", "may_keep", None),
    ("marketing", MESSAGE, "2017-01-01", None, "2026-11-21", "may_keep", None),
    ("invoice", MESSAGE, "2020-06-30", None, "2026-11-21", "must_keep", "2030-06-30"),
    ("invoice", MESSAGE, "2016-06-30", None, "2026-11-21", "due", "2026-06-30"),
    ("invoice", MESSAGE, None, None, "2026-11-21", "unknown_date", None),
    ("contract", MESSAGE, "2021-01-01", "2021-05-05", "2026-11-21", "due", "2024-05-05"),
    ("contract", MESSAGE, "2025-01-01", None, "2026-11-21", "may_keep", "2028-01-01"),
    ("voucher", ROW, "2020-03-05", None, "2026-11-21", "must_keep", "2050-12-31"),
    ("voucher", ROW, "1995-12-31", None, "2026-11-21", "due", "2025-12-31"),
    ("voucher", ROW, "1996-01-01", None, "2026-11-21", "must_keep", "2026-12-31"),
    ("employment", MESSAGE, "2019-01-01", None, "2026-11-21", "unknown_date", None),
    ("supplier", MESSAGE, "2020-01-01", "2020-02-01", "2026-11-21", "due", "2023-02-01"),
    ("customs_sale", ROW, "2025-08-03", None, "2026-11-21", "must_keep", "2035-08-03"),
    ("customs_sale", MESSAGE, "2025-08-03", None, "2026-11-21", "must_keep", "2028-08-03"),
    ("customs_sale", MESSAGE, "2020-08-03", None, "2026-11-21", "due", "2023-08-03"),
    ("system", MESSAGE, "2026-06-01", None, "2026-11-21", "may_keep", "2026-12-01"),
    ("system", ROW, "2026-06-01", None, "2026-11-21", "must_keep", "2026-12-01"),
    ("system", ROW, "2026-01-01", None, "2026-11-21", "due", "2026-07-01"),
    ("other", MESSAGE, "2020-01-01", None, "2026-11-21", "no_rule", None),
]


@pytest.mark.parametrize(("name", "kind", "started", "last", "as_of", "state", "until"), CASES)
def test_the_schedule_of_mainland_china(name, kind, started, last, as_of, state, until) -> None:
    found = state_of(name, kind, started, last, engagement(as_of))
    assert found.state == state
    if until and "+" in until:
        until = "2026-11-20"
    assert found.keep_until == (date.fromisoformat(until) if until else None)


def test_several_minimums_the_longest_decides_and_stands_first() -> None:
    found = state_of("invoice", MESSAGE, "2022-01-10", None, engagement("2026-11-21"))
    assert found.rules == ("RC-INVOICE.tax", "RC-INVOICE.counterfoil")
    assert (found.start_event, found.start) == ("record_created", date(2022, 1, 10))


def test_a_minimum_outlives_a_purpose_but_not_the_other_way_round() -> None:
    found = state_of("order", ROW, "2015-05-05", None, engagement("2026-11-21"))
    assert found.state is RetentionState.DUE
    assert set(found.rules) == {"RC-ORDER.tax", "RC-ORDER.claims"}


def test_a_hold_wins_over_everything() -> None:
    for name in ("order", "enquiry", "other", "membership"):
        assert state_of(name, ROW, "1990-01-01", None, engagement("2026-11-21"), on_hold=True).state == "on_hold"


def test_a_condition_on_an_unanswered_fact_has_no_effect_and_is_listed() -> None:
    unknown = engagement("2026-11-21")
    assert "RC-AML.transactions" in schedule(unknown, catalogue()).open_rules["order"]
    assert state_of("order", MESSAGE, "2020-01-01", None, unknown).state == "due"
    answered = engagement("2026-11-21", aml_obliged=True)
    assert "RC-AML.transactions" not in schedule(answered, catalogue()).open_rules.get("order", ())
    assert state_of("order", MESSAGE, "2020-01-01", None, answered).state == "must_keep"
    denied = schedule(engagement("2026-11-21", aml_obliged=False), catalogue())
    assert "RC-AML.transactions" not in denied.open_rules["order"]


def test_an_open_relation_with_a_minimum_must_be_kept_without_end() -> None:
    found = state_of("customer_profile", ROW, None, None, engagement("2026-11-21", aml_obliged=True))
    assert (found.state, found.keep_until) == (RetentionState.MUST_KEEP, None)


def test_shanghai_keeps_proof_of_consent_five_years() -> None:
    for subject in (engagement("2026-11-21", in_shanghai=True), engagement("2026-11-21", places=("CN", "CN-SH"))):
        found = state_of("consent", MESSAGE, "2023-04-01", None, subject)
        assert (found.state, found.keep_until) == (RetentionState.MUST_KEEP, date(2028, 4, 1))
    assert state_of("consent", MESSAGE, "2023-04-01", None, engagement("2026-11-21")).state == "may_keep"


def test_jurisdictions_select_rules() -> None:
    assert state_of("order", ROW, "2018-01-01", None, engagement("2026-11-21", places=("HK",))).state == "due"
    assert state_of("order", ROW, "2020-01-01", None, engagement("2026-11-21", places=("HK",))).rules == (
        "RC-ORDER.hk",
    )
    assert (
        state_of("marketing", MESSAGE, "2020-01-01", None, engagement("2026-11-21", places=("HK",))).state == "no_rule"
    )
    both = state_of("contract", MESSAGE, "2021-06-01", None, engagement("2026-11-21", places=("CN", "UK")))
    assert (both.state, both.keep_until) == (RetentionState.MAY_KEEP, date(2027, 6, 1))


DISSOLUTION = [
    ("membership", ROW, "2020-01-01", "2026-11-21", "may_keep", "2026-12-31"),
    ("membership", ROW, "2020-01-01", "2026-12-31", "may_keep", "2026-12-31"),
    ("membership", ROW, "2020-01-01", "2027-01-01", "due", "2026-12-31"),
    ("order", MESSAGE, "2026-10-01", "2027-01-01", "due", "2026-12-31"),
    ("order", ROW, "2026-10-01", "2027-01-01", "must_keep", "2036-10-01"),
    ("enquiry", MESSAGE, "2026-10-01", "2026-11-21", "may_keep", "2026-12-31"),
    ("consent", MESSAGE, "2026-10-01", "2027-01-01", "due", "2026-12-31"),
    ("voucher", ROW, "2026-10-01", "2027-01-01", "must_keep", "2056-12-31"),
]


@pytest.mark.parametrize(("name", "kind", "started", "as_of", "state", "until"), DISSOLUTION)
def test_in_a_dissolution_purposes_end_on_the_closing_date(name, kind, started, as_of, state, until) -> None:
    found = state_of(name, kind, started, None, engagement(as_of, "dissolution", "2026-12-31"))
    assert (found.state, found.keep_until) == (state, date.fromisoformat(until))


def test_a_transfer_ends_no_purpose() -> None:
    for deal in ("share_transfer", "asset_transfer", "merger", "division"):
        found = state_of("membership", ROW, "2020-01-01", None, engagement("2027-01-01", deal, "2026-12-31"))
        assert (found.state, found.keep_until) == (RetentionState.MAY_KEEP, None)


DAYS = st.dates(date(1980, 1, 1), date(2040, 12, 31))


@settings(deadline=None)
@given(
    st.sampled_from(list(catalogue().record_classes)),
    st.sampled_from(list(RecordKind)),
    st.none() | DAYS,
    st.none() | DAYS,
    DAYS,
    DAYS,
    st.sampled_from(list(DealStructure)),
    st.none() | DAYS,
)
def test_a_later_day_never_revives_a_period(name, kind, started, last, one, other, deal, closing) -> None:
    rank = [RetentionState.MUST_KEEP, RetentionState.UNKNOWN_DATE, RetentionState.MAY_KEEP, RetentionState.DUE]
    states = []
    for as_of in sorted((one, other)):
        subject = Engagement("p", "p", deal, as_of, closing, jurisdictions=("CN", "CN-SH", "EU", "UK", "HK"))
        days = moments(catalogue().start_events, started, last)
        states.append(retention("r", name, kind, days, subject, schedule(subject, catalogue())).state)
    if RetentionState.NO_RULE in states:
        assert states[0] == states[1]
    else:
        assert rank.index(states[0]) <= rank.index(states[1])
