"""Where the members of a zip archive lie: by its directory, or by their own headers where the directory is lost.

Specification: APPNOTE.TXT (PKWARE), 4.3. Names are UTF-8 where their flag or their bytes say so, else GB18030, as
Windows writes them in China.
"""

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

BROKEN = (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, RuntimeError, OverflowError, struct.error)
LOCAL = b"PK\3\4"
_CENTRAL, _END, _DESCRIPTOR = b"PK\1\2", b"PK\5\6", b"PK\7\x08"
_HEADER = struct.Struct("<4s5H3I2H")
_UTF8_NAME, _LATER_SIZES = 0x800, 0x8
_WIDE = 0xFFFFFFFF
_BLOCK = 1 << 20
_HEADERS_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class Member:
    """One member: where its header starts, and what directory or header say of it (`size` None: nothing)."""

    start: int
    path: str
    method: int
    flags: int
    crc: int | None
    packed: int
    size: int | None
    time: int = 0
    extra: bytes = b""

    @property
    def is_folder(self) -> bool:
        return self.path.endswith("/") and not self.size


@dataclass(frozen=True, slots=True)
class Directory:
    """The members in their order; `end` is where the last one ends.

    `sound` says that no two overlap, so that each has bytes of its own, and `whole` that the directory was there.
    """

    members: tuple[Member, ...]
    end: int
    whole: bool

    @property
    def sound(self) -> bool:
        starts = [member.start for member in self.members]
        return bool(starts) and len(set(starts)) == len(starts) and min(starts) >= 0 and max(starts) < self.end

    def bounds(self, size: int) -> list[tuple[int, int]]:
        """Start and end of each run of bytes that holds a member; the whole file where they cannot be told apart."""
        if not self.sound:
            return [(0, size)]
        starts = sorted(member.start for member in self.members)
        return list(zip(starts, [*starts[1:], self.end], strict=True))


def directory(file: BinaryIO) -> Directory:
    """The archive's members; nothing here raises for bad content."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = tuple(_listed(info) for info in archive.infolist())
            if members and not _at(file, members[0].start).startswith(LOCAL):
                raise zipfile.BadZipFile
            return Directory(members, archive.start_dir, whole=True)
    except BROKEN:
        return _salvaged(file)


def data_start(file: BinaryIO, member: Member) -> int | None:
    """Where the member's packed bytes start; None where its own header is not there."""
    header = _at(file, member.start)
    if len(header) < _HEADER.size or not header.startswith(LOCAL):
        return None
    fields = _HEADER.unpack(header)
    return member.start + _HEADER.size + fields[9] + fields[10]


def _listed(info: zipfile.ZipInfo) -> Member:
    flags = info.flag_bits
    name = info.orig_filename if flags & _UTF8_NAME else _decoded(info.orig_filename.encode("cp437", "replace"))
    modified = (info.date_time[3] << 11) | (info.date_time[4] << 5) | (info.date_time[5] // 2)
    return Member(
        info.header_offset,
        name,
        info.compress_type,
        flags,
        info.CRC,
        info.compress_size,
        info.file_size,
        modified,
        info.extra,
    )


def _decoded(name: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("cp437")


def _at(file: BinaryIO, start: int) -> bytes:
    file.seek(start)
    return file.read(_HEADER.size)


def _salvaged(file: BinaryIO) -> Directory:
    """The members whose headers are found one behind the other, up to the end or to where a directory begins."""
    size = file.seek(0, 2)
    members: list[Member] = []
    position = _find(file, 0, LOCAL)
    while position is not None and len(members) < _HEADERS_LIMIT:
        member, position = _from_header(file, position, size)
        if member is None:
            break
        members.append(member)
        if _at(file, position).startswith((_CENTRAL, _END)):
            return Directory(tuple(members), position, whole=False)
        if not _at(file, position).startswith(LOCAL):
            position = _find(file, position, LOCAL)
    return Directory(tuple(members), size, whole=False)


def _from_header(file: BinaryIO, start: int, size: int) -> tuple[Member | None, int]:
    """The member whose header starts there, and where it ends."""
    header = _at(file, start)
    if len(header) < _HEADER.size:
        return None, size
    _, _, flags, method, time, _, crc, packed, length, named, extended = _HEADER.unpack(header)
    tail = file.read(named + extended)
    name, extra = tail[:named], tail[named:]
    path = name.decode("utf-8", "replace") if flags & _UTF8_NAME else _decoded(name)
    data = start + _HEADER.size + named + extended
    if flags & _LATER_SIZES and not packed:
        packed, end = _later_sizes(file, data, size)
        return Member(start, path, method, flags, None, packed, None, time, extra), end
    if packed == _WIDE or length == _WIDE:
        length, packed = _wide_sizes(extra, length, packed)
    return Member(start, path, method, flags, crc, packed, length, time, extra), min(size, data + packed)


def _later_sizes(file: BinaryIO, data: int, size: int) -> tuple[int, int]:
    """Packed bytes of a member that states them behind its data, and where it ends."""
    for position in _found(file, data, _DESCRIPTOR):
        packed = position - data
        file.seek(position + 8)
        stated = file.read(8)
        if stated[:4] == struct.pack("<I", packed & _WIDE):
            wide = stated == struct.pack("<Q", packed) and not _at(file, position + 16).startswith((LOCAL, _CENTRAL))
            return packed, min(size, position + (24 if wide else 16))
    following = _find(file, data, LOCAL)
    end = size if following is None else following
    return end - data, end


def _wide_sizes(extra: bytes, length: int, packed: int) -> tuple[int, int]:
    """Sizes beyond 32 bits, from the extra field 1 (4.5.3)."""
    position = 0
    while position + 4 <= len(extra):
        number, count = struct.unpack_from("<HH", extra, position)
        if number == 1 and count >= 16 and position + 20 <= len(extra):
            return struct.unpack_from("<QQ", extra, position + 4)
        position += 4 + count
    return length, packed


def _find(file: BinaryIO, start: int, mark: bytes) -> int | None:
    return next(_found(file, start, mark), None)


def _found(file: BinaryIO, start: int, mark: bytes) -> Iterator[int]:
    """Where `mark` stands, from `start` on."""
    position, kept = start, b""
    while True:
        file.seek(position + len(kept))
        block = file.read(_BLOCK)
        if not block:
            return
        text = kept + block
        found = text.find(mark)
        while found >= 0:
            yield position + found
            found = text.find(mark, found + 1)
        position, kept = position + len(text) - len(mark) + 1, text[len(text) - len(mark) + 1 :]
