"""A workbook that a helper process reads, as items: the rows of every sheet, hidden ones too, and what is noted on it.

The helper answers with a sheet (``sheet``, ``name``, ``hidden``), its rows (``rows``, in ``warned`` the codes of some,
in ``gap`` how many empty rows follow), and each comment or text in a drawing (``note``). Locators are ``sheetN!R``:
the sheet by number, because its name may be a person's, and the row counting from 1 below the header; a sheet's name
is the field `sheet` where somebody chose it. Comments are ``comment-N``, texts in drawings ``drawing-N``.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from engine.ingest.place import Place
from engine.ingest.sandbox import HelperFailed
from engine.ingest.table import Row, items
from engine.model.records import Record, RecordKind, Skipped

SIZE_LIMIT = 256 << 20
CALAMINE = "engine.ingest.sandboxed.workbook"
"""The helper for every workbook but those in Office Open XML."""
_UNNAMED = re.compile(r"(?:sheet|工作表|table|page|表格?)[ _-]?\d*", re.IGNORECASE)
_EMPTY = Row([])


def read(
    module: str, file: BinaryIO, place: Place, arguments: dict[str, object] | None = None
) -> Iterator[Record | Skipped]:
    """The rows of every sheet; a workbook the helper cannot read is one skipped item."""
    if file.seek(0, 2) > SIZE_LIMIT:
        yield place.skipped("", "too_large")
        return
    answers = place.reading.sandbox.produce(module, file, arguments)
    count = 0
    try:
        for item in _items(answers, place):
            count += 1
            yield item
    except HelperFailed as error:
        yield place.skipped("rest" if count else "", error.reason)
        return
    if not count:
        yield place.skipped("", "no_rows")


def _items(answers: Iterator[dict[str, Any]], place: Place) -> Iterator[Record | Skipped]:
    """Group the helper's answers by sheet: one that names a sheet, then its rows."""
    damaged = 0
    pending = next(answers, None)
    while pending is not None:
        following: list[dict[str, Any]] = []
        if "sheet" in pending:
            name, hidden = pending["name"].strip(), pending["hidden"]
            extra = {} if not name or _UNNAMED.fullmatch(name) else {"sheet": name}
            sheet, named = f"sheet{pending['sheet']}", [False]
            rows = _noted(_rows(answers, following, ("hidden_sheet",) if hidden else ()), named)
            records = items(rows, place, sheet, extra, strict=False)
            if first := next(records, None):
                yield first
                yield from records
            elif named[0]:
                yield place.skipped(sheet, "no_rows")
        elif "note" in pending:
            step = f"{pending['note']}-{pending['number']}"
            yield place.record(step, RecordKind.ROW, {pending["note"]: pending["text"]})
        elif "damaged_sheet" in pending:
            yield place.skipped(f"sheet{pending['damaged_sheet']}!rest", "sheet_damaged")
        else:
            damaged += 1
            yield place.skipped(f"part-{damaged}", "part_damaged", pending["damaged_part"])
        pending = following[0] if following else next(answers, None)


def _noted(rows: Iterator[Row], named: list[bool]) -> Iterator[Row]:
    """`rows`, noting whether any cell holds something: names of columns at least."""
    for row in rows:
        named[0] = named[0] or any(map(str.strip, row.cells))
        yield row


def _rows(
    answers: Iterator[dict[str, Any]], following: list[dict[str, Any]], warnings: tuple[str, ...]
) -> Iterator[Row]:
    for answer in answers:
        if "rows" not in answer:
            following.append(answer)
            return
        warned = dict(answer["warned"])
        for number, cells in enumerate(answer["rows"]):
            yield Row(cells, (*warned.get(number, ()), *warnings))
        for _ in range(answer["gap"]):
            yield _EMPTY
