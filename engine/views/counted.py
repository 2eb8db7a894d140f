"""What counts are made of: small tables of records, findings and people, with numbers in place of ids.

A count over a million findings by their ids takes seconds, over these tables hundredths. They are answers like others:
computed from the database when they are asked for, kept as long as it says the same, and written nowhere.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from engine.store import touched
from engine.store.database import NO_TABLES, Database
from engine.store.remembering import remembered
from engine.views import counting
from engine.views.selection import (
    FINDING_FACETS,
    SHOWN,
    STATES,
    Selection,
    narrowing,
    record_condition,
    types_of,
)


def in_states(states: Collection[str]) -> tuple[str, str]:
    """SQL over `tally`: the findings in any of these states, and the values that have such a finding."""
    findings, values = ("+".join(columns) or "0" for columns in _columns(states))
    return f"({findings})", values


def _columns(states: Collection[str]) -> tuple[list[str], list[str]]:
    """The columns of `tally` whose sum are the findings in any of these states, and those whose sum are the values."""
    known = [place for place, state in enumerate(STATES) if state in states]
    return [STATES[place] for place in known], [f"exposed_{sum(1 << place for place in known)}"] if known else []


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
    `aged`: by record (`number`), `mentions` of a child's age (each value once) that are nobody's.
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


def sums(database: Database, selection: Selection) -> pa.Table:
    """Of every record in the order of numbers, how many findings (`shown`) under the selection and values (`met`).

    With the record's `number`, `id`, `year`, and whether it is there `again`. One addition for each row of `tally`
    costs a tenth of what it costs a query to group as many rows by as many numbers.
    """
    tally, records = _table(database, "tally", selection), counting.records(database)
    if selection.type or selection.sensitivity:
        tally = tally.filter(_is_any(tally["entity_type"], types_of(selection)))
    findings, values = _columns(selection.finding_state or SHOWN)
    told, places = records.select(["number", "id", "year", "again"]), tally["number"].to_numpy() - 1
    for name, columns in (("shown", findings), ("met", values)):
        amounts = sum((tally[column].to_numpy() for column in columns), start=np.zeros(len(places)))
        added = np.bincount(places, weights=amounts, minlength=told.num_rows)[: told.num_rows]
        told = told.append_column(name, pa.array(added.astype(np.int32)))
    return told


def owners(database: Database, selection: Selection) -> dict[str, int]:
    """How many people the findings under the selection belong to, by type; marked off type by person, as in `sums`."""
    owned = _table(database, "owned", selection)
    owned = owned.filter(_is_any(owned["state"], selection.finding_state or SHOWN))
    types, persons = owned["entity_type"].combine_chunks(), owned["person"].to_numpy()
    met = np.zeros((len(types.dictionary), persons.max(initial=0) + 1), dtype=bool)
    met[types.indices.to_numpy(), persons] = True
    asked = types_of(selection) if selection.type or selection.sensitivity else None
    counts = zip(types.dictionary.to_pylist(), met[:, 1:].sum(axis=1).tolist(), strict=True)
    return {name: count for name, count in counts if asked is None or name in asked}


def _is_any(column: pa.ChunkedArray, values: Collection[str]) -> pa.BooleanArray:
    """Which rows of a column whose texts are held once are one of these."""
    coded = column.combine_chunks()
    asked = pc.is_in(coded.dictionary, value_set=pa.array(values, pa.string()))  # pyright: ignore
    return asked.take(coded.indices)


def _named(
    database: Database, sql: str, within: Selection | None, given: Mapping[str, pa.Table]
) -> dict[str, pa.Table]:
    """The tables that a query names, but for those given."""
    selection, tables = within or Selection(), dict[str, pa.Table]()
    for name in (touched.read(sql) & {*_TABLES}) - {*given}:
        table = _table(database, name, selection)
        tables[name] = _with_facets(database, table) if name == "tally" else table
    return tables


def _table(database: Database, name: str, selection: Selection) -> pa.Table:
    """One of these tables under a selection."""
    deep = narrowing(selection) if name in _UNDER else None
    table = _narrowed(database, name, deep[0], (*deep[1],)) if deep else _TABLES[name](database)
    return _let_through(table, _chosen(database, selection.of_records)) if name in _OF_RECORDS else table


@remembered
def _chosen(database: Database, selection: Selection) -> pa.BooleanArray | None:
    """Of each number, whether its record is under the selection; None if all are."""
    condition, values = record_condition(selection.of_records, counted=True)
    holds = sums(database, selection.only(*FINDING_FACETS))["shown"] if selection.of_findings else None
    found = None if holds is None else pc.greater(holds.combine_chunks(), 0)  # pyright: ignore
    if condition == "true":
        return found
    chosen = counted_table(database, f"SELECT r.number FROM records r WHERE {condition}", values)
    every = counting.records(database)["number"].combine_chunks()
    told = pc.is_in(every, value_set=chosen["number"].combine_chunks())  # pyright: ignore
    return told if found is None else pc.and_(told, found)  # pyright: ignore


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
    "aged": counting.aged,
}  # fmt: skip
_TABLES = {**_OF_RECORDS, "persons": counting.persons, "ended": counting.ended, "traits": counting.traits}
_UNDER = {"tally": counting.tallied, "owned": counting.owned_by}


@remembered
def _narrowed(database: Database, name: str, condition: str, values: tuple[object, ...]) -> pa.Table:
    """One of these tables, made of the findings alone that the condition lets through."""
    return _UNDER[name](database, condition, values)
