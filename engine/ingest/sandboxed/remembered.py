"""A file whose last read blocks are kept, for parsers that go back and forth in it: every read asks the owner anew."""

import io
from collections import OrderedDict
from typing import BinaryIO

from engine.model.seekable import Seekable

_BLOCK = 1 << 16
_KEPT = 512
"""Blocks that are kept: 32 MiB."""


class Remembered(Seekable):
    """The content of `file`, read in blocks."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file.seek(0, io.SEEK_END))
        self._file: BinaryIO = getattr(file, "raw", file)
        self._blocks: OrderedDict[int, bytes] = OrderedDict()

    def run(self, position: int, count: int) -> bytes:
        """What one block holds of it."""
        number, start = divmod(position, _BLOCK)
        return self._block(number)[start : start + count]

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
