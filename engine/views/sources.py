"""What was received, what of it was read, and what was not."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.store.database import Database
from engine.views.paging import Page, page_of
from engine.views.selection import Selection

LOCKED = ("encrypted", "wrong_password")
"""Reasons for which an item was not read that a password may lift."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source with its counts of items; found = read + skipped, `warned` without duplicates.

    `number` is its place in the order of intake.
    """

    number: int
    sha256: str
    name: str
    format: str | None
    bytes: int
    received_at: datetime
    state: str
    found: int
    read: int
    skipped: int
    duplicates: int
    warned: int
    notes: tuple[str, ...]
    details: Mapping[str, str]

    @property
    def scanned(self) -> int:
        """Items that were read without a warning and are no duplicates."""
        return self.read - self.warned - self.duplicates


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A source that was taken back: its number, what had been read of it, and why."""

    number: int
    read: int
    skipped: int
    findings: int
    reason: str
    at: datetime
    by: str


def sources(database: Database, selection: Selection, number: int = 1, size: int = 50) -> Page[SourceLine]:
    """The sources in the order of intake."""
    chosen = [int(value) for value in selection.source if value.isdecimal()]
    where = f"WHERE s.ordinal IN ({', '.join('?' * len(chosen))})" if chosen else ""
    query = f"""
        SELECT s.ordinal, s.sha256, s.name, s.format, s.bytes, s.received_at, s.state,
            coalesce(r.read, 0) + coalesce(k.skipped, 0), coalesce(r.read, 0), coalesce(k.skipped, 0),
            coalesce(r.duplicates, 0), coalesce(r.warned, 0), s.notes, s.details
        FROM source s
        LEFT JOIN (SELECT source, count(*) AS read, count(duplicate_of) AS duplicates,
                   count(*) FILTER (len(warnings) > 0 AND duplicate_of IS NULL) AS warned
                   FROM record GROUP BY 1) r ON r.source = s.sha256
        LEFT JOIN (SELECT source, count(*) AS skipped FROM skipped GROUP BY 1) k ON k.source = s.sha256
        {where} ORDER BY s.ordinal
    """

    def line(row: tuple) -> SourceLine:
        return SourceLine(*row[:12], notes=tuple(row[12] or ()), details=json.loads(row[13]))

    return page_of(database, query, chosen, number, size, line)


def withdrawals(database: Database) -> tuple[Withdrawal, ...]:
    """The withdrawn sources by number."""
    rows = database.rows(
        "SELECT ordinal, read, skipped, findings, reason, withdrawn_at, withdrawn_by FROM withdrawal ORDER BY 1"
    )
    return tuple(Withdrawal(*row) for row in rows)


def locked_items(database: Database) -> dict[int, int]:
    """How many items of which source, by its number, wait for a password."""
    query = """
        SELECT s.ordinal, count(*) FROM skipped k JOIN source s ON s.sha256 = k.source
        WHERE k.reason IN (SELECT unnest(?)) AND NOT k.again GROUP BY 1 ORDER BY 1
    """
    return dict(database.rows(query, [list(LOCKED)]))
