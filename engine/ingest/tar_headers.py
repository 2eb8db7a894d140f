"""Where the entries of a tar archive lie, and what they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import BinaryIO

BLOCK = 512
_META_LIMIT = 1 << 20
"""Bytes of names and attributes ahead of an entry; more are passed over."""
_STRIDE = BLOCK << 11
_ZEROS = bytes(BLOCK)
_SIZE_LIMIT = 1 << 62


class Kind(Enum):
    """What an entry is; `DAMAGED` is a stretch without a sound header, `REST` an archive cut off before its end."""

    FILE = auto()
    FOLDER = auto()
    OTHER = auto()
    DAMAGED = auto()
    REST = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its bytes from `start`, with headers of its own ahead, to `end`, and its content from `data` on.

    Of a `sparse` one the stretches of zeros are missing.
    """

    kind: Kind
    start: int
    end: int
    data: int = 0
    size: int = 0
    path: str = ""
    sparse: bool = False


@dataclass(slots=True)
class _Ahead:
    """What headers before an entry say of it."""

    start: int | None = None
    path: bytes = b""
    size: int | None = None
    sparse: bool = False
    mapped: bool = False


def looks_like_header(block: bytes) -> bool:
    """Whether a block has the mark of a tar header or its sum."""
    return len(block) == BLOCK and (block[257:262] == b"ustar" or _is_sound(block))


def entries(file: BinaryIO) -> Iterator[Entry]:
    """The entries in their order; nothing here raises for bad content."""
    size = file.seek(0, 2)
    position, ahead, ended = 0, _Ahead(), False
    while position < size:
        block = _at(file, position, BLOCK)
        if block == _ZEROS[: len(block)]:
            ended = ended or len(block) == BLOCK
            position = _after_zeros(file, position)
            continue
        if not _is_sound(block):
            following = _next_sound(file, position + BLOCK, size)
            if following is None and len(block) < BLOCK:
                break
            yield Entry(Kind.DAMAGED, ahead.start if ahead.start is not None else position, following or size)
            position, ahead, ended = following or size, _Ahead(), ended or following is None
            continue
        ended = False
        if ahead.start is None:
            ahead.start = position
        length = _number(block[124:136])
        if block[156:157] in b"LKxXgNV" and block[156]:
            _take(ahead, block[156:157], _at(file, position + BLOCK, min(length, _META_LIMIT)))
            position += BLOCK + _padded(length)
            if position >= size:
                yield Entry(Kind.DAMAGED, ahead.start, size)
                ahead = _Ahead()
            continue
        entry = _entry(file, block, position, ahead, size)
        yield entry
        position, ahead = entry.end, _Ahead()
    if not ended:
        yield Entry(Kind.REST, min(position, size), size)


def _entry(file: BinaryIO, block: bytes, position: int, ahead: _Ahead, size: int) -> Entry:
    kind = block[156:157]
    length = ahead.size if ahead.size is not None else _number(block[124:136])
    path = _decoded(ahead.path or _own_path(block))
    data = position + BLOCK
    if kind == b"S":
        extended = block[482]
        while extended and (more := _at(file, data, BLOCK)) and len(more) == BLOCK:
            extended, data = more[504], data + BLOCK
    if kind in (b"1", b"2", b"3", b"4", b"6"):
        length = 0
    end = min(size, data + _padded(length))
    start = position if ahead.start is None else ahead.start
    if kind in (b"5", b"D") or (kind in (b"0", b"\0") and path.endswith("/") and not length):
        return Entry(Kind.FOLDER, start, end)
    if kind in (b"1", b"2", b"3", b"4", b"6"):
        return Entry(Kind.OTHER, start, end)
    content = _behind_map(file, data, end) if ahead.mapped else data
    return Entry(Kind.FILE, start, end, content, length - (content - data), path, kind == b"S" or ahead.sparse)


def _behind_map(file: BinaryIO, data: int, end: int) -> int:
    """Where the content starts behind the map of a sparse file in version 1.0: a count, then two numbers for each."""
    lines = _at(file, data, min(end - data, _META_LIMIT)).split(b"\n")
    count = int(lines[0]) if lines[0].isdigit() and len(lines[0]) < 9 else -1
    if not 0 <= count * 2 < len(lines) - 1:
        return data
    return min(end, data + _padded(sum(len(line) + 1 for line in lines[: count * 2 + 1])))


def _take(ahead: _Ahead, kind: bytes, content: bytes) -> None:
    if kind in (b"L", b"N"):
        ahead.path = content.rstrip(b"\0")
    elif kind in (b"x", b"X"):
        for key, value in _attributes(content):
            ahead.sparse |= key.startswith(b"GNU.sparse.")
            ahead.mapped |= key == b"GNU.sparse.major" and value == b"1"
            if key in (b"path", b"GNU.sparse.name"):
                ahead.path = value
            elif key == b"size" and value.isdigit() and len(value) < 19:
                ahead.size = int(value)


def _attributes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The records ``length key=value`` of a pax header."""
    position = 0
    while position < len(content):
        stated = content[position : position + 20].partition(b" ")[0]
        if not stated.isdigit() or not len(stated) < int(stated) <= len(content) - position:
            return
        key, _, value = content[position + len(stated) + 1 : position + int(stated) - 1].partition(b"=")
        yield key, value
        position += int(stated)


def _own_path(block: bytes) -> bytes:
    name = block[:100].partition(b"\0")[0]
    prefix = block[345:500].partition(b"\0")[0] if block[257:263] == b"ustar\0" else b""
    return prefix + b"/" + name if prefix else name


def _decoded(path: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return path.decode(encoding)
        except UnicodeDecodeError:
            continue
    return path.decode("latin-1")


def _is_sound(block: bytes) -> bool:
    """Whether the header's sum is the one it states, counting bytes with or without a sign as old programs did."""
    if len(block) < BLOCK or not block[148:156].strip(b" \0"):
        return False
    stated = _number(block[148:156])
    others = block[:148] + b" " * 8 + block[156:]
    total = sum(others)
    return stated in (total, total - 256 * sum(byte > 127 for byte in others)) and total > 256


def _number(digits: bytes) -> int:
    """Octal digits, or 256-base where the first bit says so; what is neither counts as 0."""
    if digits[:1] and digits[0] & 0x80:
        return min(int.from_bytes(bytes([digits[0] & 0x7F]) + digits[1:], "big"), _SIZE_LIMIT)
    plain = digits.strip(b" \0").partition(b"\0")[0]
    return int(plain, 8) if plain and not plain.strip(b"01234567") else 0


def _padded(length: int) -> int:
    return -(-length // BLOCK) * BLOCK


def _at(file: BinaryIO, position: int, count: int) -> bytes:
    file.seek(position)
    return file.read(count)


def _after_zeros(file: BinaryIO, position: int) -> int:
    """The next block that is not all zeros, or the end."""
    while stretch := _at(file, position, _STRIDE):
        plain = stretch.lstrip(b"\0")
        if plain:
            return position + (len(stretch) - len(plain)) // BLOCK * BLOCK
        position += len(stretch)
    return position


def _next_sound(file: BinaryIO, position: int, size: int) -> int | None:
    while position < size:
        stretch = _at(file, position, _STRIDE)
        for offset in range(0, len(stretch) - BLOCK + 1, BLOCK):
            block = stretch[offset : offset + BLOCK]
            if block[148:156].strip(b" \0") and not block[148:154].strip(b" \x0001234567") and _is_sound(block):
                return position + offset
        position += len(stretch)
        if not stretch:
            break
    return None
