"""What a scan writes: units of records, skipped items and findings, each unit once."""

import json
from collections.abc import Iterable, Mapping, Sequence

from engine.model.findings import Finding
from engine.model.records import Record, Skipped
from engine.store.database import Database, Writer


def committed_units(database: Database) -> set[tuple[str, int]]:
    """The units that are in the database, as (source, ordinal)."""
    return set(database.rows("SELECT source, ordinal FROM unit"))


def unfinished_sources(database: Database) -> list[tuple[str, str, int]]:
    """Sources with something left to scan, as (sha256, name, bytes), in the order of intake."""
    return database.rows("SELECT sha256, name, bytes FROM source WHERE state <> 'scanned' ORDER BY ordinal")


def add_unit(writer: Writer, source: str, ordinal: int, records: int, skipped: int) -> None:
    """Note that a unit is in the database; its key makes sure that it is so once."""
    writer.execute("INSERT INTO unit VALUES (?, ?, ?, ?)", [source, ordinal, records, skipped])


def add_records(writer: Writer, items: Iterable[tuple[int, int, Record]]) -> None:
    """Append records, each with its unit and its position in the source."""
    writer.insert("record", [_record_row(unit, position, record) for unit, position, record in items])


def add_skipped(writer: Writer, items: Iterable[tuple[int, int, Skipped]]) -> None:
    """Append skipped items, each with its unit and its position in the source."""
    rows = [
        {
            "id": item.id,
            "source": item.source,
            "unit": unit,
            "position": position,
            "locator": item.locator,
            "reason": item.reason,
            "detail": item.detail,
            "origin": item.origin,
        }
        for unit, position, item in items
    ]
    writer.insert("skipped", rows)


def add_findings(writer: Writer, findings: Sequence[Finding]) -> None:
    """Append findings."""
    writer.insert("finding", [_finding_row(finding) for finding in findings])


def finish_sources(writer: Writer, totals: Mapping[str, int]) -> None:
    """Mark the sources all of whose units (number by source) are in the database as scanned."""
    for source, units in totals.items():
        writer.execute("UPDATE source SET units = ? WHERE sha256 = ?", [units, source])
        writer.execute(
            "UPDATE source SET state = 'scanned' WHERE sha256 = ? AND units ="
            " (SELECT count(*) FROM unit WHERE source = sha256)",
            [source],
        )


def mark_duplicates(writer: Writer) -> None:
    """Point every record at the first one with the same content, in the order of intake and reading."""
    writer.execute("UPDATE record SET duplicate_of = NULL WHERE duplicate_of IS NOT NULL")
    writer.execute(
        """
        UPDATE record SET duplicate_of = o.first FROM (
            SELECT r.id, first_value(r.id) OVER w AS first, row_number() OVER w AS place
            FROM record r JOIN source s ON s.sha256 = r.source
            WINDOW w AS (PARTITION BY r.kind, r.content_hash ORDER BY s.ordinal, r.position)
        ) o WHERE o.id = record.id AND o.place > 1
        """
    )


def _record_row(unit: int, position: int, record: Record) -> dict[str, object]:
    return {
        "id": record.id,
        "source": record.source,
        "unit": unit,
        "position": position,
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
    }
