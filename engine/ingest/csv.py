"""A text table: comma, tab, semicolon, bar and the like between cells, in UTF-8, GB18030 or what can be guessed.

Specification: RFC 4180, with the dialects programs write (``sep=;`` line, ``="0138"`` cells). Locators are
``csv!N``, N counting from 1 at the first row below the header. The encoding is decided by the whole file, not by
its beginning.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import media
from engine.ingest.charset import encoding_of, encoding_of_head, is_text
from engine.ingest.csv_dialect import DELIMITERS, Dialect, dialect_of, tolerant
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.ingest.table import Row, has_header, items
from engine.model.records import Record, Skipped

SUFFIXES = (".csv", ".tsv", ".tab")
RANK = Rank.TABLE
FIELD_LIMIT = 64 << 20
"""Characters of one cell or line; beyond it the rest of the table is one skipped item."""
_HEAD = 1 << 16
_BLOCK = 1 << 20
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_MANY_LINES = 100
_BINARY = re.compile(r"[\0\x02-\x08\x0e-\x1a\x1c-\x1e\x7f]")
csv.field_size_limit(FIELD_LIMIT)


def sniff(file: BinaryIO) -> bool:
    """Whether the file is text with the same delimiter in its lines."""
    head = file.read(_HEAD)
    if not head or media.media_type(head):
        return False
    encoding = encoding_of_head(head)
    text = _opening(head, encoding)
    binary = encoding.startswith("utf-16") or _BINARY.search(text)
    plain = head if binary else text.replace("\x01", "\t").replace("\x1f", "\t").encode("utf-8", "replace")
    return is_text(plain) and dialect_of(text) is not None


def describe(file: BinaryIO) -> dict[str, str]:
    """Encoding and delimiter; `header` says ``no`` where the first row is data already."""
    encoding, dialect = _dialect(file)
    rows = dialect.reader(io.StringIO(_opening(_head(file), encoding), newline=""))
    first = next((row for row in tolerant(rows) if any(map(str.strip, row))), [])
    shown = {"utf-8-sig": "UTF-8 BOM"}.get(encoding, encoding.upper())
    details = {"encoding": shown, "delimiter": DELIMITERS.get(dialect.delimiter, dialect.delimiter)}
    return details if has_header(first) else {**details, "header": "no"}


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """Row after row; where a row cannot be read, the rest is one skipped item."""
    encoding, dialect = _dialect(file)
    file.seek(0)
    count = 0
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    broken: list[str] = []
    try:
        for record in items(_rows(text, dialect, broken), place, "csv", {}, strict=True):
            count += 1
            yield record
    finally:
        text.detach()
    if broken:
        yield place.skipped("csv!rest", "rest_unreadable")
    elif not count:
        yield place.skipped("", "no_rows")


def _rows(text: io.TextIOWrapper, dialect: Dialect, broken: list[str]) -> Iterator[Row]:
    reader = dialect.reader(_lines(text))
    before = 0
    try:
        for cells in reader:
            warnings: tuple[str, ...] = ("charset_damaged",) if "\ufffd" in "".join(cells) else ()
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


def _dialect(file: BinaryIO) -> tuple[str, Dialect]:
    file.seek(0)
    encoding = encoding_of(iter(lambda: file.read(_BLOCK), b""))
    return encoding, dialect_of(_opening(_head(file), encoding)) or Dialect(",")


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
