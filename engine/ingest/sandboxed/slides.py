"""The part of reading an old presentation that runs in the helper process: its text atoms, record after record."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

import olefile

from engine.ingest.charset import decode
from engine.ingest.sandbox import HelperRefused
from engine.ingest.sandboxed.ole_parts import embedded, properties, stream
from engine.ingest.sandboxed.package import PIECE

_CONTAINER = 0xF
_CHARACTERS, _BYTES, _STRING = 4000, 4008, 4026
_ENCRYPTED = 12052
_UNTOLD = frozenset({2005, 2006, 4023, 4024, 5000, 5002, 5003})
"""Containers of fonts, programs' tags and the like, whose strings are nobody's words."""
_PLAIN = {11: "\n", 13: "\n", 0: ""}


def produce(file: BinaryIO) -> Iterator[dict[str, object]]:
    """A value for each property and text, each text once."""
    try:
        ole = olefile.OleFileIO(file)
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise HelperRefused("document_damaged") from error
    data = stream(ole, "PowerPoint Document")
    if not data:
        raise HelperRefused("document_damaged")
    yield from properties(ole)
    seen: set[str] = set()
    for text in _texts(data):
        if text.strip() and text not in seen:
            seen.add(text)
            for start in range(0, len(text), PIECE):
                yield {"field": "body", "text": text[start : start + PIECE]}
            yield {"field": "body", "text": "\n"}
    if stream(ole, "Pictures"):
        yield {"step": "pictures", "skipped": "image_not_read", "detail": "application/vnd.ms-powerpoint"}
    yield from embedded(ole, "ObjectPool")


def _texts(data: bytes) -> Iterator[str]:
    """The texts in the order of their records; a container's records follow its head, so one pass reads all."""
    position = 0
    while position + 8 <= len(data):
        version, kind, length = struct.unpack_from("<HHI", data, position)
        position += 8
        if kind == _ENCRYPTED:
            raise HelperRefused("encrypted")
        if version & _CONTAINER == _CONTAINER and kind not in _UNTOLD:
            continue
        content = data[position : position + length]
        position += length
        if kind in (_CHARACTERS, _STRING):
            yield content.decode("utf-16-le", "replace").translate(_PLAIN)
        elif kind == _BYTES:
            yield decode(content, "cp1252")[0].translate(_PLAIN)
