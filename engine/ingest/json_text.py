"""JSON text as a stream of values, of which only the one at hand is in memory."""

import json
import re
from collections.abc import Iterator
from typing import TextIO

from engine.ingest.flat import NotANumber, Pairs
from engine.ingest.window import BLOCK, Window

VALUE_LIMIT = 64 << 20
"""Characters of one value; a larger one is damage."""
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
        self._window = Window(stream)

    def peek(self) -> str:
        """The next character that is not white space, without taking it; "" at the end."""
        window = self._window
        while True:
            while window.at < len(window.text) and window.text[window.at] in _SPACE:
                window.at += 1
            if window.at < len(window.text):
                return window.text[window.at]
            if not window.more():
                return ""

    def is_single(self) -> bool:
        """Whether nothing follows the next value, or it is too large to tell."""
        self.peek()
        start = self._window.at
        try:
            self.value(BLOCK)
        except (Damaged, TooDeep):
            single = not self._objects_follow(start)
        else:
            single = not self.peek()
        self._window.at = start
        return single

    def is_line_of_list(self) -> bool:
        """Whether the next value is a list of plain values and another list follows it."""
        start = self._window.at
        try:
            value = self.value(BLOCK)
            return isinstance(value, list) and not any(isinstance(each, list) for each in value) and self.peek() == "["
        except (Damaged, TooDeep):
            return False
        finally:
            self._window.at = start

    def ahead(self) -> object:
        """The next value without taking it, if it is no larger than a block; else None."""
        start = self._window.at
        try:
            return self.value(BLOCK // 16)
        except (Damaged, TooDeep):
            return None
        finally:
            self._window.at = start

    def value(self, limit: int = VALUE_LIMIT) -> object:
        """Take the next value; one that is longer than `limit` is `Unfinished`."""
        window = self._window
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(window.text, window.at)
            except RecursionError as error:
                raise TooDeep from error
            except ValueError as error:
                if window.ahead >= limit or not window.doubled():
                    raise (Unfinished if window.ended else Damaged) from error
                continue
            if end == len(window.text) and window.text[end - 1] not in '"]}' and window.more():
                continue
            window.at = end
            return value

    def elements(self) -> Iterator[tuple[object]]:
        """Take a list, element by element; each in a tuple, so that none is taken for an end."""
        window = self._window
        self._take("[")
        if self.peek() == "]":
            window.at += 1
            return
        while True:
            yield (self.value(),)
            window.let_go()
            following = self.peek()
            window.at += 1
            if following == "," and self.peek() == "]":
                window.at += 1
                return
            if following == "]":
                return
            if following != ",":
                raise Damaged

    def names(self) -> Iterator[str]:
        """Take an object, name by name; who asks takes the value that follows each."""
        window = self._window
        self._take("{")
        if self.peek() == "}":
            window.at += 1
            return
        while True:
            name = self.value()
            if not isinstance(name, str):
                raise Damaged
            self._take(":")
            self.peek()
            yield name
            window.let_go()
            following = self.peek()
            window.at += 1
            if following == "}":
                return
            if following != ",":
                raise Damaged

    def ends_line(self) -> bool:
        """Whether nothing but a line's end or the text's end follows."""
        window = self._window
        if window.ahead < 8:
            window.more()
        ends = bool(_LINE_END.match(window.text, window.at))
        if self.peek() == ",":
            window.at += 1
        window.let_go()
        return ends

    def skip_line(self) -> None:
        """Go to the next line."""
        window = self._window
        while (end := window.text.find("\n", window.at)) < 0:
            window.at = len(window.text)
            if not window.more():
                return
        window.at = end + 1

    def _take(self, char: str) -> None:
        if self.peek() != char:
            raise Damaged
        self._window.at += 1

    def _objects_follow(self, start: int) -> bool:
        window = self._window
        end = window.text.find("\n", start)
        return end >= 0 and window.text[end + 1 : end + 2] == "{"
