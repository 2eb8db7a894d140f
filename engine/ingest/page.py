"""A web page, or a table a program saved as one: rows of its tables of data, and the rest as text.

Specification: WHATWG HTML, read as tolerantly as browsers do; the charset is the mark's, the one the page states, or
a guess. Locators are ``tableN!R``, N counting the tables of data and R the rows below the header, and ``page``;
a long page is cut between blocks into ``page-N``.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import media
from engine.ingest.charset import decode, encoding_of_head, is_text, marked_encoding
from engine.ingest.html import parts, text_of
from engine.ingest.html_tables import data_tables, rows, without
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.ingest.table import Row, items
from engine.model.records import Record, RecordKind, Skipped

SUFFIXES = (".html", ".htm", ".xhtml")
RANK = Rank.STRUCTURE
SIZE_LIMIT = 128 << 20
"""A larger page is not read; it would have to be in memory as a whole."""
_HEAD = 1 << 16
_OPENING = re.compile(
    r"(?:\s|<!--.{0,4000}?-->|<\?xml[^>]{0,400}>)*+<(?:!doctype\s+html|html|head|body|table|div|meta|style|script|p|center"
    r"|span|font|title|link|base|h[1-6]|ul|ol|br|hr|form|section|article|main|header|pre|b|a|img)\b",
    re.IGNORECASE | re.DOTALL,
)
_STATED = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,200}(?:charset|encoding)\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)


def sniff(file: BinaryIO) -> bool:
    """Whether the file is text that begins with an element of HTML, after comments at most."""
    head = file.read(_HEAD)
    if (
        media.media_type(head) not in ("", "text/html", "application/xml")
        or b"<" not in head[:8192]
        or not is_text(head)
    ):
        return False
    return bool(_OPENING.match(head.decode(encoding_of_head(head), "replace").lstrip("\ufeff")))


def describe(file: BinaryIO) -> dict[str, str]:
    """The charset the page states."""
    stated = _stated(file.read(_HEAD))
    return {"encoding": stated.upper()} if stated else {}


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The rows of every table of data, then the rest of the page."""
    data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        yield place.skipped("", "too_large")
        return
    text, warnings = decode(data, marked_encoding(data[:_HEAD]) or _stated(data))
    markup = text.lstrip("\ufeff").replace("\r\n", "\n")
    tables = data_tables(markup)
    for number, table in enumerate(tables, start=1):
        cells = (Row(row, warnings) for row in rows(markup, table))
        yield from items(cells, place, f"table{number}", {}, strict=False)
    rest = without(markup, tables)
    for number, part in enumerate(parts(rest), start=1):
        if body := text_of(part):
            step = "page" if len(part) == len(rest) else f"page-{number}"
            yield place.record(step, RecordKind.ATTACHMENT, {"body": body}, warnings=warnings)


def _stated(data: bytes) -> str:
    match = _STATED.search(data[:8192])
    return match[1].decode("ascii", "replace") if match else ""
