"""What records say of consent and of what people are owed: read once per source, by the rules in force then.

Statements are kept with the record they stand in and whose words they are; who that is, is looked up when they count.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from engine.model.basis import Saying
from engine.store.columns import TABLE_OF
from engine.store.database import Database, Writer
from engine.store.records import stretches

_CHUNK = 8192
"""Messages whose texts are in memory at one time."""
_HEAD = 6000
"""Characters of a text that are looked at."""

_READABLE = "r.fields IS NOT NULL AND r.duplicate_of IS NULL AND r.source IN (SELECT unnest(?))"
_COLUMN = pa.schema(
    {
        "number": pa.int64(),
        "header": pa.string(),
        "pointer": pa.string(),
        "meaning": pa.string(),
        "purpose": pa.string(),
    }
)
_CELL = pa.schema(
    {"meaning": pa.string(), "cell": pa.string(), "saying": pa.string(), "day": pa.date32(), "dated": pa.bool_()}
)
_NOTE = pa.schema({"cell": pa.string(), "purpose": pa.string(), "saying": pa.string(), "rule": pa.string()})
_STATEMENT = pa.schema(
    {
        "record": pa.string(),
        "speaker": pa.string(),
        "purpose": pa.string(),
        "saying": pa.string(),
        "day": pa.date32(),
        "rule": pa.string(),
        "place": pa.string(),
    }
)
_AMOUNT = pa.schema({"header": pa.string(), "cell": pa.string(), "amount": pa.float64(), "currency": pa.string()})


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The columns of rows that are looked at together; `locator` is that of one of the rows."""

    number: int
    source: str
    locator: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A message's texts, with its day."""

    record: str
    day: date | None
    subject: str
    body: str


def unread(database: Database, rules: str) -> list[str]:
    """The sources that were not read by these rules, or hold other records than they did then."""
    rows = database.rows(
        """
        SELECT c.source FROM (SELECT source, count(*) FILTER (duplicate_of IS NULL) AS records FROM record GROUP BY 1) c
        LEFT JOIN stated_source s ON s.source = c.source
        WHERE s.source IS NULL OR s.rules <> ? OR s.records <> c.records
        """,
        [rules],
    )
    return [row[0] for row in rows]


def begin(writer: Writer, sources: Sequence[str], rules: str) -> None:
    """Forget what these sources said, and note that they are read by these rules."""
    among = "SELECT id FROM record WHERE source IN (SELECT unnest(?)) AND fields IS NOT NULL"
    for table in ("statement", "owed"):
        writer.execute(f"DELETE FROM {table} WHERE record IN ({among})", [list(sources)])
        writer.execute(f"DELETE FROM {table} WHERE record NOT IN (SELECT id FROM record WHERE duplicate_of IS NULL)")
    writer.execute("DELETE FROM stated_source WHERE source IN (SELECT unnest(?))", [list(sources)])
    writer.execute(
        "INSERT INTO stated_source SELECT source, count(*) FILTER (duplicate_of IS NULL), ? FROM record"
        " WHERE source IN (SELECT unnest(?)) GROUP BY 1",
        [rules, list(sources)],
    )


def messages(database: Database, sources: Sequence[str]) -> Iterator[list[Line]]:
    """The messages of the sources, some at a time, with the heads of their texts."""
    for first, last in stretches(database, _CHUNK):
        rows = database.rows(
            f"""
            SELECT r.id, r.day, coalesce(r.fields->>'$.subject', ''), coalesce(r.fields->>'$.body', '')[:{_HEAD}]
            FROM record r WHERE r.rowid BETWEEN ? AND ? AND r.kind = 'message' AND {_READABLE}
            """,
            [first, last, list(sources)],
        )
        if rows:
            yield [Line(*row) for row in rows]


def add(writer: Writer, rows: Sequence[Mapping[str, object]]) -> None:
    """Keep statements: record, speaker, purpose, saying, day, rule and place of each."""
    if rows:
        writer.append("statement", pa.Table.from_pylist([*rows], _STATEMENT))


