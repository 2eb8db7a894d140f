"""An archive of other files, each read by the format its content shows.

Specification: APPNOTE.TXT, the .ZIP File Format Specification (PKWARE). Nothing is written to disk, so the paths
inside cannot reach anywhere. What a member declares is never exceeded. Locators begin with the member's number in
the directory; its name is the field `file_name` of its first record. An extent runs from a member's own header to
the next member's, so its name goes with it.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import IO, TYPE_CHECKING, BinaryIO

from engine.ingest.charset import clean
from engine.ingest.place import ExpandsTooMuch, Place, Settings
from engine.ingest.rank import Rank
from engine.ingest.xlsx import is_office, package_names
from engine.model.records import Extent, Record, Skipped

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SUFFIXES = (".zip",)
RANK = Rank.SIGNATURE
ENTRY_LIMIT = 50_000
RATIO_LIMIT = 200
RATIO_FREE = 10 << 20
"""Bytes a member may expand to whatever its ratio."""
STREAM_FROM = 32 << 20
"""Bytes from which on a member is read as a stream, not held in memory."""
_BLOCK = 1 << 20
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError, OverflowError)


def sniff(file: BinaryIO) -> bool:
    """Whether the file is a zip archive and no office document."""
    if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
        return False
    return not is_office(package_names(file))


def describe(file: BinaryIO) -> dict[str, str]:
    """The number of files in the archive."""
    try:
        with zipfile.ZipFile(file) as archive:
            return {"members": str(sum(not info.is_dir() for info in archive.infolist()))}
    except _BROKEN:
        return {}


def extents(file: BinaryIO) -> Iterator[Extent]:
    """Each member from its header to the next one; the whole file where the directory cannot be trusted."""
    size = file.seek(0, 2)
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            starts = _starts(archive)
            ends = [*starts[1:], archive.start_dir] if starts else []
    except _BROKEN:
        starts, ends = [], []
    if not starts:
        starts, ends = [0], [size]
    for start, end in zip(starts, ends, strict=True):
        yield Extent(start, end - start)


def _starts(archive: zipfile.ZipFile) -> list[int]:
    """The offsets of the members, ascending; empty where two share one or one lies behind the directory."""
    starts = sorted(info.header_offset for info in archive.infolist())
    sound = len(set(starts)) == len(starts) and all(0 <= start < archive.start_dir for start in starts)
    return starts if sound else []


def item(file: BinaryIO, extent: Extent, locator: str, settings: Settings) -> tuple[BinaryIO, str]:
    """The member that `extent` holds, unpacked, and the locator as it is in that file; the archive if it cannot be."""
    try:
        archive = zipfile.ZipFile(file)
        info = next(info for info in archive.infolist() if info.header_offset == extent.offset)
        content = BytesIO(_opened(archive, info).read())
    except (StopIteration, ExpandsTooMuch, MemberDamaged, *_BROKEN):
        return file, locator
    return content, locator.partition("/")[2] or "file"


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """Member after member, in the directory's order."""
    if place.too_deep:
        yield place.skipped("", "nested_too_deep")
        return
    try:
        archive = zipfile.ZipFile(file)
    except _BROKEN:
        yield place.skipped("", "archive_damaged")
        return
    with archive:
        yield from _members(archive, place)


def _members(archive: zipfile.ZipFile, place: Place) -> Iterator[Record | Skipped]:
    sound = bool(_starts(archive))
    found = False
    for number, info in enumerate(archive.infolist(), start=1):
        if info.is_dir():
            continue
        found = True
        if number > ENTRY_LIMIT:
            yield place.skipped("rest", "too_many_members", str(len(archive.infolist()) - ENTRY_LIMIT))
            return
        here = place.moved(info.header_offset if sound else 0).inside(str(number), archives=1)
        if place.concerns(str(number)):
            yield from _member(archive, info, here)
    if not found:
        yield place.skipped("", "archive_empty")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Place) -> Iterator[Record | Skipped]:
    if info.flag_bits & _ENCRYPTED:
        yield place.skipped("", "encrypted")
        return
    named = False
    try:
        place.reading.spend(info.file_size)
        with _opened(archive, info) as file:
            for item in place.read(file):
                if not named and isinstance(item, Record):
                    named = True
                    fields = {**item.fields, "file_name": _name(info)}
                    yield item if "file_name" in item.fields else replace(item, fields=fields)
                else:
                    yield item
    except ExpandsTooMuch:
        yield place.skipped("", "expands_too_much")
    except (MemberDamaged, *_BROKEN):
        yield place.skipped("rest" if named else "", "member_damaged")


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    """A member as a seekable file: a small one in memory, a large one as a stream, never more than it declares."""
    if info.file_size > max(RATIO_FREE, info.compress_size * RATIO_LIMIT):
        raise ExpandsTooMuch
    if info.file_size <= STREAM_FROM:
        return BytesIO(archive.read(info))
    return io.BufferedReader(_Stream(archive.open(info)), _BLOCK)


class MemberDamaged(OSError):
    """A member turned out to be damaged while it was read."""


class _Stream(io.RawIOBase):
    """A member's content as it is unpacked; going back unpacks it again."""

    def __init__(self, member: IO[bytes]) -> None:
        super().__init__()
        self._member = member

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        try:
            data = self._member.read(len(view))
        except _BROKEN as error:
            raise MemberDamaged from error
        view[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        try:
            return self._member.seek(offset, whence)
        except _BROKEN as error:
            raise MemberDamaged from error

    def tell(self) -> int:
        return self._member.tell()


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; one without the UTF-8 flag is UTF-8 or GB18030 all the same, where its bytes say so."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return re.sub(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+", " ", clean(name)).strip()[:500]
