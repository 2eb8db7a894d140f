"""Rows of tables are judged by their columns: all rows of a table with the same columns at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from engine.model.assessment import Classification, MomentOrigin
from engine.store.columns import TABLE_OF
from engine.store.database import Database, Writer
from engine.store.judgements import UNJUDGED

_CHUNK = 20_000
_STARTS = pa.schema({"number": pa.int64(), "header": pa.string(), "pointer": pa.string(), "event": pa.string()})


@dataclass(frozen=True, slots=True)
class TableOfRows:
    """Rows that are judged together: the locator of one of them, their columns, what sheet and file are called."""

    number: int
    source: str
    locator: str
    columns: tuple[str, ...]
    names: Mapping[str, str]


def collect(writer: Writer) -> None:
    """Number the tables of all rows without a judgement, for this transaction."""
    writer.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE of_table AS
        SELECT r.id AS record, dense_rank() OVER (ORDER BY r.source, {TABLE_OF}, json_keys(r.fields),
            r.fields->>'$.sheet', r.fields->>'$.file_name') AS number
        FROM record r WHERE r.kind = 'row' AND {UNJUDGED}
        """
    )


def tables(database: Database) -> Iterator[TableOfRows]:
    """The tables that `collect` numbered."""
    last = int(str(database.value("SELECT coalesce(max(number), 0) FROM of_table")))
    for first in range(1, last + 1, _CHUNK):
        rows = database.rows(
            """
            SELECT t.number, r.source, r.locator, json_keys(r.fields), r.fields->>'$.sheet', r.fields->>'$.file_name'
            FROM (SELECT number, min(record) AS record FROM of_table WHERE number >= ? AND number < ? GROUP BY 1) t
            JOIN record r ON r.id = t.record ORDER BY 1
            """,
            [first, first + _CHUNK],
        )
        for number, source, locator, columns, *placed in rows:
            names = {name: text for name, text in zip(("sheet", "file_name"), placed, strict=True) if text is not None}
            yield TableOfRows(number, source, locator, tuple(columns), names)


def judge(writer: Writer, judged: Iterable[tuple[int, Classification]], rules: str) -> None:
    """Keep the class of all rows of each table."""
    writer.execute(
        "CREATE OR REPLACE TEMP TABLE table_class"
        " (number BIGINT, record_class VARCHAR, class_rule VARCHAR, class_evidence VARCHAR)"
    )
    rows = [
        {"number": number, "record_class": one.record_class, "class_rule": one.rule, "class_evidence": one.evidence}
        for number, one in judged
    ]
    writer.insert("table_class", rows)
    writer.execute(
        "INSERT INTO judgement SELECT t.record, c.record_class, c.class_rule, c.class_evidence, ?"
        " FROM of_table t JOIN table_class c USING (number)",
        [rules],
    )


def find_cells(writer: Writer, starts: Iterable[tuple[int, str, str]]) -> None:
    """Look up what stands in the columns that start events fall on: (table, header, event), for this transaction."""
    rows = [
        {"number": number, "header": header, "pointer": _pointer(header), "event": event}
        for number, header, event in starts
    ]
    writer.execute(
        "CREATE OR REPLACE TEMP TABLE starting (number BIGINT, header VARCHAR, pointer VARCHAR, event VARCHAR)"
    )
    if rows:
        writer.append("starting", pa.Table.from_pylist(rows, _STARTS))
    writer.execute(
        """
        CREATE OR REPLACE TEMP TABLE cell AS
        SELECT t.record, s.event, s.header, trim(json_extract_string(r.fields, s.pointer))[:40] AS cell
        FROM starting s JOIN of_table t USING (number) JOIN record r ON r.id = t.record
        WHERE json_extract_string(r.fields, s.pointer) <> ''
        """
    )


def cells(database: Database) -> list[str]:
    """The different cells found."""
    return [row[0] for row in database.rows("SELECT DISTINCT cell FROM cell")]


def add_days(writer: Writer, days: Mapping[str, date]) -> None:
    """Keep the days that cells state, of several of one event the latest."""
    writer.execute("CREATE OR REPLACE TEMP TABLE cell_day (cell VARCHAR, day DATE)")
    writer.append(
        "cell_day", pa.table({"cell": pa.array(days, pa.string()), "day": pa.array(days.values(), pa.date32())})
    )
    writer.execute(
        "INSERT INTO moment SELECT c.record, c.event, max(d.day), ?, arg_max(c.header, d.day)"
        " FROM cell c JOIN cell_day d USING (cell) GROUP BY c.record, c.event",
        [str(MomentOrigin.COLUMN)],
    )


def _pointer(header: str) -> str:
    """A field of a record as a JSON pointer."""
    return "/" + header.replace("~", "~0").replace("/", "~1")
