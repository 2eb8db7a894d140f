"""Whose data it is: data subjects, households, and what belongs to nobody that can be told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pyarrow as pa

from engine.model.errors import ActionableError
from engine.store.database import Database
from engine.store.remembering import remembered
from engine.views.counted import counted, counted_table, under
from engine.views.paging import Page, empty_page
from engine.views.selection import Selection, grouped, told_condition


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


@remembered
def chosen_people(database: Database, selection: Selection) -> pa.Table:
    """Who of `persons` is in the selected records; where types are asked for, who holds such a finding as their own."""
    met, values = "SELECT f.person FROM seen f", list[object]()
    if selection.of_findings:
        told, values = told_condition(selection)
        met = f"SELECT f.person FROM owned f WHERE {told}"
    terms = [f"p.person IN ({met})"]
    for column, allowed in (("p.id", selection.subject), ("p.kind", selection.subject_kind)):
        if allowed:
            terms.append(f"{column} IN ({', '.join('?' * len(allowed))})")
            values += allowed
    where = " AND ".join([*terms, *grouped(selection)])
    return counted_table(database, f"SELECT p.* FROM persons p WHERE {where}", values, selection)


@remembered
def people(database: Database, selection: Selection) -> People:
    """The people under the selection, summed up."""
    rows = counted(
        database,
        """
        SELECT 'all', '', [count(*), count(DISTINCT p.household) FILTER (p.household <> ''),
            count(*) FILTER (h.sensitive), count(*) FILTER (h.identity), count(*) FILTER (h.bank),
            count(*) FILTER (h.health), count(*) FILTER (p.minor),
            count(*) FILTER (h.identity AND h.bank AND h.address)]
        FROM chosen p LEFT JOIN traits h USING (person)
        UNION ALL SELECT 'kind', kind, [count(*)] FROM chosen GROUP BY 2
        UNION ALL SELECT 'state', coalesce(q.state, 'undecided'), [count(*)] FROM chosen p LEFT JOIN ended q
            USING (person) GROUP BY 2
        ORDER BY 1, 3 DESC, 2
        """,
        given={"chosen": chosen_people(database, selection)},
    )
    nobodys = counted(
        database,
        "SELECT coalesce(sum(f.findings), 0) FROM owned f WHERE f.person = 0 AND f.state <> 'rejected'",
        given={"owned": under(database, "owned", selection)},
    )
    counts: dict[str, dict[str, list[int]]] = {"all": {}, "kind": {}, "state": {}}
    for what, name, numbers in rows:
        counts[what][name] = numbers
    kinds, states = ({name: one[0] for name, one in counts[what].items()} for what in ("kind", "state"))
    total, households, sensitive, identity, bank, health, minors, together = counts["all"][""]
    unattributed = int(nobodys[0][0])
    return People(total, kinds, households, sensitive, identity, bank, health, minors, together, unattributed, states)


def person_lines(database: Database, selection: Selection, number: int = 1, size: int = 50) -> Page[PersonLine]:
    """The people under the selection, those in most records first."""
    chosen = chosen_people(database, selection)
    page = empty_page(chosen.num_rows, number, size)
    rows = counted(
        database,
        "SELECT c.person FROM chosen c LEFT JOIN (SELECT person, count(*) AS records FROM seen GROUP BY 1) s"
        f" USING (person) ORDER BY coalesce(s.records, 0) DESC, c.id LIMIT {page.size} OFFSET {page.before}",
        given={"chosen": chosen},
    )
    return replace(page, lines=_lines(database, [row[0] for row in rows]))


_LINES = """
    WITH among AS (SELECT unnest(?) AS person),
    met AS (
        SELECT f.person, count(*) AS records, min(r.day) AS first_day, max(r.day) AS last_day,
            count(*) FILTER (r.id IN (SELECT record FROM held)) AS held,
            CASE WHEN min(r.disposition) = max(r.disposition) THEN min(r.disposition) ELSE 'mixed' END AS state
        FROM seen f JOIN records r USING (number) WHERE f.person IN (SELECT person FROM among) GROUP BY 1
    ), known AS (
        SELECT f.person, list_sort(list(DISTINCT f.entity_type)) AS types FROM owned f
        WHERE f.state <> 'rejected' AND f.person IN (SELECT person FROM among) GROUP BY 1
    )
    SELECT p.id, p.kind, p.masked_name, p.household, coalesce(met.records, 0), known.types,
        coalesce(cast(met.first_day AS VARCHAR), ''), coalesce(cast(met.last_day AS VARCHAR), ''),
        coalesce(met.state, 'undecided'), coalesce(met.held, 0)
    FROM persons p JOIN among USING (person) LEFT JOIN met USING (person) LEFT JOIN known USING (person)
    ORDER BY 5 DESC, p.id
"""


def _lines(database: Database, persons: list[int]) -> tuple[PersonLine, ...]:
    """These people, those in most records first."""
    return tuple(
        PersonLine(
            *row[:5],
            entity_types=tuple(row[5] or ()),
            first_seen=row[6],
            last_seen=row[7],
            disposition=row[8],
            held=row[9],
        )
        for row in counted(database, _LINES, [persons])
    )


def person(database: Database, subject: str) -> Person:
    """One person's file."""
    found = counted(database, "SELECT person FROM persons WHERE id = ?", [subject])
    if not found:
        raise ActionableError("person_unknown")
    (line,) = _lines(database, [found[0][0]])
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
