"""A table as a file: CSV (UTF-8 with BOM) and XLSX; no cell is ever a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TextIO

from engine.spreadsheet import Cell, Sheet, workbook


def write_csv(file: TextIO, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a header and rows to an open text file."""
    writer = csv.writer(file)
    writer.writerow(header)
    writer.writerows([_inert(value) for value in row] for row in rows)


def csv_file(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The table as a CSV file."""
    text = io.StringIO(newline="")
    write_csv(text, header, rows)
    return text.getvalue().encode("utf-8-sig")


def xlsx_file(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int]) -> bytes:
    """The table as a workbook of one sheet; texts are inline strings, which no spreadsheet takes for a formula."""
    return workbook([Sheet(name, header, [list(row) for row in rows], widths=widths)])


def _inert(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
