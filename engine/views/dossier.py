"""A person's dossier beyond what is held: in which files, until when, what was decided, and copies handed out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.store import inventory
from engine.store.database import Database
from engine.store.decisions import FOLLOWED
from engine.views.holding import of_people


@dataclass(frozen=True, slots=True)
class HeldPlace:
    """One source with records of the person: how many, of them by kind, when, how many findings of their own.

    `first` and `last` are "" where no record there has a date. `systems` are the systems and carriers it came from.
    """

    source: int
    name: str
    records: int
    kinds: Mapping[str, int]
    findings: int
    first: str
    last: str
    systems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptClass:
    """The person's records of one class in one retention state.

    `until` is the last day on which one of them must or may be kept, `due` the first on which one is to go; "" where no
    such day is known. `rules` are the retention rules that say so.
    """

    record_class: str
    state: str
    records: int
    until: str
    due: str
    rules: tuple[str, ...]


class Matter(StrEnum):
    """What a decision was about."""

    DISPOSITION = "disposition"
    HOLD = "hold"
    RECLASS = "reclass"
    MERGED = "merged"
    SPLIT = "split"
    BASIS = "basis"
    HANDED_OUT = "handed_out"


@dataclass(frozen=True, slots=True)
class Decided:
    """Something that was decided or done about the person or their records; `at` is UTC.

    `what` is a disposition, a hold's matter, a class, a purpose (or debt) or a form of copy, by `matter`; `how` says
    more: what was stated, or whether a copy was in full. `records` counts those of the person (None: it is about the
    person). `progress` is planned, awaiting, approved, rejected, undone or done; "" where it simply holds.
    """

    at: datetime
    matter: Matter
    number: int
    what: str
    how: str
    until: str
    records: int | None
    by: str
    reason: str
    progress: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of a person's data beside what is held.

    `elsewhere` counts records the person is not known to appear in, in which a value stands that points to them alone.
    `reviewed` counts the findings of their own by state. `undated` counts records without a date.
    """

    places: tuple[HeldPlace, ...]
    elsewhere: int
    undated: int
    kept: tuple[KeptClass, ...]
    decided: tuple[Decided, ...]
    reviewed: Mapping[str, int]


def dossier(database: Database, subject: str) -> Dossier:
    """The dossier of one person, as of now; the decisions with the newest first."""
    query, values = of_people([subject])
    elsewhere = database.value(
        f"SELECT count(*) FROM ({query}) WHERE id NOT IN (SELECT record FROM appearance WHERE subject = ?)",
        [*values, subject],
    )
    undated = database.value(f"SELECT count(*) FROM record WHERE day IS NULL AND id IN ({_THEIRS})", [subject])
    reviewed = database.rows(
        "SELECT f.state, count(*) FROM attribution t JOIN finding f ON f.id = t.finding WHERE t.subject = ?"
        " GROUP BY 1 ORDER BY 2 DESC, 1",
        [subject],
    )
    return Dossier(
        _places(database, subject),
        int(str(elsewhere)),
        int(str(undated)),
        _kept(database, subject),
        _decided(database, subject),
        dict(reviewed),
    )


_THEIRS = "SELECT record FROM appearance WHERE subject = ?"


def _places(database: Database, subject: str) -> tuple[HeldPlace, ...]:
    rows = database.rows(
        """
        WITH theirs AS (SELECT DISTINCT record FROM appearance WHERE subject = $1), found AS (
            SELECT f.record, count(*) AS findings FROM attribution t JOIN finding f ON f.id = t.finding
            WHERE t.subject = $1 AND f.state <> 'rejected' GROUP BY 1
        )
        SELECT s.ordinal, s.name, r.kind, count(*), coalesce(sum(f.findings), 0),
            coalesce(cast(min(r.day) AS VARCHAR), ''), coalesce(cast(max(r.day) AS VARCHAR), '')
        FROM record r JOIN theirs ON theirs.record = r.id JOIN source s ON s.sha256 = r.source
        LEFT JOIN found f ON f.record = r.id GROUP BY ALL ORDER BY 1, 4 DESC, 3
        """,
        [subject],
    )
    systems: dict[int, list[str]] = {}
    for one in inventory.systems(database):
        for number in one.sources:
            systems.setdefault(number, []).append(one.name)
    places: dict[int, HeldPlace] = {}
    for number, name, kind, records, findings, first, last in rows:
        known = places.get(number)
        days = sorted(day for day in (first, last, known.first if known else "", known.last if known else "") if day)
        places[number] = HeldPlace(
            number,
            name,
            records + (known.records if known else 0),
            {**(known.kinds if known else {}), kind: records},
            int(findings) + (known.findings if known else 0),
            days[0] if days else "",
            days[-1] if days else "",
            tuple(systems.get(number, ())),
        )
    return tuple(places.values())


