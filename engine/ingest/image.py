"""A picture: its text is not read, which a skipped item says; what its metadata tells about people is a record.

Specification: Exif 2.32 (CIPA DC-008), XMP (ISO 16684-1), IPTC IIM 4.2, PNG text chunks; containers by their first
bytes. Read in a helper process that never decodes pixels. Locators are ``exif`` and the picture itself.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, BinaryIO

from engine.ingest import media
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.ingest.sandbox import HelperFailed, Sandbox
from engine.model.records import Record, RecordKind, Skipped

SUFFIXES = (
    ".jpg", ".jpeg", ".jpe", ".png", ".tif", ".tiff", ".gif", ".bmp", ".webp", ".heic", ".heif", ".avif", ".dng",
    ".cr2", ".cr3", ".nef", ".arw", ".psd", ".emf", ".wmf", ".jp2", ".djvu",
)  # fmt: skip
RANK = Rank.SIGNATURE
_READER = "engine.ingest.sandboxed.picture"
_FIRST = ("gps", "people", "owner", "artist", "contact")


def sniff(file: BinaryIO) -> bool:
    """Whether the first bytes are those of a picture."""
    return media.media_type(file.read(media.HEAD)).startswith("image/")


def describe(file: BinaryIO) -> dict[str, str]:
    """The size in pixels and the camera."""
    sandbox = Sandbox()
    try:
        found = next(sandbox.produce(_READER, file))
    except HelperFailed:
        return {}
    finally:
        sandbox.close()
    return {name: str(found[key]) for name, key in (("pixels", "size"), ("camera", "camera")) if found[key]}


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """What the metadata tells, if anything; then the picture, not read."""
    shown = media.media_type(file.read(media.HEAD))
    try:
        for found in place.reading.sandbox.produce(_READER, file):
            if fields := _ordered(found["fields"]):
                warnings = ("metadata_damaged",) if found["damaged"] else ()
                date = _date(found["date"], found["zone"])
                yield place.record("exif", RecordKind.ATTACHMENT, fields, date=date, warnings=warnings)
    except HelperFailed as error:
        yield place.skipped("exif", error.reason)
    yield place.skipped("", "image_not_read", shown)


def _ordered(fields: Mapping[str, Any]) -> dict[str, str]:
    """Where and who first, then the rest as found."""
    names = [*(name for name in _FIRST if name in fields), *(name for name in fields if name not in _FIRST)]
    return {name: str(fields[name]) for name in names}


def _date(written: str, zone: str) -> datetime | None:
    """When the picture was taken; naive where the camera states no zone."""
    try:
        date = datetime.strptime(written.strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - cameras rarely state one
    except ValueError:
        return None
    try:
        return date.replace(tzinfo=datetime.strptime(zone.strip("\0 "), "%z").tzinfo)
    except ValueError:
        return date
