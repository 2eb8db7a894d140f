"""How a text table is written: what stands between its cells and around them.

Specification: RFC 4180 and what other programs make of it: ``sep=;`` lines, single quotes, backslashes before quotes,
and delimiters that only databases write (``^``, ``~``, the control characters 1 and 31).
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from engine.ingest.table import is_datum

DELIMITERS = {
    ",": "comma", "\t": "tab", ";": "semicolon", "|": "bar", "^": "caret", "~": "tilde", "\x01": "control_1",
    "\x1f": "control_31", ":": "colon",
}  # fmt: skip
_SAMPLE_ROWS = 200
_LONG = 1 << 15
_COLON_ROWS = 5
_NOT_TABLES = re.compile(r"\s*(?:[<{\[]|BEGIN:|--|/\*|#!|%|INSERT |CREATE |SELECT )", re.IGNORECASE)
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_SENTENCE = re.compile(r"[。！？!?…]\s*\Z")


@dataclass(frozen=True, slots=True)
class Dialect:
    """A delimiter, the quotes around a cell, and whether a backslash escapes a quote in it."""

    delimiter: str
    quote: str = '"'
    escape: str | None = None

    def reader(self, lines: Iterable[str]) -> Any:
        """The rows of `lines`, each a list of cells."""
        return csv.reader(lines, delimiter=self.delimiter, quotechar=self.quote, escapechar=self.escape)


def dialect_of(text: str) -> Dialect | None:
    """The dialect of a text table that begins with `text`; None where it is no table."""
    if not text.strip() or _NOT_TABLES.match(text):
        return None
    stated = _SEPARATOR_LINE.match(text)
    if stated:
        return _quoted(text[stated.end() :], stated[1])
    best, best_score = None, (0.0, 0)
    for delimiter in DELIMITERS:
        if delimiter not in text:
            continue
        dialect = _quoted(text, delimiter)
        rows = _sample(text, dialect)
        share, width = _regularity(rows)
        sure = share >= 0.8 or len(rows) <= 2 or min(map(len, rows)) >= 2
        if width >= 2 and sure and _is_table(rows, delimiter, share, width):
            best, best_score = max((best, best_score), (dialect, (share, width)), key=lambda each: each[1])
    if best is None and _is_column(text):
        return Dialect(",")
    return best


def _quoted(text: str, delimiter: str) -> Dialect:
    """The dialect with that delimiter, by the quotes that stand next to it."""
    mark = re.escape(delimiter)
    single = len(re.findall(rf"(?:^|{mark})'[^'\n]*'(?={mark}|\r?$)", text, re.MULTILINE))
    double = len(re.findall(rf'(?:^|{mark})"', text, re.MULTILINE))
    if single > 2 * double and single >= 2:
        return Dialect(delimiter, "'", "\\" if re.search(rf"\\'(?!\s*(?:{mark}|\r?$))", text, re.MULTILINE) else None)
    escaped = double and re.search(rf'\\"(?!\s*(?:{mark}|\r?$))', text, re.MULTILINE)
    return Dialect(delimiter, escape="\\" if escaped else None)


def _sample(text: str, dialect: Dialect) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in tolerant(dialect.reader(io.StringIO(text, newline=""))):
        if any(map(str.strip, row)):
            rows.append(row)
        if len(rows) >= _SAMPLE_ROWS:
            break
    if len(rows) > 1 and max(map(len, rows[-1])) > _LONG:
        rows.pop()
    return rows


def tolerant(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The rows before one that cannot be read."""
    try:
        yield from rows
    except csv.Error:
        return


def _regularity(rows: list[list[str]]) -> tuple[float, int]:
    """The share of rows that are as wide as most, and that width."""
    if not rows:
        return 0.0, 0
    width, count = Counter(map(len, rows)).most_common(1)[0]
    return count / len(rows), width


def _is_table(rows: list[list[str]], delimiter: str, share: float, width: int) -> bool:
    """Whether rows are a table's and not lines of prose, of settings or of a log."""
    if delimiter == ":":
        return width >= 3 and share >= 0.95 and len(rows) >= _COLON_ROWS
    filled = [sum(map(bool, map(str.strip, row))) >= 2 for row in rows]
    return (filled[0] or sum(filled) * 2 >= len(rows)) and not _is_prose(rows, delimiter)


def _is_prose(rows: list[list[str]], delimiter: str) -> bool:
    if delimiter not in ",;":
        return False
    if _SENTENCE.search(rows[0][-1]) and not any(map(is_datum, rows[0])):
        return True
    spaced = sum(cell.startswith(" ") for row in rows for cell in row[1:])
    cells = sum(len(row) - 1 for row in rows)
    if sum(len(row) == 2 and not row[1].strip() for row in rows) * 2 > len(rows):
        return True
    wordy = any(len(cell.split()) >= 5 for cell in rows[0])
    return bool(cells) and spaced * 2 > cells and (wordy or len(rows) < 3)


def _is_column(text: str) -> bool:
    """Whether the text is a single column of values, such as a list of telephone numbers."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    below = lines[1:] if lines and not is_datum(lines[0]) else lines
    return bool(below) and len(lines) >= 2 and sum(map(is_datum, below)) * 10 >= len(below) * 8
