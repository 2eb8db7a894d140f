"""What a text must hold for a pattern to match in it, read off the pattern, so that most patterns need not be tried.

Of every pattern sets of words are derived of which each match holds one word each, and how many digits it has at the
least. A word stands in one of two spellings of a text: folded, without case, or as its shape, in which every small
letter is like every other and every capital too; in both a digit is like every other. A word that begins with `START`
stands where no letter is before it. Only what follows from the pattern counts, so nothing is missed by it. Patterns are
read with the parser of the standard library, which is not public there: tests/patterns/test_anchors.py holds it to what
it promises.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, product, starmap
from math import log2
from operator import itemgetter
from re import _constants as op  # pyright: ignore[reportAttributeAccessIssue]
from re import _parser as parser  # pyright: ignore[reportAttributeAccessIssue]
from typing import Any, NamedTuple

from engine.patterns.spelling import encodable

Words = frozenset[str]

_FEW, _CLASS, _POWERS, _ROW = 600, 12, 40, 20
"""Words a part of a pattern can be, characters of a class, words of a repeated part, and repeats looked at."""
_MOST, _SETS = 3000, 3
"""Words of one set, and sets of one pattern."""
_ENOUGH, _PLENTY = 6.0, 14.0
"""Bits a place of a text from which a set tells anything; bits from which no further set is worth looking for."""
_CUTS = (8, 4, 2, 1, 0)
"""Lengths to which words are cut where they become too many."""
_LOWER, _UPPER = "\x01", "\x02"
START = "\x03"
"""What a word begins with that stands where no letter is before it."""
_DIGITS, _LETTERS = "0123456789", frozenset("abcdefghijklmnopqrstuvwxyz")
_ODD = {0x130: "i", 0x131: "i", 0x17F: "s", 0x212A: "k"}
"""Letters outside ASCII that a pattern without case takes for one of ASCII."""
_LONG = {ord(c): c.casefold() + START for c in "\u00df\u0149\u1e9e\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"}
"""Letters that fold into some of ASCII though no pattern takes them for one: a word may start behind them."""
_WEIGHED = {START: (0, 0), _LOWER: (0.5, 0.3), "?": (0.5, 0.3), _UPPER: (5, 1.5), "0": (5, 1.5), " ": (2.7, 2)}
"""Bits of characters, and behind another of their kind; "?" is the shape of every Han character."""
_SAME_DIGIT = {ord(digit): "0" for digit in _DIGITS}
_SAME_DIGIT_BYTES = bytes.maketrans(_DIGITS.encode(), b"0" * 10)
_SHAPE = bytes(
    ord("0" if chr(c) in _DIGITS else _LOWER if chr(c).islower() else _UPPER if chr(c).isupper() else chr(c))
    for c in range(128)
).ljust(256)
_COMMON_MARKS = frozenset(".,:;-/()'\n")
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


class Needs(NamedTuple):
    """What every match of a pattern has: a word of each of `words`, in one of the spellings, and `digits` digits."""

    words: tuple[Words, ...] = ()
    digits: int = 0


class _Part(NamedTuple):
    """A part of a pattern: all it can be, if that is few; what it begins and ends with; sets it holds; its digits."""

    exact: Words | None
    begins: Words
    ends: Words
    held: tuple[Words, ...]
    digits: int


_EMPTY: Words = frozenset(("",))
_NOTHING = _Part(_EMPTY, _EMPTY, _EMPTY, (), 0)
_ANYTHING = _Part(None, _EMPTY, _EMPTY, (), 0)
_AT_START = _Part(frozenset((START,)), frozenset((START,)), frozenset((START,)), (), 0)


def spelled(text: str) -> bytes:
    """A text in both spellings, one behind the other."""
    plain = text if text.isascii() else encodable(text).translate(_ODD)
    shape = plain.encode("ascii", "replace").translate(_SHAPE)
    wide = plain if text.isascii() else plain.translate(_LONG)
    return b"\n%b\n%b" % (wide.casefold().encode().translate(_SAME_DIGIT_BYTES), shape)


def folded(word: str) -> str:
    """A word as it stands in folded texts."""
    return word.translate(_ODD).translate(_LONG).casefold().translate(_SAME_DIGIT)


def needs(pattern: re.Pattern[str]) -> Needs:
    """What every match of `pattern` has."""
    parsed = parser.parse(pattern.pattern, pattern.flags)
    parts = [_Reader(form).sequence(parsed, bool(pattern.flags & re.IGNORECASE)) for form in (_folded, _shape)]
    sets = _rarest(words for part in parts for words in (part.exact, *part.held))
    return Needs(tuple(_enough(sets)), parts[0].digits)


def tells(words: Words) -> bool:
    """Whether texts that hold one of these words are rare enough to look for them."""
    return bool(words) and _rarity(words) >= _ENOUGH


@cache
def _folded(c: str, either: bool) -> str:
    return folded(c)


@cache
def _shape(c: str, either: bool) -> str:
    """The shape of a character; none of a letter in either case."""
    plain = c.translate(_ODD)
    if either and plain.lower() != plain.upper():
        return ""
    return chr(_SHAPE[ord(plain)]) if plain.isascii() else "?"


@cache
def _rarity(words: Words) -> float:
    """How rare the words of a set are in texts, in bits a place."""
    return -log2(sum(2 ** -_bits(word) for word in words))


@cache
def _bits(word: str) -> float:
    bits, last = 0.0, ""
    for c in word:
        kind, alone, behind = _kind(c)
        bits += behind if kind == last else alone
        last = kind
    return bits


@cache
def _kind(c: str) -> tuple[str, float, float]:
    """What a character is, its bits in English text, and its bits behind another of its kind."""
    if c in _WEIGHED:
        return c, *_WEIGHED[c]
    if not c.isascii():
        return "foreign", 10.0, 6.0
    return ("letter", 4.3, 4.3) if c.islower() else ("mark", 5.5 if c in _COMMON_MARKS else 8.0, 3.0)


def _rarest(sets: Iterable[Words | None], most: int = _SETS) -> list[Words]:
    """The rarest of the sets; none that tells too little or is too large."""
    known = {some for some in sets if some and len(some) <= _MOST and "" not in some and tells(some)}
    return sorted(known, key=lambda some: (-_rarity(some), len(some), min(some)))[:most]


def _enough(sets: Iterable[Words]) -> Iterator[Words]:
    """Sets until they tell plenty, without words that begin or end with another of their set."""
    told = 0.0
    for words in sets:
        if told < _PLENTY:
            yield frozenset(
                word for word in words if not any(word[:n] in words or word[n:] in words for n in range(1, len(word)))
            )
        told += _rarity(words)


def _first(words: Words, most: int) -> Words:
    """Words, or so much of their beginnings that these are no more than `most`."""
    cut = (frozenset(word[:length] for word in words) for length in _CUTS)
    return words if len(words) <= most else next(some for some in cut if len(some) <= most)


def _last(words: Words, most: int) -> Words:
    """Words, or so much of their ends that these are no more than `most`."""
    cut = (frozenset(word[-length:] if length else "" for word in words) for length in _CUTS)
    return words if len(words) <= most else next(some for some in cut if len(some) <= most)


def _met(left: str, right: str) -> str:
    """Two words in a row; what stands before the second is known now."""
    return left + right.removeprefix(START) if left else right


def _joined(parts: Iterable[_Part]) -> _Part:
    """Parts in a row: what one ends with and the next begins with makes longer words."""
    run, first, digits = _EMPTY, None, 0
    held: list[Words] = []
    for part in parts:
        digits += part.digits
        held += part.held
        left = _last(run, _FEW // len(part.begins))
        met = part.begins if left == _EMPTY else frozenset(starmap(_met, product(left, part.begins)))
        if left is not run:
            held.append(run)
            first = run if first is None else first
        if part.exact is None:
            held.append(met)
            first = met if first is None else first
        run = met if part.exact is not None else part.ends
    if first is None:
        return _Part(run, run, run, tuple(_rarest(held)), digits)
    return _Part(None, first, run, tuple(_rarest((*held, run))), digits)


def _either(branches: Sequence[_Part]) -> _Part:
    """One of several parts."""
    digits = min(branch.digits for branch in branches)
    begins, ends = (_union(words) for words in ((b.begins for b in branches), (b.ends for b in branches)))
    if len(begins) <= _FEW and all(branch.exact is not None for branch in branches):
        return _Part(begins, begins, begins, (), digits)
    best = [_rarest((branch.exact, *branch.held), 1) for branch in branches]
    held = _rarest((_union(one[0] for one in best),)) if all(best) else ()
    return _Part(None, _first(begins, _FEW), _last(ends, _FEW), tuple(held), digits)


def _union(sets: Iterable[Words]) -> Words:
    return frozenset[str]().union(*sets)


def _repeated(part: _Part, least: int, most: int) -> _Part:
    """A part so many times in a row."""
    if most == 1 and not least:
        return _either((_NOTHING, part))
    times = range(least, most + 1) if most <= _ROW else ()
    if part.exact is not None and 0 < sum(len(part.exact) ** each for each in times) <= _POWERS:
        return _either([_joined([part] * each) for each in times])
    if not least:
        return _ANYTHING
    row = _joined([part] * min(least, _ROW))
    if least == most <= _ROW:
        return row
    return _Part(None, row.begins, row.ends, tuple(_rarest((row.exact, *row.held))), part.digits * least)


class _Reader:
    """Reads a parsed pattern in one spelling: how it writes a character, and "" where that tells nothing."""

    def __init__(self, form: Callable[[str, bool], str]) -> None:
        self._form = form

    def sequence(self, items: Iterable[tuple[Any, Any]], either: bool) -> _Part:
        """Items in a row; `either` says that they are read without case."""
        parts: list[_Part] = []
        beside = 0
        for kind, run in groupby(items, key=itemgetter(0)):
            values = [value for _, value in run]
            if kind is op.LITERAL:
                parts += self._literals(values, either)
            elif kind is op.ASSERT:  # what stands ahead or behind may be read again as another part
                seen = [self.sequence(inner, either) for _, inner in values]
                parts += [_NOTHING._replace(held=tuple(_rarest((part.exact, *part.held)))) for part in seen]
                beside = max(beside, *(part.digits for part in seen))
            else:
                parts += [self._part(kind, value, either) for value in values]
        joined = _joined(parts) if len(parts) != 1 else parts[0]
        return joined._replace(digits=max(joined.digits, beside))

    def _literals(self, codes: Iterable[int], either: bool) -> Iterator[_Part]:
        forms = (self._form(chr(code), either) for code in codes)
        for told, run in groupby(forms, key=bool):
            words = frozenset(("".join(run),))
            yield _Part(words, words, words, (), sum(word.count("0") for word in words)) if told else _ANYTHING

    def _part(self, kind: Any, value: Any, either: bool) -> _Part:
        if kind in (op.AT, op.ASSERT_NOT):
            starts = kind is op.ASSERT_NOT and either and self._form is _folded and _is_letter_before(*value)
            return _AT_START if starts else _NOTHING
        if kind is op.IN:
            return self._one_of(_characters(value), either)
        if kind is op.BRANCH:
            return _either([self.sequence(branch, either) for branch in value[1]])
        if kind is op.SUBPATTERN:
            either = (either or bool(value[1] & re.IGNORECASE)) and not value[2] & re.IGNORECASE
            return self.sequence(value[3], either)
        if kind is op.ATOMIC_GROUP:
            return self.sequence(value, either)
        if kind in _REPEATS:
            return _repeated(self.sequence(value[2], either), value[0], value[1])
        return _ANYTHING

    def _one_of(self, characters: set[str], either: bool) -> _Part:
        forms = frozenset(self._form(c, either) for c in characters)
        digits = int(bool(characters) and characters <= set(_DIGITS))
        if not forms or "" in forms or len(forms) > _CLASS:
            return _ANYTHING._replace(digits=digits)
        return _Part(forms, forms, forms, (), digits)


def _is_letter_before(direction: int, items: Sequence[tuple[Any, Any]]) -> bool:
    """Whether an assertion looks at the character before, and is true of every letter."""
    return direction < 0 and len(items) == 1 and items[0][0] is op.IN and _characters(items[0][1]) >= _LETTERS


def _characters(items: Iterable[tuple[Any, Any]]) -> set[str]:
    """The characters of a class; of many outside ASCII some that stand for all; none where others are meant."""
    found: set[str] = set()
    for kind, value in items:
        if kind is op.LITERAL:
            found.add(chr(value))
        elif kind is op.RANGE:
            first, last = value
            found.update(map(chr, range(first, min(last, max(first, 128) + 4 * _CLASS) + 1)))
            found.update(chr(c) for c in _ODD if first <= c <= last)
        else:
            return set()
    return found
