"""Tables of data in HTML: which tables hold data rather than lay out a page, and their rows as cells.

A table with a table in it is layout. Of the others those hold data whose rows are mostly equally wide and that have a
row of headings, or stand alone in a page, or are long. A cell over several columns is followed by empty ones; a cell
over several rows stands in each.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.ingest.html import parts, tags, text_of

_SPAN = re.compile(r"(col|row)span\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)
_HEAD = re.compile(r"</head\b|<body\b", re.IGNORECASE)
_WIDEST, _TALLEST = 256, 100
"""Columns and rows that a cell may go over; more is damage."""
_LONG = 5
"""So many rows of three cells and more are no form."""
_REGULAR = 0.8


@dataclass(slots=True)
class Table:
    """A table's run of characters, and what tells whether it holds data."""

    start: int
    end: int = 0
    holds_table: bool = False
    headed: bool = False
    spanned: bool = False
    widths: Counter[int] = field(default_factory=Counter[int])

    def add(self, width: int, headings: int) -> None:
        """Count a row of `width` columns, `headings` of them headings."""
        if width:
            self.headed |= not self.widths and headings == width > 1
            self.widths[width] += 1


def data_tables(markup: str) -> list[Table]:
    """The tables of data, in the order of the page."""
    found = [table for table in _tables(markup) if not table.holds_table and _is_regular(table)]
    alone = bool(found) and not _has_body(without(markup, found))
    return [table for table in found if table.headed or alone or _is_long(table)]


def without(markup: str, tables: list[Table]) -> str:
    """The page without these tables."""
    pieces, position = [], 0
    for table in tables:
        pieces.append(markup[position : table.start])
        position = table.end
    return "<br>".join([*pieces, markup[position:]])


def rows(markup: str, table: Table) -> Iterator[list[str]]:
    """The cells of each row as text."""
    part = markup[table.start : table.end]
    carried: dict[int, tuple[int, str]] = {}
    for cells in _cells(part):
        row: list[str] = []
        following: dict[int, tuple[int, str]] = {}
        for start, end, attributes in cells:
            _carry(row, carried, following)
            text = " ".join(text_of(part[start:end]).split("\n"))
            columns, lines = _spans(attributes)
            if lines > 1:
                following[len(row)] = (lines - 1, text)
            row += [text, *[""] * (columns - 1)]
        _carry(row, carried, following)
        carried = following
        yield row


def _carry(row: list[str], carried: dict[int, tuple[int, str]], following: dict[int, tuple[int, str]]) -> None:
    """Add the cells that reach into this row from above where it stands."""
    while len(row) in carried and len(row) < _WIDEST:
        left, text = carried.pop(len(row))
        if left > 1:
            following[len(row)] = (left - 1, text)
        row.append(text)


def _spans(attributes: str) -> tuple[int, int]:
    """Over how many columns and rows a cell goes."""
    if "span" not in attributes.lower():
        return 1, 1
    spans = {match[1].lower(): int(match[2]) for match in _SPAN.finditer(attributes)}
    return min(max(spans.get("col", 1), 1), _WIDEST), min(max(spans.get("row", 1), 1), _TALLEST)


def _tables(markup: str) -> list[Table]:
    """Every table, in the order of their beginnings."""
    found: list[Table] = []
    around: list[Table] = []
    width, headings = 0, 0
    for start, end, name, attributes in tags(markup):
        if name in ("tr", "/tr", "table", "/table"):
            if around:
                around[-1].add(width, headings)
            width, headings = 0, 0
        if name == "table":
            for outer in around[-1:]:
                outer.holds_table = True
            around.append(Table(start, len(markup)))
            found.append(around[-1])
        elif name == "/table" and around:
            around.pop().end = end
        elif name in ("td", "th") and around:
            columns, lines = _spans(attributes)
            width += columns
            headings += columns if name == "th" else 0
            around[-1].spanned |= lines > 1
        elif name == "thead" and around:
            around[-1].headed = True
    if around:
        around[-1].add(width, headings)
    return found


def _is_regular(table: Table) -> bool:
    count = sum(table.widths.values())
    width, usual = table.widths.most_common(1)[0] if table.widths else (0, 0)
    return count >= 2 and (table.spanned or width >= 2) and (table.spanned or usual >= count * _REGULAR)


def _is_long(table: Table) -> bool:
    return sum(table.widths.values()) >= _LONG and max(table.widths, default=0) >= 3


def _has_body(markup: str) -> bool:
    """Whether anything stands in the page below its head."""
    head = _HEAD.search(markup)
    return any(text_of(part) for part in parts(markup[head.start() :] if head else markup))


def _cells(part: str) -> Iterator[list[tuple[int, int, str]]]:
    """The cells of each row: start and end of the content, and the attributes."""
    cells: list[tuple[int, int, str]] = []
    opened: tuple[int, str] | None = None
    for start, end, name, attributes in tags(part):
        if name.lstrip("/") not in ("td", "th", "tr", "table"):
            continue
        if opened:
            cells.append((opened[0], start, opened[1]))
            opened = None
        if name in ("td", "th"):
            opened = (end, attributes)
        elif name in ("tr", "/tr", "/table") and cells:
            yield cells
            cells = []
    if opened:
        cells.append((opened[0], len(part), opened[1]))
    if cells:
        yield cells
