"""Rows of a table as items: header found or numbered, names made unique, nothing between the cells lost.

A row's locator is ``<sheet>!N`` with N counting from 1 at the first row below the header, empty rows included;
empty rows are no items. Title lines above the header are items of their own, ``<sheet>!title-N``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from engine.ingest.dates import date_columns, row_date
from engine.ingest.place import Place
from engine.model.records import Record, RecordKind

_OPENING = 10
_NAME_LENGTH = 30
_LONG_CELL = 100_000
_DATUM = re.compile(
    r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}|(?:\+?86[- ]?)?1[3-9]\d{9}|\+?\d[\d ()-]{6,}\d|\d{17}[\dXx]"
    r"|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}.*"
)
_NUMBER = re.compile(r"[-+]?[\d,]*\.?\d+(?:[eE][-+]?\d+)?%?")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?(\d{2,3})")
_MAYBE_SCIENTIFIC = re.compile(r"\d[eE]\+?\d")
_SCIENTIFIC_DIGITS = 10
"""A number with so many digits is a phone, card or id, not a measurement."""
_FORMULA_TEXT = re.compile(r'="(.*)"', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells as text, with warnings from where it was read."""

    cells: Sequence[str]
    warnings: tuple[str, ...] = ()


def is_datum(cell: str) -> bool:
    """Whether a cell is plainly a value, not a column's name: a phone, an address of mail, an id, a date."""
    return bool(_DATUM.fullmatch(cell.strip()))


def has_header(cells: Sequence[str]) -> bool:
    """Whether a first row names columns: no value stands in it, and not mostly numbers."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    numbers = sum(bool(_NUMBER.fullmatch(cell)) for cell in filled)
    return bool(filled) and not any(map(is_datum, filled)) and numbers * 2 <= len(filled)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the header of a sheet says; `width` is 0 without one, `strict` warns of rows shorter than it."""

    names: list[str]
    dated: list[int]
    width: int
    extra: dict[str, str]
    strict: bool

    @classmethod
    def named(cls, header: Sequence[str], extra: dict[str, str], *, strict: bool = False) -> "Columns":
        """The columns of a table whose names are known; without names they are numbered."""
        names = unique_names(header)
        return cls(names, date_columns(names), len(header), extra, strict)

    def record(self, row: Row, place: Place, step: str) -> Record:
        """The record of one row."""
        whole = "\n".join(row.cells)
        cells = [plain(cell) for cell in row.cells] if "=" in whole or "'" in whole else row.cells
        fields = dict(zip(self.names, cells, strict=False))
        for number in range(len(self.names), len(cells)):
            if cells[number] or not self.names:
                fields[free(f"column {number + 1}", fields)] = cells[number]
        warnings = (*row.warnings, *self._warnings(cells, whole))
        return place.record(step, RecordKind.ROW, {**fields, **self.extra}, date=self._date(cells), warnings=warnings)

    def _warnings(self, cells: Sequence[str], whole: str) -> Iterator[str]:
        if self.width and (any(cells[self.width :]) or (self.strict and len(cells) < self.width)):
            yield "ragged_row"
        if _MAYBE_SCIENTIFIC.search(whole) and any(map(is_damaged_number, cells)):
            yield "number_damaged"
        if len(whole) > _LONG_CELL and max(map(len, cells)) > _LONG_CELL:
            yield "cell_very_long"

    def _date(self, cells: Sequence[str]) -> datetime | None:
        dates = (row_date(cells[index]) for index in self.dated if index < len(cells))
        return next(filter(None, dates), None)


def items(rows: Iterable[Row], place: Place, sheet: str, extra: dict[str, str], *, strict: bool) -> Iterator[Record]:
    """The records of one sheet; `extra` fields follow the cells; `strict` warns of rows shorter than the header."""
    flow = iter(rows)
    opening = list(islice(flow, _OPENING))
    titles, header = _top(opening)
    untitled = Columns([], [], 0, extra, strict=False)
    for number, title in enumerate(opening[:titles], start=1):
        if any(map(str.strip, title.cells)):
            yield untitled.record(title, place, f"{sheet}!title-{number}")
    top = opening[titles].cells if header else []
    columns = Columns.named(top, extra, strict=strict)
    for number, row in enumerate(chain(opening[titles + header :], flow), start=1):
        if any(cell and not cell.isspace() for cell in row.cells):
            yield columns.record(row, place, f"{sheet}!{number}")


def _top(opening: list[Row]) -> tuple[int, bool]:
    """How many title lines stand above the header or the first row, and whether there is a header."""
    filled = [sum(bool(cell.strip()) for cell in row.cells) for row in opening]
    widest = max(filled, default=0)
    first = next((at for at, count in enumerate(filled) if count >= 2 or (count and widest < 3)), 0)
    if not opening:
        return 0, False
    alone = sum(map(bool, filled)) == 1
    return first, has_header(opening[first].cells) and not (alone and any(map(_is_content, opening[first].cells)))


def _is_content(cell: str) -> bool:
    """Whether a cell of a table's only row is too long for a column's name, or holds digits."""
    return len(cell) > _NAME_LENGTH or any(map(str.isdigit, cell))


def plain(cell: str) -> str:
    """A cell without the tricks that keep a spreadsheet from damaging it: ``="0138"`` and a leading apostrophe."""
    if cell.startswith("="):
        match = _FORMULA_TEXT.fullmatch(cell)
        return match[1] if match else cell
    return cell[1:] if cell.startswith("'") and cell[1:2].isdigit() else cell


def is_damaged_number(cell: str) -> bool:
    """Whether a spreadsheet has turned a long number into scientific notation."""
    match = _SCIENTIFIC.fullmatch(cell) if "E" in cell or "e" in cell else None
    return bool(match) and int(match[1]) >= _SCIENTIFIC_DIGITS


def unique_names(cells: Sequence[str]) -> list[str]:
    """Column names: white space made plain, empty ones numbered, repeated ones counted."""
    plain_names = [" ".join(cell.split()) for cell in cells]
    while plain_names and not plain_names[-1]:
        plain_names.pop()
    taken: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for number, name in enumerate(plain_names, start=1):
        seen[name] += 1
        wanted = f"column {number}" if not name else f"{name} ({seen[name]})" if seen[name] > 1 else name
        taken[free(wanted, taken)] = ""
    return list(taken)


def free(name: str, taken: Mapping[str, object]) -> str:
    """A name that is not taken yet."""
    while name in taken:
        name += "'"
    return name
