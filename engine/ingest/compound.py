"""The names in the root of an OLE compound file: what tells a mail of Outlook's from an old Word or Excel file.

Specification: MS-CFB, Compound File Binary File Format. Only the directory is read, in bounded time; of a damaged
one, what can be reached.
"""

import struct
from typing import BinaryIO

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY_LIMIT = 1 << 16
"""Directory entries that are looked at."""
_END = 0xFFFFFFFA
"""Numbers from here on are marks, not sectors or entries."""
_ENTRY = 128
_IN_HEADER = 109


def root_names(file: BinaryIO) -> frozenset[str]:
    """The names of the streams and storages directly in the root; empty where the file is no compound file."""
    file.seek(0)
    header = file.read(512)
    if len(header) < 512 or not header.startswith(SIGNATURE):
        return frozenset()
    shift = struct.unpack_from("<H", header, 30)[0]
    if shift not in (9, 12):
        return frozenset()
    directory = _Sectors(file, header, shift).chain(struct.unpack_from("<I", header, 48)[0])
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
    names: set[str] = set()
    waiting = [struct.unpack_from("<I", entries[0], 76)[0]] if entries else []
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number in seen or number >= len(entries):
            continue
        seen.add(number)
        entry = entries[number]
        length = min(max(struct.unpack_from("<H", entry, 64)[0] - 2, 0), 62)
        names.add(entry[:length].decode("utf-16-le", "replace"))
        waiting += struct.unpack_from("<II", entry, 68)
    return frozenset(names)


class _Sectors:
    """The sectors of the file, and the table that says which follows which."""

    def __init__(self, file: BinaryIO, header: bytes, shift: int) -> None:
        self._file, self._size = file, 1 << shift
        self._tables = [each for each in struct.unpack_from(f"<{_IN_HEADER}I", header, 76) if each < _END]
        following = struct.unpack_from("<I", header, 68)[0]
        seen: set[int] = set()
        while following < _END and following not in seen and len(seen) < ENTRY_LIMIT:
            seen.add(following)
            content = self._sector(following)
            if len(content) < self._size:
                break
            *tables, following = struct.unpack(f"<{self._size // 4}I", content)
            self._tables += [each for each in tables if each < _END]

    def chain(self, start: int) -> bytes:
        """The content of the sectors that follow each other from `start` on, as far as the limit."""
        content = bytearray()
        seen: set[int] = set()
        while start < _END and start not in seen and len(content) < ENTRY_LIMIT * _ENTRY:
            seen.add(start)
            content += self._sector(start)
            start = self._after(start)
        return bytes(content)

    def _after(self, number: int) -> int:
        table, place = divmod(number, self._size // 4)
        if table >= len(self._tables):
            return _END
        self._file.seek((self._tables[table] + 1) * self._size + place * 4)
        entry = self._file.read(4)
        return struct.unpack("<I", entry)[0] if len(entry) == 4 else _END

    def _sector(self, number: int) -> bytes:
        self._file.seek((number + 1) * self._size)
        return self._file.read(self._size)
