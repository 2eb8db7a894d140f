"""Files to items: the one format that claims a file reads it, and every item becomes a record or a skipped item.

A format is a module of this package with `sniff` and `read`; it may have `describe` and `extents` too. Formats are
told apart by content, never by suffix. Found = read + skipped, always.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from types import ModuleType
from typing import BinaryIO

from engine.ingest import media, zip
from engine.ingest.place import Place, Reading
from engine.model.records import Extent, Record, Skipped

_TELLING_SUFFIXES = frozenset(
    {
        ".pdf", ".doc", ".docx", ".xls", ".xlsb", ".ods", ".ppt", ".pptx", ".json", ".html", ".htm", ".xml", ".ics",
        ".emlx", ".msg", ".pst", ".ost", ".olm", ".jpg", ".jpeg", ".png", ".gif", ".rar", ".7z", ".gz", ".tar",
        ".sqlite", ".sql", ".parquet",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Format:
    """A format by its id, which is its module's name."""

    id: str
    module: ModuleType

    @property
    def suffixes(self) -> tuple[str, ...]:
        return self.module.SUFFIXES


@dataclass(frozen=True, slots=True)
class Description:
    """What a file is: its format (None: unknown), facts such as encoding and delimiter, and codes under ``note.``."""

    format: str | None
    details: dict[str, str]
    notes: tuple[str, ...]


def _formats() -> tuple[Format, ...]:
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return tuple(Format(module.__name__.rpartition(".")[2], module) for module in modules if hasattr(module, "sniff"))


FORMATS = _formats()


def claim(file: BinaryIO) -> Format | None:
    """The format that claims the file; two claims are a bug of ours, and the error names both."""
    claims = []
    for candidate in FORMATS:
        file.seek(0)
        if candidate.module.sniff(file):
            claims.append(candidate)
    file.seek(0)
    if len(claims) > 1:
        raise RuntimeError(f"one file, two formats: {' and '.join(each.id for each in claims)}")
    return claims[0] if claims else None


def describe(file: BinaryIO, name: str) -> Description:
    """What the file is, by its content; `name` only serves to say that its suffix misleads."""
    found = claim(file)
    suffix = PurePath(name).suffix.lower()
    if found is None:
        shown = media.media_type(file.read(media.HEAD))
        return Description(None, {"media_type": shown} if shown else {}, ())
    details: dict[str, str] = found.module.describe(file) if hasattr(found.module, "describe") else {}
    notes = ("no_header",) if details.pop("header", "") == "no" else ()
    others = {each for other in FORMATS if other is not found for each in other.suffixes} | _TELLING_SUFFIXES
    if suffix in others - set(found.suffixes):
        details["suffix"] = suffix
        notes = ("misleading_suffix", *notes)
    return Description(found.id, details, notes)


def extents(file: BinaryIO, format: str | None) -> Iterator[Extent]:
    """The runs of bytes that can be destroyed one by one, ascending and disjoint; the rest separates them."""
    size = file.seek(0, 2)
    file.seek(0)
    module = next((each.module for each in FORMATS if each.id == format), None)
    if module is not None and hasattr(module, "extents"):
        yield from module.extents(file)
    elif size:
        yield Extent(0, size)


def unpacked(file: BinaryIO, format: str | None, extent: Extent) -> tuple[bytes, str | None]:
    """The item that an extent holds, as a person would open it, and its format: a zip's member comes out of the zip."""
    file.seek(extent.offset)
    content: bytes = file.read(extent.length)
    if format == "zip" and (member := zip.member(file, extent.offset)) is not None:
        found = claim(BytesIO(member))
        return member, found.id if found else None
    return content, format


def read(file: BinaryIO, source: str, name: str) -> Iterator[Record | Skipped]:
    """Every item of the file, in the order of its bytes; bad content is a skipped item, never an exception.

    `source` is the file's SHA-256 in hex. The same bytes give the same items in the same order; `name` changes nothing.
    """
    reading = Reading(source, _items, _claimed)
    try:
        yield from Place(reading).read(file)
    finally:
        reading.sandbox.close()


def _claimed(data: bytes) -> str | None:
    found = claim(BytesIO(data))
    return found.id if found else None


def _items(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    file.seek(0)
    head = file.read(media.HEAD)
    if not head.strip() and not file.read(1):
        yield place.skipped("", "empty_file")
        return
    found = claim(file)
    if found is None:
        yield place.skipped("", "unknown_format", media.media_type(head))
        return
    nothing = True
    for item in place.guarded(found.module.read(file, place)):
        nothing = False
        yield item
    if nothing:
        yield place.skipped("", "nothing_found")
