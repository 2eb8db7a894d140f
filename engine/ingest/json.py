"""JSON: a list of records, lines of them, or one object with lists in it.

Specification: RFC 8259 (JSON), RFC 7464 and JSON Lines. Each element of a list, and each line, is a row with the
names inside joined by dots. Of a single object, each list of objects is a table of its own, ``json-T!N``, named by
the field `sheet`; lists of lists are tables with or without a header; what is left is the row ``json!values``.
Elements are decoded one by one, so a file of any size costs the memory of its largest element. Repeated names are
kept, numbers stay the text they are. After a damaged element the rest of the list is one skipped item; after a
damaged line reading goes on with the next.
"""

import io
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO

from engine.ingest import flat, media
from engine.ingest.charset import encoding_of, encoding_of_head, is_text
from engine.ingest.json_text import Damaged, TooDeep, Unfinished, Values
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.ingest.table import Row, free, is_datum, items
from engine.model.records import Record, RecordKind, Skipped

SUFFIXES = (".json", ".jsonl", ".ndjson")
RANK = Rank.STRUCTURE
_HEAD = 1 << 16
_BLOCK = 1 << 20
_DESCENT = 16
"""Objects in objects that are walked one by one; deeper ones are values as a whole."""
_SHORT = 50
"""A plain list up to this long belongs to the object it stands in."""
_VALUES = 2000
"""Fields of one record of left-over values."""
_TEXT = r'"(?:[^"\\\n]|\\.)*"'
_NUMBER = r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
_OPENING = re.compile(
    rf"(?:\[\s*)*(?:\{{\s*(?:{_TEXT}\s*:|\}})|(?:{_TEXT}|{_NUMBER}|true|false|null)\s*[,\]]|(?<=\[)\s*\]|(?<=\[)\Z)"
)
_NOTE = re.compile(r"\[[^\[\]{},]*\]\s*[^\s\[{\x1e]")
_LIST_KEY = re.compile(r"\d+|[0-9a-f-]{16,}|-[\w-]{15,}", re.IGNORECASE)
_Item = Record | Skipped


def sniff(file: BinaryIO) -> bool:
    """Whether the file is text that opens as a JSON object or list does."""
    head = file.read(_HEAD)
    if not head or media.media_type(head) or not is_text(head):
        return False
    text = head.decode(encoding_of_head(head), "ignore").lstrip("\ufeff\x1e \t\r\n")
    return text[:1] in ("{", "[") and bool(_OPENING.match(text)) and not _NOTE.match(text)


def describe(file: BinaryIO) -> dict[str, str]:
    """The encoding."""
    encoding = _encoding(file)
    return {"encoding": {"utf-8-sig": "UTF-8 BOM"}.get(encoding, encoding.upper())}


def read(file: BinaryIO, place: Place) -> Iterator[_Item]:
    """Element after element."""
    encoding = _encoding(file)
    file.seek(0)
    stream = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        yield from _Document(Values(stream), place).items()
    finally:
        stream.detach()


def _encoding(file: BinaryIO) -> str:
    file.seek(0)
    return encoding_of(iter(lambda: file.read(_BLOCK), b""))


