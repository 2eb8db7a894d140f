"""Terms and shapes that people listed, found in text in one pass whose time grows with the text alone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from engine.patterns.spelling import fold
from engine.scan.shapes import within

_Trie = dict[str, "_Trie"]
_END = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A term or a shape (`is_shape`) to look for; `key` tells the caller which it was."""

    key: int
    text: str
    is_shape: bool = False


class ListedText:
    """Finds what is listed in any text, in either case and in full or half width; Latin words only as whole words."""

    def __init__(self, entries: Sequence[Listed]) -> None:
        self._terms = {plain(one.text): one.key for one in entries if not one.is_shape and plain(one.text)}
        trie = _trie(self._terms)
        self._words = re.compile(_expression(trie)) if trie else None
        self._shapes = [(re.compile(within(one.text)), one.key) for one in entries if one.is_shape]

    def __bool__(self) -> bool:
        return bool(self._words or self._shapes)

    def spans(self, text: str) -> list[tuple[int, int, int]]:
        """(start, end, key) of what is listed, in the order of the text, none overlapping another; terms win."""
        folded = plain(text)
        if len(folded) != len(text):  # a letter whose lower case is longer; offsets would not hold
            folded = fold(text)
        chosen: list[tuple[int, int, int]] = []
        taken = bytearray(len(text))
        for start, end, key in self._found(folded):
            if 1 not in taken[start:end]:
                taken[start:end] = b"\1" * (end - start)
                chosen.append((start, end, key))
        return sorted(chosen)

    def _found(self, text: str) -> Iterator[tuple[int, int, int]]:
        if self._words:
            for match in self._words.finditer(text):
                yield *match.span(), self._terms[match[0]]
        for pattern, key in self._shapes:
            yield from ((*match.span(), key) for match in pattern.finditer(text))


def plain(text: str) -> str:
    """The form in which listed terms are compared."""
    return fold(text).lower()


def sieve(entries: Iterable[Listed]) -> str:
    """A regular expression (RE2's) that fits every JSON text in which an entry may be found, and few others."""
    found = ("".join(_in_json(sign, one.is_shape) for sign in plain(one.text)) for one in entries)
    return f"(?is){'|'.join(found)}"


def _in_json(sign: str, in_shape: bool) -> str:
    """What may stand in a raw JSON text where a listed text has this sign."""
    if sign < " ":
        return ".{1,6}"
    if in_shape and not sign.isalnum() and sign not in "#@":
        return ".?"
    told = {"#": "0-9\uff10-\uff19", "@": "a-z\uff41-\uff5a"}[sign] if in_shape and sign in "#@" else re.escape(sign)
    escaped = "\\\\?" if sign in '"\\' else ""
    return f"{escaped}[{told}{_written().get(sign, '')}]" if sign != " " else f"(?:[{told}{_written()[' ']}]|&nbsp;)"


@cache
def _written() -> Mapping[str, str]:
    """By plain sign, the others that are read as it."""
    signs = "".join(map(chr, (*range(0xA0, 0xD800), *range(0xE000, 0x30000))))
    found: dict[str, str] = defaultdict(str)
    for sign, folded in zip(signs, fold(signs), strict=True):
        if sign != folded:
            found[folded.lower()] += re.escape(sign)
    return found


def _trie(words: Iterable[str]) -> _Trie:
    root: _Trie = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[_END] = {}
    return root


def _expression(node: _Trie, before: str = "") -> str:
    """The longest word at a place; a letter or digit neither precedes nor follows one of its kind."""
    branches = []
    for character, below in node.items():
        if character == _END:
            continue
        edge = "(?<![0-9a-z])" if not before and _latin(character) else ""
        branches.append(edge + re.escape(character) + _expression(below, character))
    if _END in node:
        branches.append("(?![0-9a-z])" if _latin(before) else "")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
