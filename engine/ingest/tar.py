"""An archive of other files, one after the other, each read by the format its content shows.

Specification: POSIX.1-2017 (pax interchange format, ustar) and the GNU tar manual, "Basic Tar Format". Read by its
headers, without the standard library's reader, which ends in silence at a damaged header; here what lies between the
damage and the next sound header is one skipped item. Links, devices and pipes are named, never followed; nothing is
written to disk. Locators begin with the number of the entry. An extent runs from an entry's headers to the next one's.
"""

from collections.abc import Iterator
from io import BufferedReader
from typing import BinaryIO

from engine.ingest import archive
from engine.ingest.place import Place, Settings
from engine.ingest.rank import Rank
from engine.ingest.tar_headers import BLOCK, Entry, Kind, entries, looks_like_header
from engine.ingest.unpacked import Slice
from engine.model.records import Extent, Record, Skipped

SUFFIXES = (".tar",)
RANK = Rank.SIGNATURE


def sniff(file: BinaryIO) -> bool:
    """Whether the first block is a tar header."""
    return looks_like_header(file.read(BLOCK))


def extents(file: BinaryIO) -> Iterator[Extent]:
    """Each entry with its headers; damaged stretches too."""
    for entry in entries(file):
        if entry.end > entry.start:
            yield Extent(entry.start, entry.end - entry.start)


def item(file: BinaryIO, extent: Extent, locator: str, settings: Settings) -> tuple[BinaryIO, str]:
    """The member that `extent` holds and the locator as it is in that file; the archive if it holds none."""
    found = next((entry for entry in entries(file) if entry.start == extent.offset), None)
    if found is None or found.kind is not Kind.FILE:
        return file, locator
    return BufferedReader(_content(file, found)), locator.partition("/")[2] or "file"


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """Entry after entry."""
    if place.too_deep:
        yield place.skipped("", "nested_too_deep")
        return
    count = 0
    for number, entry in enumerate(entries(file), start=1):
        here = place.moved(entry.start)
        if entry.kind is Kind.FOLDER:
            continue
        if entry.kind is Kind.REST:
            yield here.skipped("rest", "archive_truncated")
            return
        if (count := count + 1) > archive.ENTRY_LIMIT:
            yield here.skipped("rest", "too_many_members")
            return
        if place.concerns(str(number)):
            yield from _entry(file, entry, here.inside(str(number), archives=1))
    if not count:
        yield place.skipped("", "archive_empty")


def _entry(file: BinaryIO, entry: Entry, place: Place) -> Iterator[Record | Skipped]:
    if entry.kind is Kind.DAMAGED:
        yield place.skipped("", "member_damaged")
    elif entry.kind is Kind.OTHER:
        yield place.skipped("", "not_a_file")
    else:
        warnings = ("sparse_file",) if entry.sparse else ()
        yield from archive.items(_content(file, entry), place, entry.path, warnings)


def _content(file: BinaryIO, entry: Entry) -> Slice:
    there = max(0, min(entry.size, entry.end - entry.data))
    return Slice(file, entry.data, there, "archive_truncated" if there < entry.size else "")
