"""The part of reading a zip archive that runs in the helper process: members in Deflate64 and in Zstandard.

Specification: APPNOTE.TXT (PKWARE), 4.4.5; RFC 8878 (Zstandard), whose frames may stand one behind the other.
"""

from collections.abc import Iterator
from typing import BinaryIO

import inflate64
from backports import zstd

from engine.ingest.sandbox import HelperRefused

_CHUNK = 1 << 20
_BLOCK = 1 << 18
_SMALL = 512
"""Bytes that are unpacked at once where the decoder cannot be told when to stop; one may become 30,000."""
_WINDOW = {int(zstd.DecompressionParameter.window_log_max): 28}


def produce(file: BinaryIO, method: str) -> Iterator[dict[str, object]]:
    """The content in chunks; refused where it goes wrong, after what came before."""
    gathered = bytearray()
    try:
        for piece in {"deflate64": _deflate64, "zstandard": _zstandard}[method](file):
            gathered += piece
            if len(gathered) >= _CHUNK:
                yield from _chunks(gathered)
    except (ValueError, zstd.ZstdError, EOFError, OSError):
        yield from _chunks(gathered)
        raise HelperRefused("member_damaged") from None
    except _Truncated:
        yield from _chunks(gathered)
        raise HelperRefused("archive_truncated") from None
    yield from _chunks(gathered)


class _Truncated(Exception):
    """The packed bytes end before the content does."""


def _chunks(gathered: bytearray) -> Iterator[dict[str, object]]:
    for start in range(0, len(gathered), _CHUNK):
        yield {"content": bytes(gathered[start : start + _CHUNK])}
    gathered.clear()


def _deflate64(file: BinaryIO) -> Iterator[bytes]:
    decoder = inflate64.Inflater()
    while not decoder.eof:
        block = file.read(_SMALL)
        if not block:
            raise _Truncated
        yield decoder.inflate(block)


def _zstandard(file: BinaryIO) -> Iterator[bytes]:
    block = file.read(_BLOCK)
    while block:
        decoder = zstd.ZstdDecompressor(options=_WINDOW)
        while not decoder.eof:
            if decoder.needs_input and not block:
                block = file.read(_BLOCK)
                if not block:
                    raise _Truncated
            yield decoder.decompress(block, _CHUNK)
            block = b""
        block = decoder.unused_data or file.read(_BLOCK)
