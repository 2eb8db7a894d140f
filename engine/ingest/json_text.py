"""JSON text as a stream of values: a window slides over it, and only the value at hand is in memory."""

import json
import re
from collections.abc import Iterator
from typing import TextIO

from engine.ingest.flat import NotANumber, Pairs

VALUE_LIMIT = 64 << 20
"""Characters of one value; a larger one is damage."""
_BLOCK = 1 << 20
_SPACE = " \t\r\n\x1e\ufeff"
_LINE_END = re.compile(r"[ \t,]*(?:[\r\n\x1e]|\Z)")
_DECODER = json.JSONDecoder(
    strict=False, object_pairs_hook=Pairs, parse_int=str, parse_float=str, parse_constant=NotANumber
)


class Damaged(Exception):
    """The text is no JSON from here on."""


class Unfinished(Damaged):
    """The text ends, or the limit is reached, in the middle of a value."""


class TooDeep(Exception):
    """A value is nested more deeply than can be decoded."""


class Values:
    """A cursor over JSON text."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._window, self._at = "", 0
        self._ended = False

    def peek(self) -> str:
        """The next character that is not white space, without taking it; "" at the end."""
        while True:
            while self._at < len(self._window) and self._window[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._window):
                return self._window[self._at]
            if not self._more():
                return ""

    def is_single(self) -> bool:
        """Whether nothing follows the next value, or it is too large to tell."""
        self.peek()
        start = self._at
        try:
            self.value(_BLOCK)
        except (Damaged, TooDeep):
            single = not self._objects_follow(start)
        else:
            single = not self.peek()
        self._at = start
        return single

    def is_line_of_list(self) -> bool:
        """Whether the next value is a list of plain values and another list follows it."""
        start = self._at
        try:
            value = self.value(_BLOCK)
            return isinstance(value, list) and not any(isinstance(each, list) for each in value) and self.peek() == "["
        except (Damaged, TooDeep):
            return False
        finally:
            self._at = start

    def ahead(self) -> object:
        """The next value without taking it, if it is no larger than a block; else None."""
        start = self._at
        try:
            return self.value(_BLOCK // 16)
        except (Damaged, TooDeep):
            return None
        finally:
            self._at = start

    def value(self, limit: int = VALUE_LIMIT) -> object:
        """Take the next value; one that is longer than `limit` is `Unfinished`."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._window, self._at)
            except RecursionError as error:
                raise TooDeep from error
            except ValueError as error:
                if not self._grown(limit):
                    raise (Unfinished if self._ended else Damaged) from error
                continue
            if end == len(self._window) and self._window[end - 1] not in '"]}' and self._more():
                continue
            self._at = end
            return value

    def elements(self) -> Iterator[tuple[object]]:
        """Take a list, element by element; each in a tuple, so that none is taken for an end."""
        self._take("[")
        if self.peek() == "]":
            self._at += 1
            return
        while True:
            yield (self.value(),)
            self._let_go()
            following = self.peek()
            self._at += 1
            if following == "," and self.peek() == "]":
                self._at += 1
                return
            if following == "]":
                return
            if following != ",":
                raise Damaged

    def names(self) -> Iterator[str]:
        """Take an object, name by name; who asks takes the value that follows each."""
        self._take("{")
        if self.peek() == "}":
            self._at += 1
            return
        while True:
            name = self.value()
            if not isinstance(name, str):
                raise Damaged
            self._take(":")
            self.peek()
            yield name
            self._let_go()
            following = self.peek()
            self._at += 1
            if following == "}":
                return
            if following != ",":
                raise Damaged

    def ends_line(self) -> bool:
        """Whether nothing but a line's end or the text's end follows."""
        if len(self._window) - self._at < 8:
            self._more()
        ends = bool(_LINE_END.match(self._window, self._at))
        if self.peek() == ",":
            self._at += 1
        self._let_go()
        return ends

    def skip_line(self) -> None:
        """Go to the next line."""
        while (end := self._window.find("\n", self._at)) < 0:
            self._at = len(self._window)
            if not self._more():
                return
        self._at = end + 1

    def _take(self, char: str) -> None:
        if self.peek() != char:
            raise Damaged
        self._at += 1

    def _objects_follow(self, start: int) -> bool:
        end = self._window.find("\n", start)
        return end >= 0 and self._window[end + 1 : end + 2] == "{"

    def _let_go(self) -> None:
        if self._at > _BLOCK:
            self._window, self._at = self._window[self._at :], 0

    def _grown(self, limit: int) -> bool:
        """Whether the window could be widened: doubled, so that a long value is not decoded over and over."""
        held = len(self._window) - self._at
        if held >= limit:
            return False
        wanted = max(_BLOCK, held)
        grown = False
        while wanted > 0 and self._more():
            wanted -= _BLOCK
            grown = True
        return grown

    def _more(self) -> bool:
        block = "" if self._ended else self._stream.read(_BLOCK)
        self._ended = not block
        self._window += block
        return bool(block)
