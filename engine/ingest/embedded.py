"""Content that stands in a cell or a property: text is a value, anything else is read by the format that claims it."""

import re
from collections.abc import Iterator
from io import BytesIO

from engine.ingest import media
from engine.ingest.place import Place
from engine.model.records import Record, Skipped

CONTENT_LIMIT = 64 << 20
"""Bytes of one such content; a larger one is not read."""
_CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f]")


def as_text(content: bytes) -> str | None:
    """The text of content that is plainly text in UTF-8 or, with its zeros, UTF-16; else None."""
    if media.media_type(content[: media.HEAD]) not in ("", "text/html", "application/xml"):
        return None
    for encoding in ("utf-8", "utf-16-le"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-16-le" and content[1::2].count(0) * 2 < len(content) // 2:
            continue
        if not _CONTROL.search(text):
            return text
    return None


def items(content: bytes, place: Place, step: str) -> Iterator[Record | Skipped]:
    """What content that is no text holds; a photograph in a database is an item of its own."""
    if not place.concerns(step):
        return
    file = BytesIO(content)
    claimed = place.reading.claims(file)
    place.offer(step, content, claimed)
    inside = place.inside(step, archives=1)
    if place.too_deep:
        yield place.skipped(step, "nested_too_deep")
    elif claimed is None:
        yield place.skipped(step, *media.reason("application/octet-stream", content[: media.HEAD]))
    else:
        place.reading.spend(len(content))
        yield from place.guarded(inside.read(file, claimed), step)
