"""Rows on their way out of the helper process: in batches, and the contents of cells that are no text behind them."""

from collections.abc import Iterable, Iterator, Sequence

from engine.ingest.embedded import CONTENT_LIMIT, as_text
from engine.ingest.flat import text

_BATCH = 500
_PIECE = 4 << 20


def batches(rows: Iterable[Sequence[object]]) -> Iterator[dict[str, object]]:
    """The answers for the rows of one table."""
    batch: list[list[str]] = []
    for row in rows:
        blobs: list[tuple[int, bytes]] = []
        batch.append([_cell(value, number, blobs) for number, value in enumerate(row, start=1)])
        if blobs or len(batch) >= _BATCH:
            yield {"rows": batch}
            batch = []
        for number, content in blobs:
            yield from _pieces(number, content)
    if batch:
        yield {"rows": batch}


def _cell(value: object, number: int, blobs: list[tuple[int, bytes]]) -> str:
    if not isinstance(value, bytes):
        return text(value)
    shown = as_text(value)
    if shown is None:
        blobs.append((number, value))
    return shown or ""


def _pieces(number: int, content: bytes) -> Iterator[dict[str, object]]:
    if len(content) > CONTENT_LIMIT:
        yield {"large": number}
        return
    for start in range(0, len(content), _PIECE):
        more = start + _PIECE < len(content)
        yield {"blob": number, "more": more, "content": content[start : start + _PIECE]}
