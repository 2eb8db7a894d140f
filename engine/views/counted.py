"""What counts are made of: small tables of records, findings and people, with numbers in place of ids.

A count over a million findings by their ids takes seconds, over these tables hundredths. They are answers like others:
computed from the database when they are asked for, kept as long as it says the same, and written nowhere.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from engine.store import touched
from engine.store.database import NO_TABLES, Database
from engine.store.remembering import carried, remembered
from engine.views.selection import RECORD_COLUMNS, RECORDS, STATES, Selection, narrowing, record_condition

_SETS = range(1, 1 << len(STATES))

_LABELS = ("record_class", "retention", "proposal", "disposition", "kind", "coverage", "year", "due", "source")


def in_states(states: Collection[str]) -> tuple[str, str]:
    """SQL over `tally`: the findings in any of these states, and the values that have such a finding."""
    known = [place for place, state in enumerate(STATES) if state in states]
    findings = " + ".join(STATES[place] for place in known)
    return (f"({findings})", f"exposed_{sum(1 << place for place in known)}") if known else ("0", "0")


def in_records(selection: Selection) -> tuple[str, list[object]]:
    """SQL over any of the tables with a `number`, as `f`: whether it is of a record under the selection."""
    condition, values = record_condition(selection, counted=True)
    return ("true", []) if condition == "true" else (_IN_RECORDS.format(condition), values)


_IN_RECORDS = "f.number IN (SELECT r.number FROM records r WHERE {})"


def counted(
    database: Database,
    sql: str,
    values: Sequence[object] = (),
    within: Selection | None = None,
    given: Mapping[str, pa.Table] = NO_TABLES,
) -> list[tuple]:
    """Rows of a query that may name any of these tables, and those `given`.

    `records`: by `number`, in the order of sources, its id, facets by their names, and what else is counted of it.
    `tally`: by record (`number`) and `entity_type`, findings by state, and for each set of states how many values have
    a finding in one of them.
    `owned`: findings by record (`number`), `entity_type`, `state` and `person` (0: nobody's).
    `seen`: in which record (`number`) which `person` appears, once.
    `persons`: by `person`, what is known of a subject.

    With `within`, `tally` and `owned` hold only findings that its facets of places, domains and owners let through.
    """
    return database.rows(sql, values, {**_named(database, sql, within), **given})


def counted_table(
    database: Database, sql: str, values: Sequence[object] = (), within: Selection | None = None
) -> pa.Table:
    """The same as an Arrow table."""
    return database.table(sql, values, _named(database, sql, within))


def _named(database: Database, sql: str, within: Selection | None) -> dict[str, pa.Table]:
    """The tables that a query names."""
    named = touched.read(sql)
    tables = {name: table(database) for name, table in _TABLES.items() if name in named and name not in _UNDER}
    deep = narrowing(within or Selection())
    for name in named & {*_UNDER}:
        tables[name] = _UNDER[name](database, *deep) if deep else _TABLES[name](database)
    return tables


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
            SELECT n.number, r.id, coalesce(r.duplicate_of, r.id) AS first, {facets},
                r.duplicate_of IS NOT NULL AS again, r.day,
                coalesce(d.done, false) AS done, a.proposal, coalesce(a.restricted, false) AS restricted, a.due_from,
                a.keep_until, a.rules, d.event,
                json_extract_string(a.shares, '$[#-1][1]') = 'due' AS partly
            FROM {RECORDS} JOIN numbered n ON n.id = r.id ORDER BY n.number
            """,
            given={"numbered": numbered(database)},
        )
    )


def records_under(database: Database, selection: Selection) -> pa.Table:
    """The rows of `records` under the selection."""
    condition, values = record_condition(selection, counted=True)
    if condition == "true":
        return records(database)
    return counted_table(database, f"SELECT r.* FROM records r WHERE {condition} ORDER BY r.number", values)


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


@carried
def tally(database: Database, known: pa.Table | None, judged: Collection[str]) -> pa.Table:
    """All findings by record and type."""
    return _renewed(database, known, judged, _tallied)


@carried
def owned(database: Database, known: pa.Table | None, judged: Collection[str]) -> pa.Table:
    """All findings by record, type, state and person."""
    return _renewed(database, known, judged, _owned)


_JUDGED = "f.record IN (SELECT unnest(?))"

_Count = Callable[[Database, str, Sequence[object]], pa.Table]


def _renewed(database: Database, known: pa.Table | None, judged: Collection[str], count: _Count) -> pa.Table:
    """The count of all findings, of which only those in the records `judged` are counted anew."""
    if known is None:
        return count(database, "true", [])
    among = [*judged]
    anew = count(database, _JUDGED, [among])
    numbers = numbered(database)
    gone = pc.filter(numbers["number"], pc.is_in(numbers["id"], value_set=pa.array(among, numbers["id"].type)))  # pyright: ignore
    stays = known.filter(pc.invert(pc.is_in(known["number"], value_set=gone.combine_chunks())))  # pyright: ignore
    return pa.concat_tables([stays, anew]).unify_dictionaries().combine_chunks()


def _tallied(database: Database, condition: str, values: Sequence[object]) -> pa.Table:
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


def _owned(database: Database, condition: str, values: Sequence[object]) -> pa.Table:
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


def _coded(table: pa.Table) -> pa.Table:
    """The same table, each of a few texts held once."""
    for place, column in enumerate(table.schema):
        if column.name in (*_LABELS, "entity_type", "state"):
            table = table.set_column(place, column.name, table.column(place).dictionary_encode())
    return table


_TABLES = {"records": records, "persons": persons, "seen": seen, "tally": tally, "owned": owned}
_UNDER = {"tally": _tallied, "owned": _owned}
