"""Files to items: the one format that claims a file reads it, and every item becomes a record or a skipped item.

A format is a module of this package with `SUFFIXES`, `RANK`, `sniff` and `read`. It may have `describe`; and where its
items can be cut out of the file by bytes, `extents` and `item`. Formats are told apart by content, never by suffix.
Found = read + skipped, always.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from types import ModuleType
from typing import BinaryIO

from engine.ingest import media, office_package
from engine.ingest.place import Place, Reading, Settings, lies_in
from engine.ingest.rank import Rank
from engine.model.records import Extent, Record, Skipped

_TELLING_SUFFIXES = frozenset({".olm", ".xml"})
"""Suffixes that promise what no format is named after."""
ORIGINAL_LIMIT = 256 << 20
"""A packed file with more bytes is not handed out as the original of what lies in it."""


@dataclass(frozen=True)
class Format:
    """A format by its id, which is its module's name."""

    id: str
    module: ModuleType

    @property
    def suffixes(self) -> tuple[str, ...]:
        return self.module.SUFFIXES

    @property
    def rank(self) -> Rank:
        return self.module.RANK


@dataclass(frozen=True, slots=True)
class Description:
    """What a file is: its format (None: unknown), facts such as encoding and delimiter, and codes under ``note.``."""

    format: str | None
    details: dict[str, str]
    notes: tuple[str, ...]


@cache
def formats() -> tuple[Format, ...]:
    """All formats, the surest rank first; loaded when first asked for, because a helper process needs none of them."""
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    found = [Format(module.__name__.rpartition(".")[2], module) for module in modules if hasattr(module, "sniff")]
    return tuple(sorted(found, key=lambda each: (each.rank, each.id)))


@cache
def _text_suffixes() -> frozenset[str]:
    """Suffixes that promise text and no more: mails, tables and chats are saved under them as well."""
    return frozenset(suffix for each in formats() if each.rank is Rank.TEXT for suffix in each.suffixes)


def _module(format: str | None) -> ModuleType | None:
    return next((each.module for each in formats() if each.id == format), None)


def claims(file: BinaryIO) -> list[Format]:
    """The formats of the surest rank that claim the file; the contract test holds them to one at most."""
    found: list[Format] = []
    try:
        for candidate in formats():
            if found and candidate.rank > found[0].rank:
                break
            file.seek(0)
            if candidate.module.sniff(file):
                found.append(candidate)
    finally:
        office_package.forget()
    file.seek(0)
    return found


def claim(file: BinaryIO) -> Format | None:
    """The format that claims the file; None where none does."""
    return next(iter(claims(file)), None)


def describe(file: BinaryIO, name: str) -> Description:
    """What the file is, by its content; `name` only serves to say that its suffix misleads."""
    found = claim(file)
    suffix = PurePath(name).suffix.lower()
    if found is None:
        shown = media.media_type(file.read(media.HEAD))
        return Description(None, {"media_type": shown} if shown else {}, ())
    details: dict[str, str] = found.module.describe(file) if hasattr(found.module, "describe") else {}
    notes = ("no_header",) if details.pop("header", "") == "no" else ()
    others = {each for other in formats() if other is not found for each in other.suffixes} | _TELLING_SUFFIXES
    if suffix in others - set(found.suffixes) - _text_suffixes():
        details["suffix"] = suffix
        notes = ("misleading_suffix", *notes)
    return Description(found.id, details, notes)


def extents(file: BinaryIO, format: str | None) -> Iterator[Extent]:
    """The runs of bytes that can be destroyed one by one, ascending and disjoint; the rest separates them."""
    size = file.seek(0, 2)
    file.seek(0)
    module = _module(format)
    if module is not None and hasattr(module, "extents"):
        yield from module.extents(file)
    elif size:
        yield Extent(0, size)


def original(
    file: BinaryIO, format: str | None, extent: Extent, locator: str, settings: Settings | None = None
) -> tuple[bytes, str | None]:
    """What the item at `locator` was read from, as small as it can be cut out, and its format (None: unknown).

    `extent` is the run of bytes that holds the item.
    """
    module = _module(format)
    holder: BinaryIO = file
    if module is not None and hasattr(module, "item"):
        holder, locator = module.item(file, extent, locator, settings or Settings())
        format = _claimed(holder)
    reading = Reading("", _items, _claimed, settings or Settings(), only=_container(locator))
    try:
        for item in Place(reading).read(holder):
            if item.locator == locator:
                break
    finally:
        reading.sandbox.close()
    if reading.original is not None:
        return reading.original
    holder.seek(0)
    return holder.read(), format


def suffix(content: bytes, format: str | None) -> str:
    """The suffix a file of this format fits under: what its first bytes show if the format has it, else the first."""
    shown, module = media.suffix(content[: media.HEAD]), _module(format)
    if module is None:
        return shown or ".bin"
    return shown if shown in module.SUFFIXES else module.SUFFIXES[0]


def read(
    file: BinaryIO, source: str, name: str, settings: Settings | None = None, only: str = ""
) -> Iterator[Record | Skipped]:
    """Every item of the file, in the order of its bytes; bad content is a skipped item, never an exception.

    `source` is the file's SHA-256 in hex. The same bytes and settings give the same items in the same order; `name`
    changes nothing. With `only`, a locator, just that item and what lies in it.
    """
    only = _container(only)
    reading = Reading(source, _items, _claimed, settings or Settings(), only=only)
    try:
        for item in Place(reading).read(file):
            if not only or lies_in(item.locator, only):
                yield item
    finally:
        reading.sandbox.close()


def _container(locator: str) -> str:
    """What a skipped item stands for: of a rest that was not read, the whole it is the rest of; "" is the source."""
    step = locator.removesuffix("/rest").removesuffix("!rest")
    return "" if step in ("file", "rest") else step


def _claimed(file: BinaryIO) -> str | None:
    found = claim(file)
    return found.id if found else None


def _items(file: BinaryIO, place: Place, claimed: str | None = None) -> Iterator[Record | Skipped]:
    file.seek(0)
    head = file.read(media.HEAD)
    if not head.strip() and not file.read(1):
        yield place.skipped("", "empty_file")
        return
    claimed = claimed or _claimed(file)
    if place.locator and place.reading.only:
        _offer(file, place, claimed)
    module = _module(claimed)
    if module is None:
        yield place.skipped("", *_unread(head))
        return
    file.seek(0)
    nothing = True
    for item in place.guarded(module.read(file, place)):
        nothing = False
        yield item
    if nothing and not place.reading.only:
        yield place.skipped("", "nothing_found")


def _offer(file: BinaryIO, place: Place, claimed: str | None) -> None:
    """Offer a nested file's own bytes, unless they are too many to hand out."""
    file.seek(0)
    content = file.read(ORIGINAL_LIMIT + 1)
    if len(content) <= ORIGINAL_LIMIT:
        place.offer("", content, claimed)


def _unread(head: bytes) -> tuple[str, str]:
    """Why a file that no format claims is not read, and its media type."""
    shown = media.media_type(head)
    if not shown:
        return "unknown_format", ""
    reason, shown = media.reason(shown, head)
    return ("format_not_read" if reason == "attachment_format_not_read" else reason), shown
