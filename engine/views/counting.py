"""How the small tables are made that counts are made of (`views.counted`): of records, findings and people, by numbers.

They are answers like others: computed from the database when they are asked for, kept as long as it says the same, and
written nowhere. A decision about single findings counts their records and people anew and leaves the rest as it was.
"""

from collections.abc import Callable, Collection, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from engine.model.rules import Jurisdiction
from engine.store.database import Database
from engine.store.remembering import carried, remembered
from engine.views.places import found_in, told_places
from engine.views.selection import RECORD_COLUMNS, RECORDS, STATES, sensitive_types, types_in_group

_SETS = range(1, 1 << len(STATES))

_LABELS = ("record_class", "retention", "proposal", "disposition", "kind", "coverage", "year", "due", "source")


@remembered
def numbered(database: Database) -> pa.Table:
    """The number of each record."""
    return database.table(
        "SELECT (row_number() OVER (ORDER BY s.ordinal, r.position, r.suborder, r.id))::INTEGER AS number, r.id"
        " FROM record r JOIN source s ON s.sha256 = r.source"
    )


@remembered
def records(database: Database) -> pa.Table:
    """All records with what is counted of them."""
    facets = ", ".join(f"{column} AS {facet}" for facet, column in RECORD_COLUMNS.items())
    return _coded(
        database.table(
            f"""
            SELECT n.number, r.id, coalesce(o.number, n.number) AS first, {facets},
                r.duplicate_of IS NOT NULL AS again, r.day, coalesce(d.done, false) AS done, d.event, a.proposal,
                a.proposal_until, coalesce(a.restricted, false) AS restricted, a.due_from, a.keep_until, a.rules,
                json_extract_string(a.shares, '$[#-1][1]') = 'due' AS partly
            FROM {RECORDS} JOIN numbered n ON n.id = r.id LEFT JOIN numbered o ON o.id = r.duplicate_of
            ORDER BY n.number
            """,
            given={"numbered": numbered(database)},
        )
    )


@remembered
def persons(database: Database) -> pa.Table:
    """All people."""
    return _coded(
        database.table(
            "SELECT (row_number() OVER (ORDER BY id))::INTEGER AS person, id, kind, masked_name, household, minor"
            " FROM subject"
        )
    )


@remembered
def seen(database: Database) -> pa.Table:
    """Who appears in which records."""
    return database.table(
        "SELECT DISTINCT n.number, p.person FROM appearance x JOIN numbered n ON n.id = x.record"
        " JOIN persons p ON p.id = x.subject",
        given={"numbered": numbered(database), "persons": persons(database)},
    )


@remembered
def ended(database: Database) -> pa.Table:
    """Where each person ends."""
    return database.table(
        "SELECT f.person, CASE WHEN min(r.disposition) = max(r.disposition) THEN min(r.disposition) ELSE 'mixed' END"
        " AS state FROM seen f JOIN records r USING (number) GROUP BY 1",
        given={"seen": seen(database), "records": records(database)},
    )


@carried
def tally(database: Database, known: pa.Table | None, judged: Collection[str]) -> pa.Table:
    """All findings by record and type."""
    return _renewed(database, known, judged, tallied)


@carried
def owned(database: Database, known: pa.Table | None, judged: Collection[str]) -> pa.Table:
    """All findings by record, type, state and person."""
    return _renewed(database, known, judged, owned_by)


@carried
def traits(database: Database, known: pa.Table | None, judged: Collection[str]) -> pa.Table:
    """What is held of each person."""
    if known is None:
        return _traits(database, "true", [])
    theirs = "SELECT DISTINCT subject FROM attribution WHERE record IN (SELECT unnest(?))"
    people = [row[0] for row in database.rows(theirs, [[*judged]])]
    anew = _traits(database, "t.subject IN (SELECT unnest(?))", [people])
    return _replaced(known, persons(database), "person", people, anew)


_JUDGED = "f.record IN (SELECT unnest(?))"

_Count = Callable[[Database, str, Sequence[object]], pa.Table]


def _renewed(database: Database, known: pa.Table | None, judged: Collection[str], count: _Count) -> pa.Table:
    """The count of all findings, of which only those in the records `judged` are counted anew."""
    if known is None:
        return count(database, "true", [])
    among = [*judged]
    return _replaced(known, numbered(database), "number", among, count(database, _JUDGED, [among]))


