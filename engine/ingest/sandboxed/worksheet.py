"""One sheet's XML as rows of text, read as a stream.

Specification: ECMA-376 part 1, 18.3 (worksheets), 18.4 (shared strings), 18.5 (styles).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from engine.ingest.sandbox import HelperRefused
from engine.ingest.sandboxed.numbers import EXACT, as_date, shown

_BLOCK = 1 << 18
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ROWS = 1 << 20
_WIDE = 1024
_SPARSE = 4
_COLUMNS = {chr(65 + number): number for number in range(26)}


class SheetDamaged(Exception):
    """The sheet's XML breaks off or is none."""


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets share: strings, the styles that are dates, and the day dates count from."""

    strings: list[str] = field(default_factory=list)
    dates: frozenset[int] = frozenset()
    since_1904: bool = False


@dataclass(slots=True)
class SheetRow:
    """A row's number (from 1), its cells by column (from 0), and codes of warnings."""

    number: int
    cells: dict[int, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def listed(self, first: int) -> list[str]:
        """The cells from column `first` on; those before it, and those far apart, come without their gaps."""
        cells = {column: text for column, text in self.cells.items() if text}
        if not cells:
            return []
        last = max(cells)
        if last > _WIDE and last > _SPARSE * len(cells):
            return [cells[column] for column in sorted(cells)]
        found = [cells.get(column, "") for column in range(first, last + 1)]
        return found + [cells[column] for column in sorted(cells) if column < first]


def rows(part: IO[bytes], book: Book) -> Iterator[SheetRow]:
    """The rows that have cells; raises `SheetDamaged` where the XML breaks off."""
    sheet = _Sheet(book)
    while True:
        block = part.read(_BLOCK)
        try:
            sheet.parser.Parse(block, not block)
        except expat.ExpatError as error:
            yield from sheet.finished
            raise SheetDamaged from error
        yield from sheet.finished
        sheet.finished = []
        if not block:
            return


def unescaped(text: str) -> str:
    """Text with ``_x000D_`` and the like as the characters they stand for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class _Sheet:
    """The state of reading one sheet, cell by cell."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.finished: list[SheetRow] = []
        self._row = SheetRow(0)
        self._column, self._kind, self._style = -1, "n", 0
        self._texts: dict[str, list[str]] = {}
        self._into: list[str] | None = None
        self._phonetic = False
        self._names: dict[str, str] = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = _refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "t", "f"):
            if not self._phonetic:
                self._into = self._texts.setdefault(name, [])
        elif name == "row":
            stated = attributes.get("r", "")
            number = int(stated) if stated.isdecimal() and len(stated) <= 7 else 0
            self._row = SheetRow(number if self._row.number < number <= _ROWS else self._row.number + 1)
            self._column = -1
        elif name == "rPh":
            self._phonetic = True

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._texts = {}
        self._kind = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self._style = int(style) if style.isdecimal() and len(style) < 8 else 0
        match = _REFERENCE.fullmatch(attributes.get("r", ""))
        column = _column(match[1]) if match else -1
        self._column = column if column >= 0 else self._column + 1

    def _text(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in ("v", "t", "f"):
            self._into = None
        elif name == "c":
            text = self._value()
            if text:
                self._row.cells[self._column] = text
        elif name == "row":
            if self._row.cells:
                self.finished.append(self._row)
        elif name == "rPh":
            self._phonetic = False

    def _value(self) -> str:
        raw = "".join(self._texts.get("v", ()))
        if self._kind == "s":
            return self._shared(raw.strip())
        if self._kind == "inlineStr":
            return unescaped("".join(self._texts.get("t", ())) or raw)
        if not raw:
            formula = "".join(self._texts.get("f", ()))
            if formula:
                self._row.warnings.append("formula_not_calculated")
            return f"={formula}" if formula else "".join(self._texts.get("t", ()))
        if self._kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
        if self._kind == "n":
            return self._number(raw)
        return unescaped(raw)

    def _shared(self, raw: str) -> str:
        strings = self._book.strings
        if raw.isdecimal() and len(raw) < 10 and int(raw) < len(strings):
            return strings[int(raw)]
        return raw

    def _number(self, raw: str) -> str:
        try:
            number = float(raw)
        except ValueError:
            return raw
        if self._style in self._book.dates:
            return as_date(number, since_1904=self._book.since_1904) or shown(number)
        if abs(number) >= EXACT:
            self._row.warnings.append("number_damaged")
        return raw if raw.isdecimal() and len(raw) < 16 else shown(number)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + _COLUMNS[letter] + 1
    return number - 1


def _refuse(*_: object) -> None:
    raise HelperRefused("unsafe_xml")
