"""What records' own texts say of their class and their days: read once, kept with the fingerprint of the rules.

A record's texts are looked at again only where the rules have changed. Duplicates have the judgement of the first one.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time

import pyarrow as pa

from engine.model.assessment import Classification, Moment
from engine.model.records import Record, RecordKind
from engine.store.database import Database, Writer
from engine.store.records import stretches

UNJUDGED = "r.fields IS NOT NULL AND r.duplicate_of IS NULL AND r.id NOT IN (SELECT record FROM judgement)"
"""SQL: a record `r` that has its texts, is no duplicate and has no judgement."""

_CHUNK = 8192
"""Records whose texts are in memory at one time."""

_HEAD = 6000
"""Characters of a text that are looked at."""

_MOMENT = pa.schema(
    {"record": pa.string(), "event": pa.string(), "day": pa.date32(), "origin": pa.string(), "place": pa.string()}
)


def forget_outdated(writer: Writer, rules: str) -> None:
    """Forget judgements made by other rules, and those of records that are gone or turned out to be duplicates."""
    writer.execute(
        "DELETE FROM judgement WHERE rules <> ?"
        " OR record NOT IN (SELECT id FROM record WHERE fields IS NOT NULL AND duplicate_of IS NULL)",
        [rules],
    )
    writer.execute("DELETE FROM moment WHERE record NOT IN (SELECT record FROM judgement)")


def unjudged(database: Database) -> Iterator[list[Record]]:
    """Messages, attachments and contacts without a judgement, some at a time, with the heads of their texts."""
    for first, last in stretches(database, _CHUNK):
        rows = database.rows(
            f"""
            SELECT r.source, r.locator, r.kind, r.day, json_keys(r.fields),
                list_transform(json_extract_string(r.fields, '$.*'), lambda x: x[:{_HEAD}])
            FROM record r WHERE r.rowid BETWEEN ? AND ? AND r.kind <> 'row' AND {UNJUDGED}
            """,
            [first, last],
        )
        if rows:
            yield [_record(row) for row in rows]


def judge(writer: Writer, judged: Iterable[Classification], rules: str) -> None:
    """Keep the classes that records' own texts say."""
    rows = [
        {
            "record": one.record,
            "record_class": one.record_class,
            "class_rule": one.rule,
            "class_evidence": one.evidence,
            "rules": rules,
        }
        for one in judged
    ]
    writer.insert("judgement", rows)


def add_moments(writer: Writer, found: Iterable[tuple[str, Mapping[str, Moment]]]) -> None:
    """Keep the days of start events that records state."""
    rows = [
        {"record": record, "event": event, "day": one.day, "origin": str(one.origin), "place": one.place}
        for record, moments in found
        for event, one in moments.items()
    ]
    if rows:
        writer.append("moment", pa.Table.from_pylist(rows, _MOMENT))


def _record(row: tuple) -> Record:
    source, locator, kind, day, keys, texts = row
    date = datetime.combine(day, time.min) if day else None
    return Record(source, locator, RecordKind(kind), dict(zip(keys, texts, strict=True)), "", date)
