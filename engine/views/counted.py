"""What counts are made of: small tables of records, findings and people, with numbers in place of ids.

A count over a million findings by their ids takes seconds, over these tables hundredths. They are answers like others:
computed from the database when they are asked for, kept as long as it says the same, and written nowhere.
"""

from collections.abc import Collection, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from engine.store import touched
from engine.store.database import NO_TABLES, Database
from engine.store.remembering import remembered
from engine.views import counting
from engine.views.selection import STATES, Selection, narrowing, record_condition


def in_states(states: Collection[str]) -> tuple[str, str]:
    """SQL over `tally`: the findings in any of these states, and the values that have such a finding."""
    known = [place for place, state in enumerate(STATES) if state in states]
    findings = " + ".join(STATES[place] for place in known)
    return (f"({findings})", f"exposed_{sum(1 << place for place in known)}") if known else ("0", "0")


def counted(
    database: Database,
    sql: str,
    values: Sequence[object] | Mapping[str, object] = (),
    within: Selection | None = None,
    given: Mapping[str, pa.Table] = NO_TABLES,
) -> list[tuple]:
    """Rows of a query that may name any of these tables, and those `given`, which may stand for one of these.

    `records`: by `number`, in the order of sources, its id, the number of the `first` of the same content, facets by
    their names, and what else is counted of it.
    `tally`: by record (`number`) and `entity_type`, findings by state, and for each set of states how many values have
    a finding in one of them; with the record's `record_class`, `year` and whether it is there `again`.
    `owned`: findings by record (`number`), `entity_type`, `state` and `person` (0: nobody's).
    `seen`: in which record (`number`) which `person` appears, once.
    `persons`: by `person`, what is known of a subject.
    `ended`: by `person` in any record, the `state` of all their records, ``mixed`` if they differ.
    `traits`: by `person` of whom anything is held, whether something sensitive is, of some groups of types, of some
    types, and something that speaks of a place.

    With `within`, what they tell of records is told of those under its facets of records, and `tally` and `owned` hold
    the findings that its facets of places, domains and owners let through, whatever their type and state.
    """
    return database.rows(sql, values, {**_named(database, sql, within, given), **given})


def counted_table(
    database: Database,
    sql: str,
    values: Sequence[object] | Mapping[str, object] = (),
    within: Selection | None = None,
    given: Mapping[str, pa.Table] = NO_TABLES,
) -> pa.Table:
    """The same as an Arrow table."""
    return database.table(sql, values, {**_named(database, sql, within, given), **given})


def under(database: Database, name: str, selection: Selection) -> pa.Table:
    """The rows of one of these tables that tell of the records under the selection."""
    return _let_through(_TABLES[name](database), _chosen(database, selection))


def _named(
    database: Database, sql: str, within: Selection | None, given: Mapping[str, pa.Table]
) -> dict[str, pa.Table]:
    """The tables that a query names, but for those given."""
    selection, tables = within or Selection(), dict[str, pa.Table]()
    deep = narrowing(selection)
    for name in (touched.read(sql) & {*_TABLES}) - {*given}:
        table = _narrowed(database, name, deep[0], (*deep[1],)) if deep and name in _UNDER else _TABLES[name](database)
        if name in _OF_RECORDS:
            table = _let_through(table, _chosen(database, selection.of_records))
        tables[name] = _with_facets(database, table) if name == "tally" else table
    return tables


@remembered
def _chosen(database: Database, selection: Selection) -> pa.BooleanArray | None:
    """Of each number, whether its record is under the selection; None if all are."""
    condition, values = record_condition(selection, counted=True)
    if condition == "true":
        return None
    chosen = counted_table(database, f"SELECT r.number FROM records r WHERE {condition}", values)
    every = counting.records(database)["number"].combine_chunks()
    return pc.is_in(every, value_set=chosen["number"].combine_chunks())  # pyright: ignore


def _let_through(table: pa.Table, chosen: pa.BooleanArray | None) -> pa.Table:
    """The rows whose number is chosen."""
    return table if chosen is None else table.filter(chosen.take(_places(table, len(chosen))))


def _with_facets(database: Database, tally: pa.Table) -> pa.Table:
    """The same rows, each with what is counted by of its record."""
    facets = counting.records(database).select(["record_class", "year", "again"])
    facets = facets.take(_places(tally, facets.num_rows))
    for name in facets.column_names:
        tally = tally.append_column(name, facets[name])
    return tally


def _places(table: pa.Table, known: int) -> pa.Array:
    """Where the records of these rows stand among those known, which are numbered from 1 without a gap.

    None for one that is not: while a scan goes on, a table may tell of more records than the one asked before it.
    """
    places = pc.subtract(table["number"].combine_chunks(), pa.scalar(1, pa.int32()))  # pyright: ignore
    return pc.if_else(pc.less(places, known), places, None)  # pyright: ignore


_OF_RECORDS = {
    "records": counting.records, "seen": counting.seen, "tally": counting.tally, "owned": counting.owned,
}  # fmt: skip
_TABLES = {**_OF_RECORDS, "persons": counting.persons, "ended": counting.ended, "traits": counting.traits}
_UNDER = {"tally": counting.tallied, "owned": counting.owned_by}


@remembered
def _narrowed(database: Database, name: str, condition: str, values: tuple[object, ...]) -> pa.Table:
    """One of these tables, made of the findings alone that the condition lets through."""
    return _UNDER[name](database, condition, values)
