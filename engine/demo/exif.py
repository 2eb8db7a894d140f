"""What a telephone writes into a photograph: where it was taken, when, and by whom.

Specification: Exif 2.32 (CIPA DC-008), in an APP1 segment of a JPEG file.
"""

import struct

_ASCII, _LONG, _RATIONAL = 2, 4, 5
_ARTIST, _DATE, _GPS = 0x013B, 0x0132, 0x8825
_HEAD = 8


def segment(artist: str, taken: str, latitude: float, longitude: float) -> bytes:
    """An APP1 segment; `taken` as ``YYYY:MM:DD hh:mm:ss``, degrees north and east."""
    place = [(1, _ASCII, b"N\0"), (2, _RATIONAL, _degrees(latitude)), (3, _ASCII, b"E\0")]
    place.append((4, _RATIONAL, _degrees(longitude)))
    texts = [(_DATE, _ASCII, taken.encode() + b"\0"), (_ARTIST, _ASCII, artist.encode() + b"\0")]
    size = len(_directory([*texts, (_GPS, _LONG, bytes(4))], _HEAD))
    first = _directory([*texts, (_GPS, _LONG, struct.pack(">I", _HEAD + size))], _HEAD)
    exif = b"Exif\0\0MM\0*" + struct.pack(">I", _HEAD) + first + _directory(place, _HEAD + size)
    return b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif


def _directory(entries: list[tuple[int, int, bytes]], start: int) -> bytes:
    """One image file directory that stands `start` bytes behind the beginning, values that do not fit behind it."""
    fixed, behind = struct.pack(">H", len(entries)), b""
    after = start + 2 + 12 * len(entries) + 4
    for tag, kind, value in entries:
        count = len(value) // {_ASCII: 1, _LONG: 4, _RATIONAL: 8}[kind]
        fixed += struct.pack(">HHI", tag, kind, count)
        if len(value) <= 4:
            fixed += value.ljust(4, b"\0")
        else:
            fixed += struct.pack(">I", after + len(behind))
            behind += value
    return fixed + bytes(4) + behind


def _degrees(value: float) -> bytes:
    """Degrees, minutes and hundredths of seconds as three fractions."""
    hundredths = round(value * 360_000)
    degrees, rest = divmod(hundredths, 360_000)
    minutes, seconds = divmod(rest, 6000)
    return struct.pack(">6I", degrees, 1, minutes, 1, seconds, 100)
