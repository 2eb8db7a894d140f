"""Retention in bulk: records that agree in all that retention depends on are one case and have one outcome."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from engine.assess.disposition import Proposal
from engine.assess.schedule import Schedule
from engine.model.assessment import Case, Moment, MomentOrigin, Retention
from engine.model.records import RecordKind
from engine.model.rules import Purpose, StartSource
from engine.store.database import Database, Writer
from engine.store.standings import DENIED

_CHUNK = 20_000
_PART, _WHOLE = "\x1f", "\x1e"
"""What stands between the parts of a stated day, and between stated days."""

Query = tuple[str, Sequence[object] | Mapping[str, object]]
"""A query and its parameters."""

_OUTCOME = pa.schema(
    {
        "number": pa.int64(),
        "retention_state": pa.string(),
        "rules": pa.list_(pa.string()),
        "start_event": pa.string(),
        "started": pa.date32(),
        "start_origin": pa.string(),
        "start_place": pa.string(),
        "keep_until": pa.date32(),
        "waiting": pa.list_(pa.string()),
        "restricted": pa.bool_(),
        "shares": pa.string(),
        "due_from": pa.date32(),
        "proposal": pa.string(),
        "proposal_reason": pa.string(),
        "proposal_until": pa.date32(),
    }
)
_COLUMNS = ", ".join(name for name in _OUTCOME.names if name != "number")


def facts_of(classed: str) -> str:
    """SQL: what retention of each record depends on, as (record, fact); `classed` is a query of records with classes.

    Its parameters are those of `mattering`, so that records that differ in what does not matter agree. What a message
    says holds for its whole thread; of several days of an event the surest counts, then the latest. What people said
    of a purpose holds for the records that serve it and speak of nobody who said otherwise; a yes of one of them undoes
    what the record itself says.
    """
    ranks = " ".join(f"WHEN '{origin}' THEN {-place}" for place, origin in enumerate(MomentOrigin))
    return f"""
        WITH judged AS ({classed}), telling AS (
            SELECT c.record, c.record_class, r.kind, coalesce(r.duplicate_of, r.id) AS first, t.number AS thread,
                concat_ws(' ', c.record_class, r.kind) AS key, r.day
            FROM judged c JOIN record r ON r.id = c.record LEFT JOIN thread t ON t.record = c.record
        ), said AS (
            SELECT t.number, m.* FROM moment m JOIN thread t ON t.record = m.record
        ), spoken AS (
            SELECT x.record, x.key, c.event, min(c.purpose) AS purpose,
                bool_and(coalesce(t.standing IN ({DENIED}), false)) AS denied,
                bool_or(coalesce(t.standing NOT IN ({DENIED}), false)) AS agreed,
                CASE WHEN count(t.standing) = count(t.day) THEN max(t.day) END AS day
            FROM telling x JOIN (SELECT unnest($told, recursive := true)) c USING (key)
            JOIN appearance p ON p.record = x.first LEFT JOIN subject s ON s.id = p.subject
            LEFT JOIN standing t ON t.subject = p.subject AND t.purpose = c.purpose
            WHERE s.kind IS DISTINCT FROM 'staff' GROUP BY ALL
        ), known AS (
            SELECT x.record, x.key, m.event, m.day, m.origin, m.place
            FROM telling x JOIN moment m ON m.record = x.first WHERE x.thread IS NULL
            UNION ALL SELECT x.record, x.key, s.event, s.day, s.origin, s.place
            FROM telling x JOIN said s ON s.number = x.thread
            UNION ALL SELECT record, key, event, coalesce(day, e.as_of - 1),
                CASE WHEN day IS NULL THEN '{MomentOrigin.UNDATED}' ELSE '{MomentOrigin.PERSON}' END, purpose
            FROM spoken CROSS JOIN engagement e WHERE denied
        ), surest AS (
            SELECT k.record, k.event, arg_max({{'day': k.day, 'origin': k.origin, 'place': k.place}},
                {{'rank': CASE k.origin {ranks} END, 'day': k.day}}) AS one
            FROM known k ANTI JOIN (SELECT record, event FROM spoken WHERE agreed) y USING (record, event)
            WHERE concat_ws(' ', k.key, k.event) IN (SELECT unnest($events)) GROUP BY ALL
        ), stated AS (
            SELECT record,
                string_agg(concat_ws('{_PART}', event, one.day, one.origin, one.place), '{_WHOLE}' ORDER BY event)
                    AS days
            FROM surest GROUP BY 1
        ), talk AS (
            SELECT t.number, max(r.day) AS last_contact FROM thread t JOIN record r ON r.id = t.record
            WHERE r.kind = 'message' GROUP BY 1
        )
        SELECT x.record, {{'class': x.record_class, 'kind': x.kind,
            'day': CASE WHEN x.key IN (SELECT unnest($dated)) THEN x.day END,
            'contact': CASE WHEN x.key IN (SELECT unnest($talking)) AND (x.day IS NULL OR k.last_contact > x.day)
                THEN k.last_contact END,
            'days': coalesce(s.days, ''), 'held': h.record IS NOT NULL}} AS fact
        FROM telling x LEFT JOIN talk k ON k.number = x.thread LEFT JOIN stated s ON s.record = x.record
        LEFT JOIN (SELECT DISTINCT record FROM held) h ON h.record = x.record
    """


def mattering(applicable: Schedule, purposes: Iterable[Purpose]) -> dict[str, object]:
    """Of which classes and kinds which start events and which dates matter: the parameters of `facts_of`.

    `purposes` are those in play, whose yes and no bring about what people tell.
    """
    met = [(f"{name} {kind}", event) for (name, kind), rules in applicable.rules.items() for _, event in rules]
    serving = {name: [one.id for one in purposes if name in one.record_classes] for name, _ in applicable.rules}
    told = [
        {"key": f"{name} {kind}", "event": event.id, "purpose": purpose}
        for (name, kind), rules in applicable.rules.items()
        for event in {event.id: event for _, event in rules if event.told_by_people}.values()
        for purpose in serving[name]
    ]
    return {
        "told": told or [{"key": "", "event": "", "purpose": ""}],
        "events": list({f"{key} {event.id}" for key, event in met}),
        "dated": list({key for key, event in met if event.source is not StartSource.NONE}),
        "talking": list({key for key, event in met if event.source is StartSource.LAST_CONTACT}),
    }


def case_of(
    number: int, fact: Mapping[str, Any], sensitive: bool = False, minors: bool = False, refused: bool = False
) -> Case:
    """A fact of `facts_of`, read."""
    stated: dict[str, Moment] = {}
    for each in fact["days"].split(_WHOLE) if fact["days"] else ():
        event, day, origin, place = each.split(_PART)
        stated[event] = Moment(date.fromisoformat(day), MomentOrigin(origin), place)
    return Case(
        number,
        fact["class"],
        RecordKind(fact["kind"]),
        fact["day"],
        fact["contact"],
        stated,
        fact["held"],
        sensitive,
        minors,
        refused,
    )


def collect(writer: Writer, matters: Mapping[str, object], sensitive: Query, minors: Query, refused: Query) -> None:
    """Group all records into cases, for this transaction.

    `matters` are the parameters of `facts_of`; `sensitive`, `minors` and `refused` are queries of records' ids.
    """
    for name, (query, values) in (("sensitive", sensitive), ("minors", minors), ("refused", refused)):
        writer.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT DISTINCT record FROM ({query})", values)
    writer.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE cased AS
        SELECT f.record, f.fact, e.record IS NOT NULL AS sensitive, n.record IS NOT NULL AS minors,
            x.record IS NOT NULL AS refused, dense_rank() OVER (ORDER BY f.fact, sensitive, minors, refused) AS number
        FROM ({facts_of("SELECT record, record_class FROM classed")}) f
        LEFT JOIN sensitive e USING (record) LEFT JOIN minors n USING (record) LEFT JOIN refused x USING (record)
        """,
        matters,
    )
    writer.execute(
        "CREATE OR REPLACE TEMP TABLE met AS SELECT number, any_value(fact) AS fact, any_value(sensitive) AS sensitive,"
        " any_value(minors) AS minors, any_value(refused) AS refused FROM cased GROUP BY 1"
    )


