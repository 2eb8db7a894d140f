"""What a scan writes: units of records, skipped items and findings, each unit once."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from engine.model.findings import Finding, MaskedValue
from engine.model.records import Record, Skipped
from engine.store.database import Database, Writer

_OF_RECORDS = (
    *("finding", "masked_value", "appearance", "component", "tie", "attribution"),
    *("assessment", "judgement", "moment", "thread", "statement", "owed"),
)
"""Tables of what was found in records and what follows from it."""

Order = tuple[int, int]
"""Where an item stands in its source: its position, and its place among the items that took one item's position."""


def committed_units(database: Database) -> set[tuple[str, int]]:
    """The units that are in the database, as (source, ordinal)."""
    return set(database.rows("SELECT source, ordinal FROM unit"))


def unfinished_sources(database: Database) -> list[tuple[str, str, int, bool]]:
    """Sources with something left to scan, as (sha256, name, bytes, read before), in the order of intake.

    Of a source that was read to its end before, only the items marked in `skipped.again` are read again.
    """
    return database.rows(
        "SELECT sha256, name, bytes, units IS NOT NULL FROM source WHERE state <> 'scanned' ORDER BY ordinal"
    )


def add_unit(writer: Writer, source: str, ordinal: int, records: int, skipped: int) -> None:
    """Note that a unit is in the database; its key makes sure that it is so once."""
    writer.execute("INSERT INTO unit VALUES (?, ?, ?, ?)", [source, ordinal, records, skipped])


def add_records(writer: Writer, items: Iterable[tuple[int, Order, Record, str]]) -> None:
    """Append records, each with its unit, its order in the source and the key it has in any export."""
    writer.insert("record", [_record_row(*item) for item in items])


def add_skipped(writer: Writer, items: Iterable[tuple[int, Order, Skipped]]) -> None:
    """Append skipped items, each with its unit and its order in the source."""
    rows = [
        {
            "id": item.id,
            "source": item.source,
            "unit": unit,
            "position": order[0],
            "suborder": order[1],
            "locator": item.locator,
            "reason": item.reason,
            "detail": item.detail,
            "origin": item.origin,
        }
        for unit, order, item in items
    ]
    writer.insert("skipped", rows)


def add_findings(writer: Writer, findings: Sequence[Finding]) -> None:
    """Append findings."""
    writer.insert("finding", [_finding_row(finding) for finding in findings])


def add_masked(writer: Writer, values: Iterable[MaskedValue]) -> None:
    """Append places where covered values stand."""
    rows = [
        {
            "record": one.record,
            "field": one.field,
            "start_at": one.start,
            "end_at": one.end,
            "entity_type": one.entity_type,
        }
        for one in values
    ]
    writer.insert("masked_value", rows)


def unit_counts(database: Database, sources: Iterable[str]) -> dict[str, int]:
    """How many units each of `sources` has in the database."""
    counted = "SELECT count(*) FROM unit WHERE source = ?"
    return {source: int(str(database.value(counted, [source]))) for source in sources}


def finish_sources(writer: Writer, totals: Mapping[str, int]) -> None:
    """Mark the sources all of whose units (number by source) are in the database as scanned."""
    for source, units in totals.items():
        writer.execute("UPDATE source SET units = ? WHERE sha256 = ?", [units, source])
        writer.execute(
            "UPDATE source SET state = 'scanned' WHERE sha256 = ? AND units ="
            " (SELECT count(*) FROM unit WHERE source = sha256)",
            [source],
        )


def settle(writer: Writer, outcomes: Mapping[str, Skipped | None]) -> None:
    """Close what was read again: an item that was read now is gone from the skipped ones, another keeps its reason."""
    for identifier, item in outcomes.items():
        if item is None:
            writer.execute("DELETE FROM skipped WHERE id = ? AND again", [identifier])
        else:
            writer.execute(
                "UPDATE skipped SET again = false, reason = ?, detail = ? WHERE id = ?",
                [item.reason, item.detail, identifier],
            )


def forget_items(writer: Writer, source: str) -> None:
    """Delete everything that reading and scanning a source has yielded; what people decided stays."""
    for table in _OF_RECORDS:
        writer.execute(f"DELETE FROM {table} WHERE record IN (SELECT id FROM record WHERE source = ?)", [source])
    for table in ("record", "skipped", "unit", "stated_source"):
        writer.execute(f"DELETE FROM {table} WHERE source = ?", [source])
    writer.execute("UPDATE source SET state = 'received', units = NULL WHERE sha256 = ?", [source])


def mark_duplicates(writer: Writer) -> None:
    """Point every record at the first one with the same content, in the order of intake and reading.

    What was destroyed is nobody's first: the same content received again is a record of its own.
    """
    writer.execute("UPDATE record SET duplicate_of = NULL WHERE duplicate_of IS NOT NULL")
    writer.execute(
        """
        UPDATE record SET duplicate_of = o.first FROM (
            SELECT r.id, first_value(r.id) OVER w AS first, row_number() OVER w AS place
            FROM record r JOIN source s ON s.sha256 = r.source
            WINDOW w AS (PARTITION BY r.kind, r.content_hash, r.fields IS NULL
                ORDER BY s.ordinal, r.position, r.suborder)
        ) o WHERE o.id = record.id AND o.place > 1
        """
    )


def _record_row(unit: int, order: Order, record: Record, item_key: str) -> dict[str, object]:
    return {
        "id": record.id,
        "source": record.source,
        "unit": unit,
        "position": order[0],
        "suborder": order[1],
        "item_key": item_key,
        "locator": record.locator,
        "kind": str(record.kind),
        "dated": record.date.isoformat() if record.date else None,
        "day": record.date.date() if record.date else None,
        "fields": json.dumps(dict(record.fields), ensure_ascii=False),
        "content_hash": record.content_hash,
        "origin": record.origin,
        "thread": list(record.thread),
        "warnings": list(record.warnings),
    }


def _finding_row(finding: Finding) -> dict[str, object]:
    return {
        "id": finding.id,
        "record": finding.record,
        "field": finding.field,
        "start_at": finding.start,
        "end_at": finding.end,
        "entity_type": finding.entity_type,
        "score": finding.score,
        "recognizer": finding.recognizer,
        "masked": finding.masked,
        "value_hmac": finding.value_hmac,
        "state": str(finding.state),
        "decided_by": "",
        "decision": 0,
        "listed": finding.listed,
    }


def add_run(
    database: Database, writer: Writer, seconds: float, state: str, items: int, size: int, workers: int, engine: str
) -> None:
    """Keep a scan that has just ended: how long it took, how, and over how many items and bytes."""
    number = int(str(database.value("SELECT coalesce(max(ordinal), 0) + 1 FROM scan_run")))
    started = (datetime.now(UTC) - timedelta(seconds=seconds)).replace(tzinfo=None)
    values = [number, started, seconds, state, items, size, workers, engine]
    writer.execute("INSERT INTO scan_run VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
