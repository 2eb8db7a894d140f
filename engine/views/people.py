"""Whose data it is: data subjects, households, and what belongs to nobody that can be told."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.model.errors import ActionableError
from engine.store.database import Database
from engine.store.remembering import remembered
from engine.views.evidence import OWN, holding
from engine.views.paging import Page, page_of
from engine.views.selection import (
    RECORDS,
    Selection,
    finding_condition,
    grouped,
    record_condition,
)


@dataclass(frozen=True, slots=True)
class People:
    """People under the selection, by group. Groups overlap; kinds do not. Staff are counted apart from customers.

    `together` counts those of whom a document, a bank account and an address are held, `unattributed` findings in the
    selected records that cannot be told to belong to anybody.
    """

    total: int
    kinds: Mapping[str, int]
    households: int
    sensitive: int
    identity: int
    bank: int
    health: int
    minors: int
    together: int
    unattributed: int
    dispositions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in a list; `disposition` is that of all records of the person, else ``mixed``.

    `held` counts the records under a legal hold.
    """

    id: str
    kind: str
    masked_name: str
    household: str
    records: int
    entity_types: tuple[str, ...]
    first_seen: str
    last_seen: str
    disposition: str
    held: int


@dataclass(frozen=True, slots=True)
class HeldLine:
    """What is held of a person, by type: a masked form, how many values look like that, and in how many records."""

    entity_type: str
    masked: str
    values: int
    records: int


@dataclass(frozen=True, slots=True)
class LinkLine:
    """Why records were put to this person: reason code, what matched, how many records."""

    reason: str
    entity_type: str
    records: int


@dataclass(frozen=True, slots=True)
class Person:
    """One person's file: what is held, why it is thought to be one person, who shares the household."""

    line: PersonLine
    held: tuple[HeldLine, ...]
    links: tuple[LinkLine, ...]
    household: tuple[tuple[str, str], ...]


DISPOSITIONS = """
    SELECT x.subject, CASE WHEN count(DISTINCT coalesce(d.state, 'undecided')) = 1
        THEN min(coalesce(d.state, 'undecided')) ELSE 'mixed' END AS state
    FROM appearance x JOIN record r ON r.id = x.record
    LEFT JOIN disposition d ON d.record = coalesce(r.duplicate_of, r.id) GROUP BY 1
"""


def chosen_people(selection: Selection) -> tuple[str, list[object]]:
    """Who is in the selected records; where types are asked for, who holds such a finding there as their own."""
    condition, values = record_condition(selection.of_records)
    seen, where = "appearance x", condition
    if selection.of_findings:
        inner, inner_values = finding_condition(selection)
        seen, where = "attribution x JOIN finding f ON f.id = x.finding", f"{condition} AND {inner}"
        values += inner_values
    terms = [f"p.id IN (SELECT x.subject FROM {seen} JOIN ({RECORDS}) ON r.id = x.record WHERE {where})"]
    for column, allowed in (("p.id", selection.subject), ("p.kind", selection.subject_kind)):
        if allowed:
            terms.append(f"{column} IN ({', '.join('?' * len(allowed))})")
            values += allowed
    return " AND ".join([*terms, *grouped(selection)]), values


@remembered
def people(database: Database, selection: Selection) -> People:
    """The people under the selection, summed up."""
    chosen, values = chosen_people(selection)

    rows = database.rows(
        f"""
        WITH chosen AS MATERIALIZED (SELECT p.* FROM subject p WHERE {chosen}), held AS (
            SELECT f.subject, {holding()}
            FROM ({OWN}) f GROUP BY 1
        )
        SELECT 'all', '', [count(*), count(DISTINCT p.household) FILTER (p.household <> ''),
            count(*) FILTER (h.sensitive), count(*) FILTER (h.identity), count(*) FILTER (h.bank),
            count(*) FILTER (h.health), count(*) FILTER (p.minor),
            count(*) FILTER (h.identity AND h.bank AND h.address)]
        FROM chosen p LEFT JOIN held h ON h.subject = p.id
        UNION ALL SELECT 'kind', kind, [count(*)] FROM chosen GROUP BY 2
        UNION ALL SELECT 'state', coalesce(q.state, 'undecided'), [count(*)] FROM chosen p LEFT JOIN ({DISPOSITIONS}) q
            ON q.subject = p.id GROUP BY 2
        ORDER BY 1, 3 DESC, 2
        """,
        values,
    )
    condition, record_values = record_condition(selection)
    unattributed = database.value(
        f"SELECT count(*) FROM ({RECORDS}) JOIN finding f ON f.record = r.id WHERE {condition}"
        " AND f.state <> 'rejected' AND f.id NOT IN (SELECT finding FROM attribution)",
        record_values,
    )
    counts: dict[str, dict[str, list[int]]] = {"all": {}, "kind": {}, "state": {}}
    for what, name, numbers in rows:
        counts[what][name] = numbers
    kinds, states = ({name: one[0] for name, one in counts[what].items()} for what in ("kind", "state"))
    total, households, sensitive, identity, bank, health, minors, together = counts["all"][""]
    nobodys = int(str(unattributed))
    return People(total, kinds, households, sensitive, identity, bank, health, minors, together, nobodys, states)