def cases(database: Database) -> Iterator[list[Case]]:
    """The cases that `collect` made, some at a time."""
    last = int(str(database.value("SELECT coalesce(max(number), 0) FROM met")))
    for first in range(1, last + 1, _CHUNK):
        rows = database.rows(
            "SELECT number, fact, sensitive, minors, refused FROM met WHERE number >= ? AND number < ?",
            [first, first + _CHUNK],
        )
        yield [case_of(*row) for row in rows]


def begin(writer: Writer) -> None:
    """Make room for the outcomes, for this transaction."""
    empty = f"SELECT 0::BIGINT AS number, {_COLUMNS} FROM assessment LIMIT 0"
    writer.execute(f"CREATE OR REPLACE TEMP TABLE outcome AS {empty}")


def add_outcomes(writer: Writer, outcomes: Iterable[tuple[int, Retention, Moment | None, Proposal]]) -> None:
    """Keep what cases come to: retention, where the day it counts from comes from, and what is proposed."""
    rows = [
        {
            "number": number,
            "retention_state": str(kept.state),
            "rules": kept.rules,
            "start_event": kept.start_event,
            "started": kept.start,
            "start_origin": str(start.origin) if start else "",
            "start_place": start.place if start else "",
            "keep_until": kept.keep_until,
            "waiting": kept.waiting,
            "restricted": kept.restricted,
            "shares": json.dumps([[s.fields, s.state, s.until and str(s.until), s.rules] for s in kept.shares]),
            "due_from": kept.due_from,
            "proposal": str(proposed.state),
            "proposal_reason": proposed.reason,
            "proposal_until": proposed.until,
        }
        for number, kept, start, proposed in outcomes
    ]
    if rows:
        writer.append("outcome", pa.Table.from_pylist(rows, _OUTCOME))


def write(writer: Writer) -> None:
    """Replace class, retention and proposal of every record; destroyed ones keep what was known of them."""
    writer.execute("DELETE FROM assessment WHERE record IN (SELECT id FROM record WHERE fields IS NOT NULL)")
    writer.execute(
        f"""
        INSERT INTO assessment (record, record_class, class_rule, class_evidence, {_COLUMNS})
        SELECT c.record, c.record_class, c.class_rule, c.class_evidence, o.* EXCLUDE (number)
        FROM classed c JOIN cased f USING (record) JOIN outcome o ON o.number = f.number
        """
    )
