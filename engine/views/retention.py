"""Retention: what must be kept, may be kept and is due, as of the engagement's date, and by which rule."""

from dataclasses import dataclass
from datetime import date

from engine.store.database import Database
from engine.views.selection import RECORDS, Selection, record_condition


@dataclass(frozen=True, slots=True)
class ClassState:
    """Records of one class in one retention state."""

    record_class: str
    state: str
    records: int


@dataclass(frozen=True, slots=True)
class DueMonth:
    """Records of one class whose period ends in one month (``2027-03``)."""

    month: str
    record_class: str
    records: int


@dataclass(frozen=True, slots=True)
class RuleLine:
    """How many records a retention rule decides, and the earliest and latest end it gives."""

    rule: str
    records: int
    earliest: str
    latest: str


@dataclass(frozen=True, slots=True)
class RetentionStatus:
    """Retention of the selected records; the states sum to `records`. `months` are the next 24."""

    as_of: date
    records: int
    states: tuple[tuple[str, int], ...]
    classes: tuple[ClassState, ...]
    months: tuple[DueMonth, ...]
    rules: tuple[RuleLine, ...]


MONTHS_AHEAD = 24


def retention_status(database: Database, selection: Selection) -> RetentionStatus:
    """Retention under the selection."""
    condition, values = record_condition(selection)
    source = f"FROM {RECORDS} WHERE {condition}"
    state = "coalesce(a.retention_state, 'no_rule')"
    as_of = database.rows("SELECT as_of FROM engagement")[0][0]
    states = database.rows(f"SELECT {state}, count(*) {source} GROUP BY 1 ORDER BY 2 DESC, 1", values)
    classes = database.rows(
        f"SELECT coalesce(a.record_class, 'other'), {state}, count(*) {source} GROUP BY ALL ORDER BY ALL", values
    )
    months = database.rows(
        f"SELECT strftime(a.keep_until, '%Y-%m'), a.record_class, count(*) {source} AND a.keep_until >= ?"
        " AND a.keep_until < ? + to_months(?) GROUP BY ALL ORDER BY ALL",
        [*values, as_of, as_of, MONTHS_AHEAD],
    )
    rules = database.rows(
        "SELECT rule, count(*), coalesce(cast(min(keep_until) AS VARCHAR), ''),"
        " coalesce(cast(max(keep_until) AS VARCHAR), '')"
        f" FROM (SELECT unnest(a.rules) AS rule, a.keep_until {source}) GROUP BY 1 ORDER BY 2 DESC, 1",
        values,
    )
    return RetentionStatus(
        as_of,
        sum(count for _, count in states),
        tuple(states),
        tuple(ClassState(*row) for row in classes),
        tuple(DueMonth(*row) for row in months),
        tuple(RuleLine(*row) for row in rules),
    )
