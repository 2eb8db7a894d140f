"""A text table: comma, tab, semicolon or bar between cells, in UTF-8, GB18030, UTF-16 or what can be guessed.

Specification: RFC 4180, with the dialects spreadsheets write (``sep=;`` line, ``="0138"`` cells). Locators are
``csv!N``, N counting from 1 at the first row below the header. The encoding is decided by the whole file, not by
its beginning.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import media
from engine.ingest.charset import encoding_of, is_text
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.ingest.table import Row, has_header, is_datum, items
from engine.model.records import Record, Skipped

SUFFIXES = (".csv", ".tsv", ".tab")
RANK = Rank.TABLE
DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "bar"}
FIELD_LIMIT = 64 << 20
"""Characters of one cell or line; beyond it the rest of the table is one skipped item."""
_HEAD = 1 << 16
_BLOCK = 1 << 20
_SAMPLE_ROWS = 200
_NOT_TABLES = re.compile(r"\s*(?:[<{\[]|BEGIN:|--|/\*|#!|%|INSERT |CREATE |SELECT )", re.IGNORECASE)
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_MANY_LINES = 100
csv.field_size_limit(FIELD_LIMIT)


def sniff(file: BinaryIO) -> bool:
    """Whether the file is text with the same delimiter in its lines."""
    head = file.read(_HEAD)
    if not head or media.media_type(head) or not is_text(head):
        return False
    return delimiter_of(_opening(head, encoding_of([head]))) is not None


def describe(file: BinaryIO) -> dict[str, str]:
    """Encoding and delimiter; `header` says ``no`` where the first row is data already."""
    encoding, delimiter = _dialect(file)
    rows = csv.reader(io.StringIO(_opening(_head(file), encoding), newline=""), delimiter=delimiter)
    first = next((row for row in _tolerant(rows) if any(map(str.strip, row))), [])
    shown = {"utf-8-sig": "UTF-8 BOM"}.get(encoding, encoding.upper())
    details = {"encoding": shown, "delimiter": DELIMITERS.get(delimiter, delimiter)}
    return details if has_header(first) else {**details, "header": "no"}


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """Row after row; where a row cannot be read, the rest is one skipped item."""
    encoding, delimiter = _dialect(file)
    file.seek(0)
    count = 0
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    broken: list[str] = []
    try:
        for record in items(_rows(text, delimiter, broken), place, "csv", {}, strict=True):
            count += 1
            yield record
    finally:
        text.detach()
    if broken:
        yield place.skipped("csv!rest", "rest_unreadable")
    elif not count:
        yield place.skipped("", "no_rows")


def _rows(text: io.TextIOWrapper, delimiter: str, broken: list[str]) -> Iterator[Row]:
    reader = csv.reader(_lines(text), delimiter=delimiter)
    before = 0
    try:
        for cells in reader:
            warnings: tuple[str, ...] = ("charset_damaged",) if any("\ufffd" in cell for cell in cells) else ()
            if reader.line_num - before > _MANY_LINES:
                warnings += ("quote_unclosed",)
            before = reader.line_num
            yield Row(cells, warnings)
    except csv.Error:
        broken.append("")


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    first = True
    while line := text.readline(FIELD_LIMIT):
        if len(line) >= FIELD_LIMIT:
            raise csv.Error
        if not (first and _SEPARATOR_LINE.fullmatch(line)):
            yield line
        first = False


def _dialect(file: BinaryIO) -> tuple[str, str]:
    file.seek(0)
    encoding = encoding_of(iter(lambda: file.read(_BLOCK), b""))
    return encoding, delimiter_of(_opening(_head(file), encoding)) or ","


def _head(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(_HEAD)


def _opening(head: bytes, encoding: str) -> str:
    """The text of whole lines at the beginning; all of it if it is one line."""
    text = head.decode(encoding, "ignore").lstrip("\ufeff")
    if len(head) < _HEAD:
        return text
    end = max(text.rfind("\n"), text.rfind("\r"))
    return text[: end + 1] if end >= 0 else text


def delimiter_of(text: str) -> str | None:
    """The delimiter of a text table that begins with `text`; None where it is no table."""
    if not text.strip() or _NOT_TABLES.match(text):
        return None
    stated = _SEPARATOR_LINE.match(text)
    if stated:
        return stated[1]
    best, best_score = None, (0.0, 0)
    for delimiter in DELIMITERS:
        rows = _sample(text, delimiter)
        share, width = _regularity(rows)
        if (
            width >= 2
            and not _is_prose(rows, delimiter)
            and (share >= 0.8 or len(rows) <= 2 or min(map(len, rows)) >= 2)
        ):
            best, best_score = max((best, best_score), (delimiter, (share, width)), key=lambda each: each[1])
    if best is None and _is_column(text):
        return ","
    return best


def _sample(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in _tolerant(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
        if any(map(str.strip, row)):
            rows.append(row)
        if len(rows) >= _SAMPLE_ROWS:
            break
    if len(rows) > 1 and max(map(len, rows[-1])) > _HEAD // 2:
        rows.pop()
    return rows


def _tolerant(rows: Iterator[list[str]]) -> Iterator[list[str]]:
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


def _is_prose(rows: list[list[str]], delimiter: str) -> bool:
    if delimiter in "\t|":
        return False
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
