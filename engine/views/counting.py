"""How the small tables are made that counts are made of (`views.counted`): of records, findings and people, by numbers.

They are answers like others: computed from the database when they are asked for, kept as long as it says the same, and
written nowhere. A decision about single findings counts their records and people anew and leaves the rest as it was.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from engine.model.rules import Jurisdiction
from engine.store.database import NO_TABLES, Database
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
def aged(database: Database, known: pa.Table | None, judged: Collection[str]) -> pa.Table:
    """Mentions of a child's age, each value once, that nobody's are, by record."""
    return _renewed(database, known, judged, _aged)


@carried
def traits(database: Database, known: pa.Table | None, judged: Collection[str]) -> pa.Table:
    """What is held of each person."""
    findings = owned(database)
    if known is None:
        return _traits(database, findings)
    people = _standing_in(database, tuple(sorted(judged)))["persons"]["person"]
    anew = _traits(database, findings.filter(_among(findings["person"], people)))
    return pa.concat_tables([_without(known, "person", people), anew]).combine_chunks()


_Count = Callable[[Database, str, Sequence[object], Mapping[str, pa.Table]], pa.Table]


def _renewed(database: Database, known: pa.Table | None, judged: Collection[str], count: _Count) -> pa.Table:
    """The count of all findings, of which only those in the records `judged` are counted anew."""
    if known is None:
        return count(database, "true", [], NO_TABLES)
    told = _standing_in(database, tuple(sorted(judged)))
    stays = _without(known, "number", told["numbered"]["number"])
    return pa.concat_tables([stays, count(database, "true", [], told)]).unify_dictionaries().combine_chunks()


@remembered
def _standing_in(database: Database, records: tuple[str, ...]) -> dict[str, pa.Table]:
    """What stands in these records and whose it is, as tables in place of the whole ones: all counts read them once."""
    among = "record IN (SELECT unnest(?))"
    finding = database.table(
        f"SELECT id, record, entity_type, value_hmac, state, masked FROM finding WHERE {among}", [[*records]]
    )
    attribution = database.table(f"SELECT finding, subject FROM attribution WHERE {among}", [[*records]])
    named, people = numbered(database), persons(database)
    return {
        "finding": finding,
        "attribution": attribution,
        "numbered": named.filter(_among(named["id"], pa.chunked_array([records], pa.string()))),
        "persons": people.filter(_among(people["id"], attribution["subject"])),
    }


def _among(column: pa.ChunkedArray, values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Which of the column are one of these values."""
    return pc.is_in(column, value_set=values.combine_chunks())  # pyright: ignore


def _without(table: pa.Table, column: str, values: pa.ChunkedArray) -> pa.Table:
    """The rows in whose column none of these values stands."""
    return table.filter(pc.invert(_among(table[column], values)))  # pyright: ignore


def tallied(
    database: Database, condition: str, values: Sequence[object], given: Mapping[str, pa.Table] = NO_TABLES
) -> pa.Table:
    """The findings `f` under a condition by record and type; of those `given` alone if tables are."""
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
            {"numbered": numbered(database), **given},
        )
    )


def owned_by(
    database: Database, condition: str, values: Sequence[object], given: Mapping[str, pa.Table] = NO_TABLES
) -> pa.Table:
    """The findings `f` under a condition by record, type, state, person and the places they speak of.

    Those `given` alone, if tables are.
    """
    places = " | ".join(f"CASE WHEN {found_in(place)} THEN {bit} ELSE 0 END" for place, bit in _places().items())
    return _coded(
        database.table(
            f"""
            WITH theirs AS (SELECT t.finding, p.person FROM attribution t JOIN persons p ON p.id = t.subject)
            SELECT n.number, f.entity_type, f.state, coalesce(t.person, 0) AS person, f.places,
                count(*)::INTEGER AS findings
            FROM (
                SELECT f.id, f.record, f.entity_type, f.state, ({places})::INTEGER AS places FROM finding f
                WHERE {condition}
            ) f
            JOIN numbered n ON n.id = f.record LEFT JOIN theirs t ON t.finding = f.id GROUP BY ALL
            """,
            values,
            {"numbered": numbered(database), "persons": persons(database), **given},
        )
    )


def _aged(database: Database, condition: str, values: Sequence[object], given: Mapping[str, pa.Table]) -> pa.Table:
    return database.table(
        f"""
        SELECT n.number, count(DISTINCT f.value_hmac)::INTEGER AS mentions FROM finding f
        JOIN numbered n ON n.id = f.record
        WHERE f.entity_type = 'MINOR' AND f.state <> 'rejected' AND {condition}
            AND f.id NOT IN (SELECT finding FROM attribution) GROUP BY 1
        """,
        values,
        {"numbered": numbered(database), **given},
    )


def _traits(database: Database, findings: pa.Table) -> pa.Table:
    """What is held of the people whose findings, counted as in `owned`, are all among these."""
    groups = {group: types_in_group(group) for group in ("identity", "bank", "health")}
    kinds = {
        "sensitive": sensitive_types(), **groups,
        "address": ["ADDRESS"], "member": ["MEMBER_ID"], "chat": ["WECHAT_ID", "QQ"],
    }  # fmt: skip
    held = {name: f"entity_type IN ({', '.join(repr(one) for one in types)})" for name, types in kinds.items()}
    held |= {place_trait(place): f"places & {bit} > 0" for place, bit in _places().items()}
    told = ", ".join(f"bool_or({found}) AS {name}" for name, found in held.items())
    return database.table(
        f"""
        WITH kinds AS (
            SELECT person, entity_type, bit_or(places) AS places FROM findings
            WHERE person > 0 AND state <> 'rejected' GROUP BY 1, 2
        ) SELECT person, {told} FROM kinds GROUP BY 1
        """,
        given={"findings": findings},
    )


def _places() -> dict[Jurisdiction, int]:
    """The places that findings can tell, each with a bit of its own."""
    return {place: 1 << number for number, place in enumerate(told_places())}


def place_trait(place: Jurisdiction) -> str:
    """The column of `traits` that tells whether somebody seems to be from this place."""
    return f"from_{place.id.lower()}"


def _coded(table: pa.Table) -> pa.Table:
    """The same table, each of a few texts held once."""
    for place, column in enumerate(table.schema):
        if column.name in (*_LABELS, "entity_type", "state"):
            table = table.set_column(place, column.name, table.column(place).dictionary_encode())
    return table
