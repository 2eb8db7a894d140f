"""SQL text as a stream of tokens, of which only the one at hand is in memory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from engine.ingest.window import Window

TOKEN_LIMIT = 64 << 20
"""Characters of one string or comment; a longer one is cut off there."""
_OPENING = re.compile(r"""['"`]|[eEnNxX]'|/(?:\*|\Z)|\$\w*(?:\$|\Z)|\[[^\[\]\n]*\Z""")
_COMMON = r"""
    (?P<space>\s+|--[^\n]*|\#[^\n]*|/\*.*?\*/)
  | (?P<hex>0[xX][0-9A-Fa-f]+(?!\w)|[xX]'[0-9A-Fa-f\s]*')
  | (?P<escaped>[eE]'(?:[^'\\]++|\\.|'')*+')
  | (?P<string>(?:[nN]|[uU]&)?'{string}')
  | (?P<dollar>\$(?P<tag>\w*)\$.*?\$(?P=tag)\$)
  | (?P<quoted>"{quoted}"|`(?:[^`]++|``)*+`|\[[^\[\]\n]*\])
  | (?P<word>(?![eEnNxX]')[^\W\d][\w$@\#]*)
  | (?P<number>[-+]?\.?\d(?:[eE][-+]|[\w.:])*)
  | (?P<mark>.)
"""
_PLAIN = r"(?:[^{0}]++|{0}{0})*+"
_BACKSLASHED = r"(?:[^{0}\\]++|\\.|{0}{0})*+"
_FLAGS = re.VERBOSE | re.DOTALL


def _pattern(body: str) -> re.Pattern[str]:
    text = _COMMON.replace("{string}", body.format("'")).replace("{quoted}", body.format('"'))
    return re.compile(text, _FLAGS)


_STANDARD, _MYSQL = _pattern(_PLAIN), _pattern(_BACKSLASHED)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "0": "", "Z": ""}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of SQL: its kind, what it says without its quotes, and whether it is the first of its line."""

    kind: str
    text: str
    fresh: bool = False

    def __bool__(self) -> bool:
        return self.kind != "end"

    @property
    def word(self) -> str:
        """The keyword in capitals; "" of anything else."""
        return self.text.upper() if self.kind == "word" else ""


END = Token("end", "")


class Tokens:
    """A cursor over SQL text; `backslashes` says whether they escape in strings, as in MySQL."""

    def __init__(self, stream: TextIO, *, backslashes: bool) -> None:
        self._window, self._backslashes = Window(stream), backslashes
        self._match = (_MYSQL if backslashes else _STANDARD).match
        self._fresh = True
        self._held: list[Token] = []

    def hold(self, token: Token) -> None:
        """Put a token back."""
        self._held.append(token)

    def next(self) -> Token:
        """Take the next token; `END` at the end."""
        if self._held:
            return self._held.pop()
        window, fresh = self._window, self._fresh
        while True:
            match = self._match(window.text, window.at)
            if match is None or (match.end() == len(window.text) and not window.ended):
                if window.more():
                    continue
                if match is None:
                    return END
            kind, text = str(match.lastgroup), match[0]
            if kind == "mark" and _OPENING.match(window.text, window.at):
                opened = self._opened(text)
                if opened is None:
                    continue
                if opened:
                    return Token("unclosed", opened, fresh)
            window.at = match.end()
            window.let_go()
            if kind == "space":
                fresh = fresh or "\n" in text or text[0] in "-#"
                continue
            self._fresh = False
            return (
                Token("dollar", text.split("$", 2)[2].rpartition("$")[0].rpartition("$")[0], fresh)
                if kind in ("dollar", "tag")
                else Token(kind, self._plain(kind, text), fresh)
            )

    def lines(self) -> Iterator[str]:
        """Take whole lines, from the next one on, until whoever asks stops."""
        self._rest_of_line()
        while line := self._rest_of_line():
            yield line
        self._fresh = True

    def _rest_of_line(self) -> str:
        window = self._window
        while (end := window.text.find("\n", window.at)) < 0 and window.ahead < TOKEN_LIMIT:
            if not window.more():
                end = len(window.text) - 1
                break
        end = end if end >= 0 else len(window.text) - 1
        line, window.at = window.text[window.at : end + 1], end + 1
        window.let_go()
        self._fresh = True
        return line

    def _opened(self, mark: str) -> str | None:
        """What a quote without an end opens: None if more text could hold the end, "" if the mark stands for itself."""
        window = self._window
        if window.ahead < TOKEN_LIMIT and window.doubled():
            return None
        if mark in "[$" or (mark == "/" and window.at + 1 == len(window.text)):
            return ""
        text = window.text[window.at + 1 :].removeprefix("'")
        window.at = len(window.text)
        return text or mark

    def _plain(self, kind: str, text: str) -> str:
        if kind in ("word", "number", "mark", "hex"):
            return text
        if kind == "quoted" and text[0] == "[":
            return text[1:-1]
        quote = text[-1]
        inner = text[text.index(quote) + 1 : -1]
        if quote + quote in inner:
            inner = inner.replace(quote + quote, quote)
        if "\\" in inner and (kind == "escaped" or (self._backslashes and quote != "`")):
            inner = _ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[1]), inner)
        return inner
