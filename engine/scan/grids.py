"""Tables pasted into running text: a line of column names gives its words to the cells of the lines below it.

A header is a line whose cells are mostly names that columns go by (`data/crm_exports.yaml`), or hold one such name and
are as many as the cells of the line below. Rows are the lines that
follow and divide at the same mark into as many cells; they end with the first line that does not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from engine.patterns.spelling import fold
from engine.scan.beside import meanings_in_row, names_kind
from engine.scan.columns import columns_of, context_of, is_known
from engine.scan.headers import column_label
from engine.scan.segments import Piece

_MARKS = {
    "\t": re.compile(r"\t"), "|": re.compile(r" *\| *"), ",": re.compile(r" *, *"), ";": re.compile(r" *; *"),
    "、": re.compile(r"、"), "/": re.compile(r" */ *"), "  ": re.compile(r" {2,}"), " ": re.compile(r" +"),
}  # fmt: skip
"""What divides the cells of a line, by what a line must hold for it."""
_SPACES = _MARKS[" "]
_LOOSE = (_MARKS["\t"], _MARKS["|"])
_SHARP = (*_LOOSE, _MARKS[","], _MARKS[";"])
_RULE_LINE = re.compile(r"[\s|:+=-]*[-=]{2,}[\s|:+=-]*")
_OF_NAMES = (_MARKS["/"], _MARKS["、"])
"""What often stands between the names of columns alone, not between the values below."""
_LONGEST_NAME, _LONGEST_HEADER = 24, 400
_QUOTED = re.compile(r'"[^"]*"')
_DIGIT = re.compile(r"[0-9]")
_COUNTED = re.compile(r"[0-9]{3}")
_OF_SENTENCES = re.compile("[,;!?。]")
"""What a line divided by single spaces has as a sentence, and not as the head of a table."""
Cells = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Header:
    """The mark that divides a table's lines, the names of its columns, and what they mean where that is known."""

    mark: re.Pattern[str]
    names: tuple[str, ...]
    meanings: tuple[str, ...]

    def cells(self, line: str) -> Cells | None:
        """The cells of a line as (start, end) if it is a row of this table; tab and bar may leave out the last."""
        found = _divided(line, self.mark)
        fits = len(found) == len(self.names) or (self.mark in _LOOSE and 2 <= len(found) < len(self.names))
        return found if fits else None

    def labels(self, values: Sequence[str]) -> Iterator[str]:
        """What is read before each value of a row."""
        meanings = meanings_in_row(self.names, self.meanings, values)
        for name, meaning, value in zip(self.names, meanings, values, strict=False):
            yield column_label(context_of(name, meaning, value))


def with_columns(parts: Iterable[Piece]) -> Iterator[tuple[str, Piece]]:
    """The pieces of a text in order, each with the label of its column; cells of tables are pieces of their own."""
    table: _Header | None = None
    for part in parts:
        start = at = 0
        lines = fold(part.text).split("\n")
        for plain, following in zip(lines, [*lines[1:], ""], strict=True):
            end = at + len(plain)
            ruled = table is not None and _RULE_LINE.fullmatch(plain) is not None
            cells = table.cells(plain) if table and not ruled else None
            if table and (cells or ruled):
                yield from _plain(part, start, max(start, at - 1))
                values = [part.text[at + left : at + right] for left, right in cells or ()]
                for label, (left, right) in zip(table.labels(values), cells or (), strict=True):
                    if left < right:
                        yield label, part.part(at + left, at + right)
                start = end + 1
            else:
                table = _header(plain, following)
            at = end + 1
        yield from _plain(part, start, len(part.text))


def _plain(part: Piece, start: int, end: int) -> Iterator[tuple[str, Piece]]:
    if part.text[start:end].strip():
        yield "", part.part(start, end) if (start, end) != (0, len(part.text)) else part


def _divided(line: str, mark: re.Pattern[str]) -> Cells:
    """The cells of a line as (start, end) without blanks and quotes; marks in quotes divide nothing."""
    quoted = [match.span() for match in _QUOTED.finditer(line)] if '"' in line else []
    cuts = [m.span() for m in mark.finditer(line) if not any(s < m.start() < e for s, e in quoted)]
    edges = [0, *(edge for cut in cuts for edge in cut), len(line)]
    return [_trimmed(line, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _names(line: str, mark: re.Pattern[str]) -> tuple[str, ...]:
    """The cells of a line as texts."""
    if '"' in line:
        return tuple(line[start:end] for start, end in _divided(line, mark))
    if mark is _SPACES and "  " not in line:
        return tuple(line.split(" "))
    return tuple(cell.strip(" ") for cell in mark.split(line))


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    while start < end and line[start] in ' "':
        start += 1
    while start < end and line[end - 1] in ' "':
        end -= 1
    return start, end


def _is_form(header: _Header, following: str) -> bool:
    """Whether the line below names things too, where this one does: name and value by turns are no table."""
    named = [following[start:end] for start, end in header.cells(following) or ()]
    pairs = zip(header.meanings, named, strict=False)
    return any(meaning and is_known(below) and not names_kind(below) for meaning, below in pairs)


def _header(line: str, following: str) -> _Header | None:
    """The header that a line is: short names without numbers, most of them known, or one and a row that follows."""
    if not line or len(line) > _LONGEST_HEADER or _COUNTED.search(line):
        return None
    within = line.strip()
    marks = [mark for sign, mark in _MARKS.items() if sign in within]
    if marks and marks[-1] is _SPACES and _OF_SENTENCES.search(within):
        del marks[-1]
    found = (_divided_by(mark, line, following) for mark in marks)
    return next(filter(None, found), None)


def _divided_by(mark: re.Pattern[str], line: str, following: str) -> _Header | None:
    """The header that a line is if this mark divides it."""
    names = _names(line, mark)
    if len(names) < (3 if mark is _SPACES else 2) or max(map(len, names)) > _LONGEST_NAME:
        return None
    counted = len(names) > 2 and mark in _SHARP and _DIGIT.search(following) is not None
    known = sum(map(is_known, names))  # as many have a meaning at the most
    if not (known and counted) and (known < 2 or (2 * known < len(names) and known < 3)):
        return None
    # A form's fields are none: each names the value beside it.
    if any(name.endswith(":") for name in names):
        return None
    meanings = columns_of(names).meanings
    header = _Header(mark, names, tuple(meanings.get(name, "") for name in names))
    if mark in _OF_NAMES and not header.cells(following):
        marks = (one for one in (*_SHARP, _MARKS["  "], _SPACES) if len(_divided(following, one)) == len(names))
        header = replace(header, mark=next(marks, mark))
    told = sum(map(bool, header.meanings))
    if _is_form(header, following):
        return None
    enough = told > 1 and (2 * told >= len(names) or (told > 2 and header.cells(following)))
    return header if enough or (told and counted and header.cells(following)) else None
