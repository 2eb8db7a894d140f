"""What was received, what of it was read, and what was not."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.store.database import Database
from engine.views.paging import Page, page_of
from engine.views.selection import Selection


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source with its counts of items; found = read + skipped. `number` is its place in the order of intake."""

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


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """One item that was found and not read."""

    number: int
    source_name: str
    locator: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Items over all sources: found = read + skipped; warned and duplicate items are among the read ones.

    `unfinished` counts sources whose scan has not ended; while it is not zero the other numbers are partial.
    """

    sources: int
    bytes: int
    found: int
    read: int
    skipped: int
    warned: int
    duplicates: int
    unfinished: int
    reasons: Mapping[str, int]
    warnings: Mapping[str, int]


def coverage(database: Database) -> Coverage:
    """The totals of reading."""
    sources, size, unfinished = database.rows(
        "SELECT count(*), coalesce(sum(bytes), 0), count(*) FILTER (state <> 'scanned') FROM source"
    )[0]
    read, warned, duplicates = database.rows(
        "SELECT count(*), count(*) FILTER (len(warnings) > 0), count(duplicate_of) FROM record"
    )[0]
    reasons = dict(database.rows("SELECT reason, count(*) FROM skipped GROUP BY 1 ORDER BY 2 DESC, 1"))
    warnings = dict(
        database.rows("SELECT w, count(*) FROM (SELECT unnest(warnings) w FROM record) GROUP BY 1 ORDER BY 2 DESC, 1")
    )
    skipped = sum(reasons.values())
    return Coverage(
        sources, int(size), read + skipped, read, skipped, warned, duplicates, unfinished, reasons, warnings
    )


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
                   count(*) FILTER (len(warnings) > 0) AS warned FROM record GROUP BY 1) r ON r.source = s.sha256
        LEFT JOIN (SELECT source, count(*) AS skipped FROM skipped GROUP BY 1) k ON k.source = s.sha256
        {where} ORDER BY s.ordinal
    """

    def line(row: tuple) -> SourceLine:
        return SourceLine(*row[:12], notes=tuple(row[12] or ()), details=json.loads(row[13]))

    return page_of(database, query, chosen, number, size, line)


def skipped_items(database: Database, selection: Selection, number: int = 1, size: int = 50) -> Page[SkippedLine]:
    """Items that were not read, with their reasons."""
    terms, values = ["true"], []
    if selection.source:
        terms.append(f"cast(s.ordinal AS VARCHAR) IN ({', '.join('?' * len(selection.source))})")
        values += selection.source
    if selection.reason:
        terms.append(f"k.reason IN ({', '.join('?' * len(selection.reason))})")
        values += selection.reason
    query = f"""
        SELECT s.ordinal, s.name, k.locator, k.reason, k.detail FROM skipped k JOIN source s ON s.sha256 = k.source
        WHERE {" AND ".join(terms)} ORDER BY s.ordinal, k.position, k.suborder
    """
    return page_of(database, query, values, number, size, lambda row: SkippedLine(*row))
