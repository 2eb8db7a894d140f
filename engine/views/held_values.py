"""The values held of one person, one by one; in clear where a copy or a logged look asks for it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from engine.store.database import Database


@dataclass(frozen=True, slots=True)
class HeldValue:
    """One value of the person: its type, where and when it stands, and until when its last record is kept.

    `text` is masked unless it was asked for in clear; `destroyed` says that no record holds it any more.
    """

    entity_type: str
    text: str
    records: int
    fields: tuple[str, ...]
    sources: tuple[int, ...]
    first: str
    last: str
    classes: tuple[str, ...]
    until: str
    destroyed: bool


def held_values(database: Database, subject: str, clear: bool = False) -> tuple[HeldValue, ...]:
    """The person's own values by type, those in most records first; the action that shows them `clear` logs it."""
    rows = database.rows(
        """
        SELECT f.entity_type, min(f.masked), count(DISTINCT f.record), list_sort(list(DISTINCT f.field)),
            list_sort(list(DISTINCT s.ordinal)), coalesce(cast(min(r.day) AS VARCHAR), ''),
            coalesce(cast(max(r.day) AS VARCHAR), ''), list_sort(list(DISTINCT a.record_class)),
            coalesce(cast(max(a.keep_until) AS VARCHAR), ''),
            min(struct_pack(record := f.record, field := f.field, first := f.start_at, last := f.end_at))
                FILTER (r.fields IS NOT NULL)
        FROM attribution t JOIN finding f ON f.id = t.finding JOIN record r ON r.id = f.record
        JOIN source s ON s.sha256 = r.source LEFT JOIN assessment a ON a.record = r.id
        WHERE t.subject = ? AND f.state <> 'rejected' GROUP BY f.entity_type, f.value_hmac ORDER BY 1, 3 DESC, 2
        """,
        [subject],
    )
    texts = _texts(database, [row[9]["record"] for row in rows if row[9]]) if clear else {}
    return tuple(
        HeldValue(
            entity_type,
            _slice(texts, at) if clear and at else masked,
            records,
            tuple(fields),
            tuple(sources),
            first,
            last,
            tuple(one for one in classes if one),
            until,
            at is None,
        )
        for entity_type, masked, records, fields, sources, first, last, classes, until, at in rows
    )


def _texts(database: Database, records: list[str]) -> Mapping[str, Mapping[str, str]]:
    rows = database.rows("SELECT id, fields FROM record WHERE id IN (SELECT unnest(?))", [records])
    return {record: json.loads(fields) for record, fields in rows}


def _slice(texts: Mapping[str, Mapping[str, str]], at: Mapping[str, object]) -> str:
    text = texts[str(at["record"])][str(at["field"])]
    return text[int(str(at["first"])) : int(str(at["last"]))]
