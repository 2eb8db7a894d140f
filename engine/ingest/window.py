"""A window that slides over a text, so that a text of any size costs the memory of the piece at hand."""

from typing import TextIO

BLOCK = 1 << 20
"""Characters read at a time."""


class Window:
    """The part of a text that is in memory: `text`, with `at` where its reader stands; `ended`: nothing follows it."""

    __slots__ = ("_stream", "at", "ended", "text")

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.text, self.at, self.ended = "", 0, False

    @property
    def ahead(self) -> int:
        """Characters from where the reader stands."""
        return len(self.text) - self.at

    def more(self) -> bool:
        """Widen the window by a block; False where the text has ended."""
        block = "" if self.ended else self._stream.read(BLOCK)
        self.ended = not block
        self.text += block
        return bool(block)

    def doubled(self) -> bool:
        """Double what lies ahead, so that a long piece is not looked at block by block; False if the text has ended."""
        wanted, grown = max(BLOCK, self.ahead), False
        while wanted > 0 and self.more():
            wanted -= BLOCK
            grown = True
        return grown

    def let_go(self) -> None:
        """Forget what lies behind, once it is more than a block."""
        if self.at > BLOCK:
            self.text, self.at = self.text[self.at :], 0
