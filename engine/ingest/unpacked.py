"""A packed file, unpacked while it is read: seekable, with a bounded window in memory, never a file on disk.

Whatever is wrong with the packed bytes ends the file early and stands in `failure`, a code under ``skipped.``: what
came before is read, and whoever opened the file reports the rest. Sizes that an archive declares are never trusted;
real bytes are counted while they come out.
"""

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Protocol

from engine.ingest.place import ExpandsTooMuch
from engine.model.seekable import Seekable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

RATIO_LIMIT = 200
RATIO_FREE = 10 << 20
"""Bytes a packed file may expand to whatever its ratio."""
AHEAD = 32 << 20
"""Bytes that are unpacked before the first is read, so that what is wrong with a smaller file is known in time."""
KEPT = 16 << 20
"""Bytes behind the furthest one that can be read again at no cost."""
DICTIONARY_LIMIT = 256 << 20
_BLOCK = 1 << 18
_CHUNK = 1 << 20


class Damaged(Exception):
    """Packed bytes end too early or go wrong; `reason` is a code under ``skipped.``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Decoder(Protocol):
    """What the decompressors of bz2 and lzma have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class Deflated:
    """A deflate stream with the manners of the other decompressors; `window` as in zlib: -15 is raw, 31 is gzip."""

    def __init__(self, window: int) -> None:
        self._stream = zlib.decompressobj(window)

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def needs_input(self) -> bool:
        return not self._stream.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._stream.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._stream.decompress(self._stream.unconsumed_tail + data, max(0, max_length))


def pieces(file: BinaryIO, start: int, length: int | None = None) -> Iterator[bytes]:
    """The bytes of `file` from `start` on, block by block, wherever others move the file meanwhile."""
    position, end = start, None if length is None else start + length
    while end is None or position < end:
        file.seek(position)
        block = file.read(_BLOCK if end is None else min(_BLOCK, end - position))
        if not block:
            return
        position += len(block)
        yield block


def inflated(blocks: Iterator[bytes], start: Callable[[], Decoder], *, repeated: bool = False) -> Iterator[bytes]:
    """The content of one compressed stream, of several one behind the other if `repeated`; zeros may follow.

    Raises `Damaged`, and `ExpandsTooMuch` as soon as more comes out than any honest file holds.
    """
    decoder, began = start(), False
    consumed = produced = 0
    for block in blocks:
        consumed += len(block)
        while True:
            if not began:
                block = block.lstrip(b"\0") if consumed > len(block) else block
                if not block:
                    break
            chunk, began = _step(decoder, block), True
            produced += len(chunk)
            if produced > max(RATIO_FREE, consumed * RATIO_LIMIT):
                raise ExpandsTooMuch
            if chunk:
                yield chunk
            block = b""
            if decoder.eof:
                if not repeated:
                    return
                block, decoder, began = decoder.unused_data, start(), False
            elif decoder.needs_input and not chunk:
                break
    if began:
        raise Damaged("archive_truncated")


def _step(decoder: Decoder, block: bytes) -> bytes:
    try:
        return decoder.decompress(block, _CHUNK)
    except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError):
        raise Damaged("member_damaged") from None


def gzip_stream() -> Decoder:
    """Reads RFC 1952."""
    return Deflated(31)


def bzip2_stream() -> Decoder:
    """Reads bzip2."""
    return bz2.BZ2Decompressor()


def xz_stream() -> Decoder:
    """Reads xz and the older .lzma."""
    return lzma.LZMADecompressor(memlimit=DICTIONARY_LIMIT)


class Unpacked(io.RawIOBase):
    """What `start()` yields, as a file. Going back further than the window unpacks it from the start again.

    `spend` is told every new byte that comes out, and may raise `ExpandsTooMuch`.
    """

    def __init__(self, start: Callable[[], Iterator[bytes]], spend: Callable[[int], None]) -> None:
        super().__init__()
        self.failure = ""
        self._start, self._spend = start, spend
        self._chunks = start()
        self._window = bytearray()
        self._base = self._position = self._furthest = 0
        self._ended = False

    def prefetch(self) -> "Unpacked":
        """Unpack as much as is kept in memory anyway, so that `failure` is known early."""
        while len(self._window) < AHEAD and self._more():
            pass
        return self

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if whence == io.SEEK_END:
            while self._more():
                self._trim()
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._base + len(self._window)}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        if self._position < self._base:
            self._chunks, self._base, self._ended = self._start(), 0, False
            self._window.clear()
        while self._position >= self._base + len(self._window):
            self._trim()
            if not self._more():
                return 0
        view = memoryview(buffer).cast("B")
        within = self._position - self._base
        count = min(len(view), len(self._window) - within)
        with memoryview(self._window) as window:
            view[:count] = window[within : within + count]
        self._position += count
        return count

    def _more(self) -> bool:
        if self._ended:
            return False
        try:
            chunk = next(self._chunks, None)
            if chunk is not None:
                self._window += chunk
                reached = self._base + len(self._window)
                self._spend(max(0, reached - self._furthest))
                self._furthest = max(self._furthest, reached)
        except (Damaged, ExpandsTooMuch) as error:
            self.failure = error.reason if isinstance(error, Damaged) else "expands_too_much"
            chunk = None
        self._ended = chunk is None
        return not self._ended

    def _trim(self) -> None:
        surplus = len(self._window) - KEPT
        if surplus > KEPT:
            del self._window[:surplus]
            self._base += surplus


class Slice(Seekable):
    """A run of a file's bytes as a file; `failure` says that fewer are there than should be."""

    def __init__(self, file: BinaryIO, start: int, length: int, failure: str = "") -> None:
        super().__init__(length)
        self.failure = failure
        self._file, self._start = file, start

    def prefetch(self) -> "Slice":
        """Nothing is to be known early that is not known."""
        return self

    def run(self, position: int, count: int) -> bytes:
        """The bytes of the file that stand there."""
        self._file.seek(self._start + position)
        return self._file.read(count)
