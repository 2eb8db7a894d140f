"""Records and findings, read back from the database as they were written."""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from engine.model.findings import Finding, FindingState, Span
from engine.model.records import Record, RecordKind
from engine.store.database import Database

_COLUMNS = "r.source, r.locator, r.kind, r.fields, r.content_hash, r.dated, r.origin, r.thread, r.warnings"
_ORDER = "s.ordinal, r.position, r.suborder"
_BATCH = 2000


def records(database: Database, among: Collection[str] | None = None) -> Iterator[Record]:
    """All records that still have their text, or those of these ids, in the order of intake and reading."""
    chosen, values = ("", []) if among is None else (" AND r.id IN (SELECT unnest(?))", [list(among)])
    query = (
        f"SELECT {_COLUMNS} FROM record r JOIN source s ON s.sha256 = r.source"
        f" WHERE r.fields IS NOT NULL{chosen} ORDER BY {_ORDER}"
    )
    for rows in database.batches(query, _BATCH, values):
        yield from (_record(row) for row in rows)


def stretches(database: Database, size: int) -> list[tuple[int, int]]:
    """The first and last row number of every `size` records, so that many can be read some at a time.

    Rows that the running transaction has changed have numbers far beyond the others.
    """
    rows = database.rows(
        "SELECT min(number), max(number) FROM (SELECT rowid AS number, row_number() OVER (ORDER BY rowid) - 1 AS place"
        " FROM record) GROUP BY place // ? ORDER BY 1",
        [size],
    )
    return [(first, last) for first, last in rows]


def records_with_findings(
    database: Database, among: Collection[str] | None = None
) -> Iterator[tuple[Record, list[Finding]]]:
    """The same records with their findings that were not rejected."""
    found: dict[str, list[Finding]] = {}
    chosen, values = ("", []) if among is None else (" AND record IN (SELECT unnest(?))", [list(among)])
    query = (
        "SELECT record, field, start_at, end_at, entity_type, score, recognizer, masked, value_hmac, state"
        f" FROM finding WHERE state <> 'rejected'{chosen}"
    )
    for rows in database.batches(query, _BATCH, values):
        for *columns, state in rows:
            found.setdefault(columns[0], []).append(Finding(*columns, state=FindingState(state)))
    for record in records(database, among):
        findings = found.pop(record.id, [])
        yield record, sorted(findings, key=lambda one: (one.field, one.start))


def records_with_spans(database: Database, like: str) -> Iterator[tuple[Record, dict[str, list[Span]]]]:
    """The records whose text as JSON fits a regular expression (RE2's), with the spans of their findings by field."""
    rows = database.rows("SELECT id FROM record WHERE fields IS NOT NULL AND regexp_matches(fields, ?)", [like])
    among = [row[0] for row in rows]
    found: dict[str, dict[str, list[Span]]] = {}
    query = (
        "SELECT record, field, start_at, end_at, entity_type, score, recognizer FROM finding"
        " WHERE record IN (SELECT unnest(?))"
    )
    for batch in database.batches(query, _BATCH, [among]):
        for identifier, name, *span in batch:
            found.setdefault(identifier, {}).setdefault(name, []).append(Span(*span))
    for record in records(database, among):
        yield record, found.pop(record.id, {})


def still_there(database: Database, findings: Iterable[Finding]) -> list[Finding]:
    """Those of `findings` whose record has its text: others were destroyed or withdrawn while they were looked for."""
    found = list(findings)
    ids = list({one.record for one in found})
    query = "SELECT id FROM record WHERE fields IS NOT NULL AND id IN (SELECT unnest(?))"
    there = {row[0] for row in database.rows(query, [ids])} if ids else set[str]()
    return [one for one in found if one.record in there]


def record(database: Database, identifier: str) -> Record | None:
    """One record by its id; None if there is none or its text was destroyed."""
    rows = database.rows(f"SELECT {_COLUMNS} FROM record r WHERE r.id = ? AND r.fields IS NOT NULL", [identifier])
    return _record(rows[0]) if rows else None


def _record(row: tuple) -> Record:
    source, locator, kind, fields, content_hash, dated, origin, thread, warnings = row
    return Record(
        source=source,
        locator=locator,
        kind=RecordKind(kind),
        fields=json.loads(fields),
        content_hash=content_hash,
        date=datetime.fromisoformat(dated) if dated else None,
        origin=origin,
        thread=tuple(thread or ()),
        warnings=tuple(warnings or ()),
    )
