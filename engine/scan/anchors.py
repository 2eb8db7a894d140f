"""What a text must hold for a pattern to match in it, read off the pattern, so that most patterns need not be tried.

Of every pattern the words are derived of which each match contains at least one, and how many digits it has at the
least. One pass of an Aho-Corasick automaton over a text then tells which of all patterns can match. Only what follows
from the pattern counts, so nothing is missed by it. Patterns are read with the parser of the standard library, which
is not public there: tests/scan/test_anchors.py holds it to what it promises.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import product
from re import _constants as op  # pyright: ignore[reportAttributeAccessIssue]
from re import _parser as parser  # pyright: ignore[reportAttributeAccessIssue]
from typing import Any, NamedTuple

import ahocorasick_rs

from engine.scan.segments import encodable

_MOST = 3000
"""Words of one anchor; a pattern that needs more is taken for one that needs none."""
_FEW, _CLASS = 600, 12
_OTHERWISE = {0x130: "i", 0x131: "i"}
_DIGITS = "0123456789"
_ENOUGH, _RARE = 2, 3
"""What a word must weigh to tell anything; what a character weighs that is no Latin letter, digit or common mark."""
_COMMON = frozenset(".,:;-/()'!?")
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


class Needs(NamedTuple):
    """What every match of a pattern has: one of `words` (casefolded; empty if nothing is known) and `digits` digits."""

    words: frozenset[str] = frozenset()
    digits: int = 0


class _Part(NamedTuple):
    """A part of a pattern: all it can be, if that is few; a set of which it holds one, if known; its fewest digits."""

    exact: frozenset[str] | None
    words: frozenset[str] | None
    digits: int


_NOTHING = _Part(frozenset(("",)), None, 0)
_ANYTHING = _Part(None, None, 0)


def plain(text: str) -> str:
    """Text as anchors stand in it."""
    return (text if text.isascii() else encodable(text).translate(_OTHERWISE)).casefold()


def needs(pattern: re.Pattern[str]) -> Needs:
    """What every match of `pattern` has."""
    part = _sequence(parser.parse(pattern.pattern, pattern.flags))
    return Needs(_best((part.words, part.exact)) or frozenset(), part.digits)


def _best(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """The set whose weakest word tells most; none if it tells too little."""
    known = [some for some in sets if some and min(map(_weight, some)) >= _ENOUGH and len(some) <= _MOST]
    return max(known, key=lambda some: (min(map(_weight, some)), -len(some)), default=None)


def _weight(word: str) -> int:
    plain_ones = sum(c.isascii() and (c.isalnum() or c in _COMMON) for c in word)
    return plain_ones + _RARE * (len(word) - plain_ones - word.count(" "))


def _sequence(items: Iterable[tuple[Any, Any]]) -> _Part:
    """Parts in a row: runs of exact ones multiply to words, the best of all words stands for the whole."""
    run: frozenset[str] = frozenset(("",))
    words: frozenset[str] | None = None
    digits, beside, exact = 0, 0, True
    for kind, value in items:
        if kind is op.ASSERT:  # what stands ahead or behind may be read again as another part
            seen = _sequence(value[1])
            words, beside = _best((words, seen.words, seen.exact)), max(beside, seen.digits)
            continue
        part = _part(kind, value)
        digits += part.digits
        if part.exact is not None and len(run) * len(part.exact) <= _FEW:
            run = frozenset(left + right for left, right in product(run, part.exact))
            continue
        words = _best((words, run, part.words))
        run, exact = part.exact or frozenset(("",)), False
    words = _best((words, run))
    return _Part(run if exact else None, words, max(digits, beside))


def _part(kind: Any, value: Any) -> _Part:
    if kind is op.LITERAL:
        return _Part(frozenset((plain(chr(value)),)), None, int(chr(value) in _DIGITS))
    if kind in (op.AT, op.ASSERT_NOT):
        return _NOTHING
    if kind is op.IN:
        return _class(value)
    if kind is op.BRANCH:
        return _either([_sequence(branch) for branch in value[1]])
    if kind is op.SUBPATTERN:
        return _sequence(value[3])
    if kind is op.ATOMIC_GROUP:
        return _sequence(value)
    if kind in _REPEATS:
        least, most, inner = value
        part = _sequence(inner)
        if most == 1:
            return part if least else _either([_NOTHING, part])
        return _Part(None, _best((part.words, part.exact)) if least else None, part.digits * least)
    return _ANYTHING


def _either(branches: Sequence[_Part]) -> _Part:
    exact = [branch.exact for branch in branches if branch.exact is not None]
    every = len(exact) == len(branches) and sum(map(len, exact)) <= _MOST
    words = [_best((branch.words, branch.exact)) for branch in branches]
    known = [some for some in words if some is not None]
    return _Part(
        frozenset().union(*exact) if every else None,
        frozenset().union(*known) if len(known) == len(branches) else None,
        min(branch.digits for branch in branches),
    )


def _class(items: Sequence[tuple[Any, Any]]) -> _Part:
    """A set of characters: all of them if they are few, and whether they are digits only."""
    characters: set[str] = set()
    for kind, value in items:
        if kind is op.LITERAL:
            characters.add(chr(value))
        elif kind is op.RANGE and value[1] - value[0] < _CLASS:
            characters.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return _ANYTHING
    digits = int(bool(characters) and characters <= set(_DIGITS))
    few = not digits and len(characters) <= _CLASS
    return _Part(frozenset(map(plain, characters)) if few else None, None, digits)


class Gate:
    """Tells which of several things a text can hold, each with a least number of digits and sets of words.

    `conditions` are those sets and that number per thing; a text has one word of each set. What else is known of a
    text than its words is told to `open` as further words.
    """

    def __init__(self, conditions: Sequence[tuple[Sequence[frozenset[str]], int]]) -> None:
        numbers: dict[frozenset[str], int] = {}
        self._free: list[tuple[int, int]] = []
        self._by_set: dict[int, list[tuple[int, int, int]]] = {}
        for thing, (sets, digits) in enumerate(conditions):
            bits = [1 << numbers.setdefault(some, len(numbers)) for some in sets]
            if bits:
                self._by_set.setdefault(bits[0], []).append((thing, sum(set(bits)), digits))
            else:
                self._free.append((thing, digits))
        words = sorted({word for some in numbers for word in some})
        self._masks = [sum(1 << number for some, number in numbers.items() if word in some) for word in words]
        self._told = dict(zip(words, self._masks, strict=True))
        self._automaton = ahocorasick_rs.AhoCorasick(words)

    def open(self, text: str, told: Iterable[str] = ()) -> list[int]:
        """The numbers of the things that `text`, in the form of `plain`, can hold, in order."""
        seen = 0
        for word, _, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            seen |= self._masks[word]
        for word in told:
            seen |= self._told.get(word, 0)
        digits = sum(map(text.count, _DIGITS))
        possible = [thing for thing, least in self._free if least <= digits]
        for bit, things in self._by_set.items():
            if seen & bit:
                possible += [thing for thing, mask, least in things if seen & mask == mask and least <= digits]
        return sorted(possible)
