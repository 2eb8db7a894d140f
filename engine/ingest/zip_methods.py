"""How the members of zip archives are compressed, and the bytes that come out.

Specification: APPNOTE.TXT (PKWARE), 4.4.5 for the methods and 5.8.8 for LZMA. Deflate64, which Windows Explorer uses
above 2 GB, and Zstandard are unpacked in a helper process; every other method by the standard library.
"""

import bz2
import lzma
from collections.abc import Callable, Iterator
from io import BufferedReader

from engine.ingest.place import ExpandsTooMuch
from engine.ingest.sandbox import HelperFailed, Sandbox
from engine.ingest.unpacked import (
    DICTIONARY_LIMIT,
    RATIO_FREE,
    RATIO_LIMIT,
    Damaged,
    Decoder,
    Deflated,
    Unpacked,
    inflated,
    xz_stream,
)

STORED, LZMA = 0, 14
_DECODERS: dict[int, Callable[[], Decoder]] = {8: lambda: Deflated(-15), 12: bz2.BZ2Decompressor, 95: xz_stream}
_FOREIGN = {9: "deflate64", 20: "zstandard", 93: "zstandard"}
_READER = "engine.ingest.sandboxed.zip_methods"
_LZMA_HEADER = 9


def unpacked(start: Callable[[], Iterator[bytes]], method: int, sandbox: Sandbox | None) -> Iterator[bytes]:
    """What the blocks that `start()` yields unpack to; without a sandbox, by the standard library only.

    Raises `Damaged` and `ExpandsTooMuch`.
    """
    if method == STORED:
        return start()
    if method == LZMA:
        return _without_end(start())
    if method in _DECODERS:
        return inflated(start(), _DECODERS[method])
    if method not in _FOREIGN or sandbox is None:
        raise Damaged("compression_unknown")
    return _foreign(start, _FOREIGN[method], sandbox)


def _foreign(start: Callable[[], Iterator[bytes]], name: str, sandbox: Sandbox) -> Iterator[bytes]:
    """What a helper unpacks; it reads the packed bytes as a file, which may go back to its start."""
    content = Unpacked(start, lambda count: None)
    packed = BufferedReader(content)
    produced, allowed = 0, max(RATIO_FREE, packed.seek(0, 2) * RATIO_LIMIT)
    try:
        for answer in sandbox.produce(_READER, packed, {"method": name}):
            produced += len(answer["content"])
            if produced > allowed:
                raise ExpandsTooMuch
            yield answer["content"]
    except HelperFailed as error:
        raise Damaged(content.failure or error.reason) from None
    if content.failure:
        raise Damaged(content.failure)


def _without_end(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """LZMA as 5.8.8 of the specification has it: two bytes of version, two of length, five of properties."""
    head = b""
    for block in blocks:
        head += block
        if len(head) >= _LZMA_HEADER:
            break
    if len(head) < _LZMA_HEADER or int.from_bytes(head[2:4], "little") != 5 or head[4] >= 225:
        raise Damaged("member_damaged")
    size = int.from_bytes(head[5:9], "little")
    if size > DICTIONARY_LIMIT:
        raise Damaged("compression_unknown")
    rest, lc = divmod(head[4], 9)
    pb, lp = divmod(rest, 5)
    filters = [{"id": lzma.FILTER_LZMA1, "dict_size": max(size, 4096), "lc": lc, "lp": lp, "pb": pb}]

    def following() -> Iterator[bytes]:
        yield head[_LZMA_HEADER:]
        yield from blocks

    yield from inflated(following(), lambda: lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters))
