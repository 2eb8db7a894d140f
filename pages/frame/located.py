"""Where records stand in their sources, as people read it."""

import re
from collections.abc import Iterable

from engine.strings import Words
from engine.views.file_names import file_names
from pages.frame.guard import Place

_MESSAGE_ID = re.compile(r" <[^<>]*>")
_PARTS = re.compile(r"/part-(\d+)[^!]*")


def spots(place: Place, items: Iterable[tuple[str, str]]) -> list[str]:
    """The places of items, given as (record, locator), without the ids that mail programs gave messages.

    What was attached is called by the name of its file, masked; one that was not read (record "") has none, and is
    told by the number of its part.
    """
    told = list(items)
    inner = tuple(record for record, locator in told if record and _PARTS.search(locator))
    names = place.seat.view(file_names, inner) if inner else {}
    return [spot(place.words, locator, names.get(record, "")) for record, locator in told]


def spot(words: Words, locator: str, file: str = "") -> str:
    """One such place, with the name of the file if it is known."""
    return _PARTS.sub(lambda part: f" · {file or words('record.part', number=part[1])}", _MESSAGE_ID.sub("", locator))