def collect(writer: Writer, sources: Sequence[str]) -> None:
    """Number the tables of the sources' rows, for this transaction."""
    writer.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE stating AS
        SELECT r.id AS record, dense_rank() OVER (ORDER BY r.source, {TABLE_OF}, json_keys(r.fields)) AS number
        FROM record r WHERE r.kind = 'row' AND {_READABLE}
        """,
        [list(sources)],
    )


def tables(database: Database) -> Iterable[TableColumns]:
    """The tables that `collect` numbered."""
    rows = database.rows(
        "SELECT t.number, r.source, r.locator, json_keys(r.fields)"
        " FROM (SELECT number, min(record) AS record FROM stating GROUP BY 1) t JOIN record r ON r.id = t.record"
        " ORDER BY 1"
    )
    return [TableColumns(number, source, locator, tuple(columns)) for number, source, locator, columns in rows]


def find_cells(writer: Writer, columns: Iterable[tuple[int, str, str, str]]) -> None:
    """Look up what stands in columns (table, header, meaning, purpose), for this transaction."""
    rows = [
        {"number": number, "header": header, "pointer": _pointer(header), "meaning": meaning, "purpose": purpose}
        for number, header, meaning, purpose in columns
    ]
    writer.execute(
        "CREATE OR REPLACE TEMP TABLE stating_column"
        " (number BIGINT, header VARCHAR, pointer VARCHAR, meaning VARCHAR, purpose VARCHAR)"
    )
    if rows:
        writer.append("stating_column", pa.Table.from_pylist(rows, _COLUMN))
    writer.execute(
        """
        CREATE OR REPLACE TEMP TABLE stated_cell AS
        SELECT s.record, r.day, c.header, c.meaning, c.purpose,
            trim(json_extract_string(r.fields, c.pointer))[:400] AS cell
        FROM stating_column c JOIN stating s USING (number) JOIN record r ON r.id = s.record
        WHERE trim(json_extract_string(r.fields, c.pointer)) <> ''
        """
    )


def cells(database: Database, meanings: Iterable[str]) -> list[tuple[str, str, str]]:
    """The different cells of columns with these meanings, as (meaning, header, cell)."""
    query = "SELECT DISTINCT meaning, header, cell FROM stated_cell WHERE meaning IN (SELECT unnest(?))"
    return database.rows(query, [list(meanings)])


def add_answers(writer: Writer, said: Iterable[tuple[str, str, Saying, date | None, bool]]) -> None:
    """Keep what cells (meaning, cell, saying, day, dated) state of the rows' people.

    An answer of yes or no takes the day of a dated column beside it that speaks of the same; such a column states
    something by itself only where there is no answer.
    """
    rows = [
        {"meaning": meaning, "cell": cell, "saying": str(saying), "day": day, "dated": dated}
        for meaning, cell, saying, day, dated in said
    ]
    writer.execute(
        "CREATE OR REPLACE TEMP TABLE cell_saying"
        " (meaning VARCHAR, cell VARCHAR, saying VARCHAR, day DATE, dated BOOLEAN)"
    )
    if rows:
        writer.append("cell_saying", pa.Table.from_pylist(rows, _CELL))
    writer.execute(
        """
        INSERT INTO statement
        WITH said AS (
            SELECT c.record, c.purpose, s.saying, s.saying = 'given' AS yes, s.day, s.dated, c.meaning, c.header
            FROM stated_cell c JOIN cell_saying s USING (meaning, cell)
        ), dated AS (
            SELECT record, purpose, yes, max(day) AS day, any_value(saying) AS saying, arg_max(meaning, day) AS meaning,
                arg_max(header, day) AS header
            FROM said WHERE dated GROUP BY ALL
        ), answered AS (SELECT * FROM said WHERE NOT dated)
        SELECT a.record, CASE a.purpose WHEN 'children' THEN 'guardian' ELSE 'row' END, a.purpose,
            coalesce(d.saying, a.saying), coalesce(d.day, a.day), a.meaning, a.header
        FROM answered a LEFT JOIN dated d USING (record, purpose, yes)
        UNION ALL SELECT d.record, CASE d.purpose WHEN 'children' THEN 'guardian' ELSE 'row' END, d.purpose, d.saying,
            d.day, d.meaning, d.header
        FROM dated d ANTI JOIN answered a USING (record, purpose, yes)
        """
    )


def add_notes(writer: Writer, said: Iterable[tuple[str, str, Saying, str]]) -> None:
    """Keep what notes (cell, purpose, saying, phrase) state of the rows' people."""
    rows = [
        {"cell": cell, "purpose": purpose, "saying": str(saying), "rule": rule} for cell, purpose, saying, rule in said
    ]
    if not rows:
        return
    writer.execute(
        "CREATE OR REPLACE TEMP TABLE note_saying (cell VARCHAR, purpose VARCHAR, saying VARCHAR, rule VARCHAR)"
    )
    writer.append("note_saying", pa.Table.from_pylist(rows, _NOTE))
    writer.execute(
        """
        INSERT INTO statement
        SELECT c.record, CASE n.purpose WHEN 'children' THEN 'guardian' ELSE 'row' END, n.purpose, n.saying, NULL,
            n.rule, c.header
        FROM stated_cell c JOIN note_saying n USING (cell) WHERE c.meaning IN ('note', 'tags')
        """
    )


def add_amounts(writer: Writer, debt: str, meaning: str, stated: Iterable[tuple[str, str, float, str]]) -> None:
    """Keep what cells (header, cell, amount, currency) of columns with this meaning say is owed."""
    rows = [
        {"header": header, "cell": cell, "amount": amount, "currency": currency}
        for header, cell, amount, currency in stated
    ]
    if not rows:
        return
    writer.execute(
        "CREATE OR REPLACE TEMP TABLE cell_amount (header VARCHAR, cell VARCHAR, amount DOUBLE, currency VARCHAR)"
    )
    writer.append("cell_amount", pa.Table.from_pylist(rows, _AMOUNT))
    writer.execute(
        "INSERT INTO owed SELECT c.record, ?, a.amount, a.currency, c.day, c.header FROM stated_cell c"
        " JOIN cell_amount a USING (header, cell) WHERE c.meaning = ?",
        [debt, meaning],
    )


def _pointer(header: str) -> str:
    """A field of a record as a JSON pointer."""
    return "/" + header.replace("~", "~0").replace("/", "~1")
