"""A file whose last read blocks are kept, for parsers that go back and forth in it: every read asks the owner anew."""

import io
from collections import OrderedDict
from typing import BinaryIO

_BLOCK = 1 << 16
_KEPT = 512
"""Blocks that are kept: 32 MiB."""


class Remembered(io.RawIOBase):
    """The content of `file`, read in blocks."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file: BinaryIO = getattr(file, "raw", file)
        self._size = file.seek(0, io.SEEK_END)
        self._position = 0
        self._blocks: OrderedDict[int, bytes] = OrderedDict()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes, fewer at the end only."""
        end = self._size if size < 0 else min(self._size, self._position + size)
        pieces = []
        while self._position < end:
            number, start = divmod(self._position, _BLOCK)
            piece = self._block(number)[start : start + end - self._position]
            if not piece:
                break
            pieces.append(piece)
            self._position += len(piece)
        return b"".join(pieces)

    def _block(self, number: int) -> bytes:
        known = self._blocks.pop(number, None)
        if known is None:
            self._file.seek(number * _BLOCK)
            known = b""
            while len(known) < _BLOCK and (more := self._file.read(_BLOCK - len(known))):
                known += more
            if len(self._blocks) >= _KEPT:
                self._blocks.popitem(last=False)
        self._blocks[number] = known
        return known