def _kept(database: Database, subject: str) -> tuple[KeptClass, ...]:
    rows = database.rows(
        f"""
        SELECT a.record_class, a.retention_state, count(*), coalesce(cast(max(a.keep_until) AS VARCHAR), ''),
            coalesce(cast(min(a.due_from) AS VARCHAR), ''), list_sort(list_distinct(flatten(list(a.rules))))
        FROM assessment a WHERE a.record IN ({_THEIRS}) GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
        """,
        [subject],
    )
    return tuple(KeptClass(*row[:5], rules=tuple(row[5] or ())) for row in rows)


_DECIDED = f"""
    WITH theirs AS (SELECT DISTINCT record FROM appearance WHERE subject = $1),
    firsts AS (SELECT DISTINCT coalesce(r.duplicate_of, r.id) AS record FROM record r JOIN theirs ON record = r.id),
    followed AS (SELECT w.* FROM ({FOLLOWED}) w WHERE w.record IN (SELECT record FROM ending WHERE done))
    SELECT c.decided_at AS made, 'disposition', c.event, d.state, '', coalesce(cast(max(d.until) AS VARCHAR), ''),
        count(DISTINCT d.record), c.decided_by, c.reason,
        CASE WHEN bool_and((d.record, d.event) IN (SELECT (record, event) FROM followed)) THEN 'done'
            WHEN c.progress = 'planned' AND len(c.needs) > 0 THEN 'awaiting' ELSE c.progress END
    FROM decided d JOIN decision c USING (event) JOIN theirs USING (record)
    WHERE c.kind IN ('state', 'proposals')
    GROUP BY c.decided_at, c.event, d.state, c.decided_by, c.reason, c.progress, c.needs
    UNION ALL
    SELECT h.placed_at, 'hold', h.number, h.matter, h.ordered_by, cast(h.since AS VARCHAR), count(DISTINCT x.record),
        h.placed_by, '', '' FROM held x JOIN hold h ON h.number = x.hold JOIN theirs USING (record) GROUP BY ALL
    UNION ALL
    SELECT q.made_at, 'reclass', q.event, q.record_class, '', '', count(DISTINCT x.record), q.made_by, q.reason,
        CASE WHEN q.ended IS NULL THEN '' ELSE 'undone' END
    FROM reclassed x JOIN reclass q USING (event) JOIN firsts USING (record) GROUP BY ALL
    UNION ALL
    SELECT DISTINCT p.decided_at, CASE WHEN p.merged THEN 'merged' ELSE 'split' END, p.number, '', '', '',
        cast(NULL AS BIGINT), p.decided_by, p.reason, CASE WHEN p.undone THEN 'undone' ELSE '' END
    FROM people_decision p JOIN people_anchor a ON a.decision = p.number
    JOIN appearance x ON x.record = a.record AND x.ordinal = a.ordinal WHERE x.subject = $1
    UNION ALL
    SELECT DISTINCT b.made_at, 'basis', b.number, b.purpose, b.saying, coalesce(cast(b.day AS VARCHAR), ''),
        cast(NULL AS BIGINT), b.made_by, b.reason, CASE WHEN b.undone IS NULL THEN '' ELSE 'undone' END
    FROM basis_decision b JOIN basis_person y ON y.decision = b.number
    JOIN appearance x USING (record, ordinal, masked_name) WHERE x.subject = $1
    UNION ALL
    SELECT cast(e.happened_at[:19] AS TIMESTAMP), 'handed_out', e.sequence,
        json_extract_string(e.facts, '$.form'), json_extract_string(e.facts, '$.extent'), '', cast(NULL AS BIGINT),
        e.actor, json_extract_string(e.facts, '$.reason'), 'done'
    FROM event e WHERE e.kind = 'dossier_handed_out' AND json_extract_string(e.facts, '$.person') = $1
    ORDER BY made DESC, 3 DESC
"""


def _decided(database: Database, subject: str) -> tuple[Decided, ...]:
    rows = database.rows(_DECIDED, [subject])
    return tuple(Decided(at, Matter(matter), *rest) for at, matter, *rest in rows)
