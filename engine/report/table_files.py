"""A table as a file: CSV (UTF-8 with BOM) and XLSX; no cell is ever a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TextIO

import pyarrow as pa

from engine.spreadsheet import Cell, Sheet, workbook
from engine.store.database import Database

_LINES = 20_000
"""How many lines are held in memory at once."""


def write_csv(file: TextIO, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a header and rows to an open text file."""
    writer = csv.writer(file)
    writer.writerow(header)
    writer.writerows([_inert(value) for value in row] for row in rows)


def write_query(file: TextIO, database: Database, header: Sequence[str], query: str) -> None:
    """Write a header and the rows of a query, texts and numbers, as `write_csv` would.

    The database makes the lines, in a third of the time.
    """
    csv.writer(file).writerow(header)
    types = database.table(f"SELECT * FROM ({query}) LIMIT 0").schema.types
    cells = {f"c{place}": kind == pa.string() for place, kind in enumerate(types)}
    plain = ", ".join(_text(name) for name in cells)
    safe = ", ".join(_cell(_text(name), texts) for name, texts in cells.items())
    lines = f"""
        SELECT CASE WHEN length(line) - length(replace(line, ',', '')) = {len(cells) - 1}
                AND NOT regexp_matches(line, '["\\r\\n]|(^|,)[=+@\\t-]')
            THEN line ELSE concat_ws(',', {safe}) END
        FROM (SELECT *, concat_ws(',', {plain}) AS line FROM ({query}) t({", ".join(cells)}))
    """
    for rows in database.batches(lines, _LINES):
        file.write("".join(f"{line}\r\n" for (line,) in rows))


def csv_file(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The table as a CSV file."""
    text = io.StringIO(newline="")
    write_csv(text, header, rows)
    return text.getvalue().encode("utf-8-sig")


def xlsx_file(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int]) -> bytes:
    """The table as a workbook of one sheet; texts are inline strings, which no spreadsheet takes for a formula."""
    return workbook([Sheet(name, header, [list(row) for row in rows], widths=widths)])


def _text(column: str) -> str:
    return f"coalesce(cast({column} AS VARCHAR), '')"


def _cell(cell: str, texts: bool) -> str:
    """SQL: a cell as `csv` writes it; if the column holds texts, none is taken for a formula."""
    if texts:
        cell = f"CASE WHEN regexp_matches({cell}, '^[=+@\\t\\r-]') THEN chr(39) || {cell} ELSE {cell} END"
    quoted = f"""'"' || replace({cell}, '"', '""') || '"'"""
    return f"""CASE WHEN regexp_matches({cell}, '[",\\r\\n]') THEN {quoted} ELSE {cell} END"""


def _inert(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
