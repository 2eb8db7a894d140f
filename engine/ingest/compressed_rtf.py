"""Rich text as Outlook packs it.

Specification: MS-OXRTFCP, Rich Text Format (RTF) Compression Algorithm.
"""

import struct

SIZE_LIMIT = 64 << 20
"""Bytes that are unpacked at most."""
_PACKED, _PLAIN = b"LZFu", b"MELA"
_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW = 1 << 12


def unpacked(data: bytes) -> bytes | None:
    """The rich text; None where `data` is not packed rich text. What is cut off gives what stands before the cut."""
    if len(data) < 16:
        return None
    size, kind = struct.unpack_from("<4xI4s", data)
    if kind == _PLAIN:
        return data[16 : 16 + size]
    return _expanded(data, min(size, SIZE_LIMIT)) if kind == _PACKED else None


def _expanded(data: bytes, size: int) -> bytes:
    """Tokens of `data` from its header on: a byte as it stands, or where in the last 4 KiB to copy from."""
    text = bytearray(_START)
    position, end = 16, len(data)
    limit = size + len(_START)
    while position < end and len(text) < limit:
        control = data[position]
        position += 1
        if not control:
            text += data[position : position + 8]
            position += 8
            continue
        for bit in range(8):
            if position >= end:
                break
            if not control >> bit & 1:
                text.append(data[position])
                position += 1
                continue
            token = int.from_bytes(data[position : position + 2], "big")
            position += 2
            distance = (len(text) - (token >> 4)) % _WINDOW
            if not distance:
                return bytes(text[len(_START) :])
            text += _copied(text, distance, (token & 0xF) + 2)
    return bytes(text[len(_START) : limit])


def _copied(text: bytearray, distance: int, length: int) -> bytes:
    """What stands `distance` bytes before the end, repeated as far as needed; before the beginning stand spaces."""
    if distance > len(text):
        return b" " * length
    start = len(text) - distance
    found = bytes(text[start : start + length])
    return found if len(found) == length else (found * length)[:length]
