"""A read-only file of known length whose bytes are made when they are asked for."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Seekable(io.RawIOBase):
    """What the lazily read files of the desk share; a subclass says what stands where, in `run`.

    A read gives all that was asked for, fewer bytes at the end only or where `run` has no more.
    """

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size, self.position = size, 0

    def run(self, position: int, count: int) -> bytes:
        """At least one and at most `count` bytes from `position` on; b"" if there are none against expectation."""
        raise NotImplementedError

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self.position, io.SEEK_END: self.size}[whence]
        self.position = max(0, base + offset)
        return self.position

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        filled = 0
        while (count := min(len(view) - filled, self.size - self.position)) > 0:
            data = self.run(self.position, count)
            if not data:
                break
            view[filled : filled + len(data)] = data
            filled += len(data)
            self.position += len(data)
        return filled
