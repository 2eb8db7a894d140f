"""Tables that a helper process reads out of a database or data file, as items: rows, and the files in their cells.

The helper answers with a table (``table``, ``name``, ``columns``; ``columns`` alone where they change), its rows
(``rows``), and behind a row each content that is no text (``blob`` is its column; ``more`` says that its next piece
follows); ``damaged`` is the reason why ``part`` of the table was not read.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from engine.ingest import embedded
from engine.ingest.place import Place
from engine.ingest.sandbox import HelperFailed
from engine.ingest.table import Columns, Row
from engine.model.records import Record, Skipped


def items(module: str, file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The items of every table; a file the helper cannot read is one skipped item."""
    count = 0
    try:
        for item in _tables(place.reading.sandbox.produce(module, file), place):
            count += 1
            yield item
    except HelperFailed as error:
        yield place.skipped("rest" if count else "", error.reason)
        return
    if not count and not place.reading.only:
        yield place.skipped("", "no_rows")


def _tables(answers: Iterator[dict[str, Any]], place: Place) -> Iterator[Record | Skipped]:
    step, number = "", 0
    extra: dict[str, str] = {}
    columns = Columns.named([], extra)
    content: list[bytes] = []
    for answer in answers:
        if "table" in answer:
            step, number = f"table{answer['table']}", 0
            extra = {"sheet": answer["name"]} if answer["name"] else {}
        if "columns" in answer:
            columns = Columns.named(answer["columns"], extra)
        elif "rows" in answer:
            for cells in answer["rows"]:
                number += 1
                yield columns.record(Row(cells), place, f"{step}!{number}")
        elif "blob" in answer:
            content.append(answer["content"])
            if not answer["more"]:
                yield from embedded.items(b"".join(content), place, f"{step}!{number}/column-{answer['blob']}")
                content = []
        elif "large" in answer:
            yield place.skipped(f"{step}!{number}/column-{answer['large']}", "too_large")
        else:
            yield place.skipped(f"{step}!{answer['part']}", answer["damaged"])