def person_lines(database: Database, selection: Selection, number: int = 1, size: int = 50) -> Page[PersonLine]:
    """The people under the selection, those in most records first."""
    chosen, values = chosen_people(selection)
    query = f"{_LINES.format(among='true')} WHERE {chosen} ORDER BY 5 DESC, p.id"
    return page_of(database, query, values, number, size, _line)


_LINES = """
    WITH seen AS (
        SELECT x.subject, count(DISTINCT x.record) AS records, min(r.day) AS first_day, max(r.day) AS last_day,
            count(DISTINCT x.record) FILTER (x.record IN (SELECT record FROM held)) AS held,
            CASE WHEN count(DISTINCT coalesce(d.state, 'undecided')) = 1
                THEN min(coalesce(d.state, 'undecided')) ELSE 'mixed' END AS state
        FROM appearance x JOIN record r ON r.id = x.record
        LEFT JOIN disposition d ON d.record = coalesce(r.duplicate_of, r.id) WHERE {among} GROUP BY 1
    ), known AS (
        SELECT x.subject, list_sort(list(DISTINCT f.entity_type)) AS types
        FROM attribution x JOIN finding f ON f.id = x.finding WHERE f.state <> 'rejected' AND {among} GROUP BY 1
    )
    SELECT p.id, p.kind, p.masked_name, p.household, coalesce(seen.records, 0), known.types,
        coalesce(cast(seen.first_day AS VARCHAR), ''), coalesce(cast(seen.last_day AS VARCHAR), ''),
        coalesce(seen.state, 'undecided'), coalesce(seen.held, 0)
    FROM subject p LEFT JOIN seen ON seen.subject = p.id LEFT JOIN known ON known.subject = p.id
"""


def _line(row: tuple) -> PersonLine:
    return PersonLine(
        *row[:5],
        entity_types=tuple(row[5] or ()),
        first_seen=row[6],
        last_seen=row[7],
        disposition=row[8],
        held=row[9],
    )


def person(database: Database, subject: str) -> Person:
    """One person's file."""
    found = database.rows(f"{_LINES.format(among='x.subject = $1')} WHERE p.id = $1", [subject])
    if not found:
        raise ActionableError("person_unknown")
    line = _line(found[0])
    held = database.rows(
        "WITH held AS (SELECT f.entity_type, f.value_hmac, min(f.masked) AS masked, list(DISTINCT f.record) AS records"
        " FROM attribution t JOIN finding f ON f.id = t.finding WHERE t.subject = ? AND f.state <> 'rejected'"
        " GROUP BY 1, 2) SELECT entity_type, masked, count(*), len(list_distinct(flatten(list(records)))) FROM held"
        " GROUP BY 1, 2 ORDER BY 1, 4 DESC, 2",
        [subject],
    )
    links = database.rows(
        "SELECT reason, entity_type, count(DISTINCT record) FROM appearance WHERE subject = ?"
        " GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2",
        [subject],
    )
    household = database.rows(
        "SELECT id, masked_name FROM subject WHERE household = ? AND household <> '' AND id <> ? ORDER BY 1",
        [line.household, subject],
    )
    return Person(
        line,
        tuple(HeldLine(*row) for row in held),
        tuple(LinkLine(*row) for row in links),
        tuple(household),
    )