def _replaced(known: pa.Table, named: pa.Table, by: str, ids: Sequence[str], anew: pa.Table) -> pa.Table:
    """What is `known`, with rows made `anew` in place of all that tell of these `ids`, which are `named` by numbers."""
    told = pc.is_in(named["id"], value_set=pa.array(ids, named["id"].type))  # pyright: ignore
    gone = pc.filter(named[by], told).combine_chunks()  # pyright: ignore
    stays = known.filter(pc.invert(pc.is_in(known[by], value_set=gone)))  # pyright: ignore
    return pa.concat_tables([stays, anew]).unify_dictionaries().combine_chunks()


def tallied(database: Database, condition: str, values: Sequence[object]) -> pa.Table:
    """The findings `f` under a condition by record and type."""
    states = ", ".join(f"count(*) FILTER (f.state = '{state}') AS {state}" for state in STATES)
    sums = ", ".join(f"sum({state})::INTEGER AS {state}" for state in STATES)
    met = {one: " + ".join(state for place, state in enumerate(STATES) if one >> place & 1) for one in _SETS}
    exposures = ", ".join(f"(count(*) FILTER ({any_of} > 0))::INTEGER AS exposed_{one}" for one, any_of in met.items())
    return _coded(
        database.table(
            f"""
            WITH valued AS (
                SELECT f.record, f.entity_type, {states} FROM finding f WHERE {condition}
                GROUP BY f.record, f.entity_type, f.value_hmac
            ), typed AS (SELECT record, entity_type, {sums}, {exposures} FROM valued GROUP BY 1, 2)
            SELECT n.number, t.* EXCLUDE (record) FROM typed t JOIN numbered n ON n.id = t.record
            """,
            values,
            {"numbered": numbered(database)},
        )
    )


def owned_by(database: Database, condition: str, values: Sequence[object]) -> pa.Table:
    """The findings `f` under a condition by record, type, state and person."""
    judged = condition == _JUDGED
    owning = condition if judged else "true"
    return _coded(
        database.table(
            f"""
            WITH found AS (SELECT f.id, f.record, f.entity_type, f.state FROM finding f WHERE {condition}),
            theirs AS (SELECT f.finding, p.person FROM attribution f JOIN persons p ON p.id = f.subject WHERE {owning})
            SELECT n.number, f.entity_type, f.state, coalesce(t.person, 0) AS person, count(*)::INTEGER AS findings
            FROM found f JOIN numbered n ON n.id = f.record LEFT JOIN theirs t ON t.finding = f.id GROUP BY ALL
            """,
            [*values, *values] if judged else values,
            {"numbered": numbered(database), "persons": persons(database)},
        )
    )


def _traits(database: Database, condition: str, values: Sequence[object]) -> pa.Table:
    groups = {group: types_in_group(group) for group in ("identity", "bank", "health")}
    kinds = {
        "sensitive": sensitive_types(), **groups,
        "address": ["ADDRESS"], "member": ["MEMBER_ID"], "chat": ["WECHAT_ID", "QQ"],
    }  # fmt: skip
    held = {name: f"f.entity_type IN ({', '.join(repr(one) for one in types)})" for name, types in kinds.items()}
    held |= {place_trait(place): found_in(place) for place in told_places()}
    told = ", ".join(f"bool_or({found}) AS {name}" for name, found in held.items())
    return database.table(
        f"SELECT p.person, {told} FROM finding f JOIN attribution t ON t.finding = f.id"
        f" JOIN persons p ON p.id = t.subject WHERE f.state <> 'rejected' AND {condition} GROUP BY 1",
        values,
        {"persons": persons(database)},
    )


def place_trait(place: Jurisdiction) -> str:
    """The column of `traits` that tells whether somebody seems to be from this place."""
    return f"from_{place.id.lower()}"


def _coded(table: pa.Table) -> pa.Table:
    """The same table, each of a few texts held once."""
    for place, column in enumerate(table.schema):
        if column.name in (*_LABELS, "entity_type", "state"):
            table = table.set_column(place, column.name, table.column(place).dictionary_encode())
    return table
