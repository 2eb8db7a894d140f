"""What falls due when: records of each class by the first day on which all of a record is due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

import pyarrow as pa

from engine.store.database import Database
from engine.views.counted import counted

MONTHS_AHEAD = 24


@dataclass(frozen=True, slots=True)
class ClassDue:
    """When the records of one class are due as a whole; the parts sum to `records`.

    `months` (``2027-03``) are those ahead in which some are; `already` are due now, `later` after these months, and of
    `open` no day is known. `copies` of those in `months` are duplicates, which go with their first occurrence.
    """

    record_class: str
    already: int = 0
    months: Mapping[str, int] = field(default_factory=dict[str, int])
    later: int = 0
    open: int = 0
    copies: int = 0

    @property
    def ahead(self) -> int:
        return sum(self.months.values())

    @property
    def records(self) -> int:
        return self.already + self.ahead + self.later + self.open

    def within(self, months: Iterable[str]) -> int:
        """The records that become due in these months."""
        return sum(self.months.get(month, 0) for month in months)


def months_ahead(as_of: date) -> list[str]:
    """The months looked at, as ``2027-03``: that of the day, and 24 more, of which the last counts up to its day."""
    first = as_of.year * 12 + as_of.month - 1
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(first, first + MONTHS_AHEAD + 1)]


def quarters_ahead(as_of: date) -> dict[str, tuple[str, ...]]:
    """The months looked at by calendar quarter, as ``2027-Q1``."""
    grouped = groupby(months_ahead(as_of), lambda month: f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}")
    return {quarter: tuple(months) for quarter, months in grouped}


def due_by_class(database: Database, records: pa.Table, as_of: date) -> tuple[ClassDue, ...]:
    """Every class of these `records` (`views.counted`)."""
    rows = counted(
        database,
        f"""
        SELECT coalesce(r.record_class, 'other') AS record_class, CASE
                WHEN r.retention = 'due' OR r.due_from <= ? THEN 'already'
                WHEN r.due_from IS NULL THEN 'open'
                WHEN r.due_from < ?::DATE + to_months({MONTHS_AHEAD}) THEN r.due
                ELSE 'later' END AS part,
            count(*), count(*) FILTER (r.again)
        FROM records r GROUP BY 1, 2 ORDER BY 1, 2
        """,
        [as_of, as_of],
        given={"records": records},
    )
    found: list[ClassDue] = []
    for record_class, group in groupby(rows, key=lambda row: row[0]):
        parts = {part: (records, copies) for _, part, records, copies in group}
        already, later, unknown = (parts.pop(name, (0, 0))[0] for name in ("already", "later", "open"))
        months = {month: records for month, (records, _) in parts.items()}
        copies = sum(copies for _, copies in parts.values())
        found.append(ClassDue(record_class, already, months, later, unknown, copies))
    return tuple(found)