class _Document:
    """One pass over the text: which lists are tables, and the values that stand beside them."""

    def __init__(self, values: Values, place: Place) -> None:
        self._values, self._place = values, place
        self._tables, self._lines, self._left_records = 0, 0, 0
        self._left: flat.Pairs = flat.Pairs()

    def items(self) -> Iterator[_Item]:
        """The items; where the text is damaged in the middle of a value, the rest is one skipped item."""
        try:
            opening = self._values.peek()
            if opening == "[" and self._values.is_line_of_list():
                yield from self._elements(self._followed(), "json", "")
            elif opening == "[":
                yield from self._list("json", "")
                if self._values.peek():
                    yield from self._sequence("json-2")
            elif self._values.is_single():
                yield from self._object("", 0)
                yield from self._flushed()
                if self._values.peek():
                    yield from self._sequence("json")
            else:
                yield from self._sequence("json")
        except TooDeep:
            yield from self._flushed()
            yield self._place.skipped("json!rest", "nested_too_deep")
        except (Damaged, Unfinished):
            yield from self._flushed()
            yield self._place.skipped("json!rest", "rest_unreadable")

    def _followed(self) -> Iterator[tuple[object]]:
        while self._values.peek():
            yield (self._values.value(),)
            self._values.ends_line()

    def _sequence(self, table: str) -> Iterator[_Item]:
        """Values one after the other, each on a line of its own or not."""
        number = 0
        while self._values.peek():
            number += 1
            step = f"{table}!{number}"
            try:
                value = self._values.value()
            except TooDeep:
                reason = "nested_too_deep"
            except (Damaged, Unfinished):
                reason = "line_damaged"
            else:
                glued = () if self._values.ends_line() else ("json_concatenated",)
                yield self._row(value, step, "", glued)
                continue
            yield self._place.skipped(step, reason)
            self._values.skip_line()

    def _row(self, value: object, step: str, sheet: str, warnings: tuple[str, ...] = ()) -> Record:
        row, found = flat.fields(value)
        date = flat.dated(row)
        row = {**row, free("sheet", row): sheet} if sheet else row
        if any("\ufffd" in cell for cell in row.values()):
            warnings = (*warnings, "charset_damaged")
        return self._place.record(step, RecordKind.ROW, row, date=date, warnings=(*warnings, *found))

    def _list(self, table: str, sheet: str) -> Iterator[_Item]:
        return self._elements(self._values.elements(), table, sheet)

    def _elements(self, elements: Iterator[tuple[object]], table: str, sheet: str) -> Iterator[_Item]:
        """The elements of a list: objects as rows, lists as the rows of a table that may have a header."""
        failures: list[Exception] = []
        flow = _sound(elements, failures)
        opening = list(islice(flow, 2))
        if _is_table(opening):
            extra = {"sheet": sheet} if sheet else {}
            yield from items(map(_cells, chain(opening, flow)), self._place, table, extra, strict=False)
        else:
            for number, value in enumerate(chain(opening, flow), start=1):
                yield self._row(value, f"{table}!{number}", sheet)
        if failures:
            raise failures[0]

    def _object(self, path: str, depth: int) -> Iterator[_Item]:
        """The values of an object: lists as tables, objects walked, the rest kept for the row of values."""
        keyed, number = 0, 0
        for key in self._values.names():
            here = f"{path}.{key}" if path else key
            opening = self._values.peek()
            if opening == "[" and not self._is_short():
                self._tables += 1
                yield from self._list(f"json-{self._tables}", here)
            elif opening == "{" and (is_datum(key) or _LIST_KEY.fullmatch(key)):
                if not keyed:
                    self._tables += 1
                    keyed = self._tables
                number += 1
                value = flat.Pairs([("key", key), ("", self._values.value())])
                yield self._row(_merged(value), f"json-{keyed}!{number}", path)
            elif opening == "{" and depth < _DESCENT:
                yield from self._object(here, depth + 1)
            else:
                self._left.append((here, self._values.value()))
                if len(self._left) >= _VALUES:
                    yield from self._flushed()

    def _is_short(self) -> bool:
        value = self._values.ahead()
        return isinstance(value, list) and len(value) <= _SHORT and not any(isinstance(each, list) for each in value)

    def _flushed(self) -> Iterator[_Item]:
        if self._left:
            self._left_records += 1
            step = "json!values" + (f"-{self._left_records}" if self._left_records > 1 else "")
            left, self._left = self._left, flat.Pairs()
            yield self._row(left, step, "")


def _merged(keyed: flat.Pairs) -> flat.Pairs:
    inner = keyed[1][1]
    return flat.Pairs([keyed[0], *inner]) if isinstance(inner, flat.Pairs) else keyed


def _sound(elements: Iterator[tuple[object]], failures: list[Exception]) -> Iterator[object]:
    """The elements before the first that cannot be decoded; why it cannot goes to `failures`."""
    try:
        for (value,) in elements:
            yield value
    except (Damaged, TooDeep) as error:
        failures.append(error)


def _is_table(opening: list[object]) -> bool:
    """Whether a list begins like a table: a row of several cells, and another that holds something."""
    if len(opening) < 2 or not all(map(_is_cells, opening)):
        return False
    first, second = (sum(bool(cell.strip()) for cell in _cells(row).cells) for row in opening)
    return first > 1 and second > 0


def _is_cells(value: object) -> bool:
    if isinstance(value, flat.Pairs) or not isinstance(value, list):
        return False
    return len(value) >= 2 and not any(isinstance(each, list) for each in value)


def _cells(value: object) -> Row:
    if isinstance(value, flat.Pairs) or not isinstance(value, list):
        value = list(flat.fields(value)[0].values())
    cells = [" ".join(flat.fields(each)[0].values()) if isinstance(each, list) else flat.text(each) for each in value]
    return Row(cells, ("charset_damaged",) if any("\ufffd" in cell for cell in cells) else ())
