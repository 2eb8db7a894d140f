"""What a column says of another in its row: which document a number is of, whose account or card it is.

Rules: the `tellings` of `data/crm_exports.yaml`. What a cell names holds for its own row only.
"""

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from engine.catalogue import catalogue
from engine.model.rules import Telling
from engine.patterns.spelling import HAN, fold, simplified
from engine.scan.columns import plain

_LONGEST = 40  # characters of a cell that names a kind of value
_NUMBERED = re.compile("[0-9].*[0-9].*[0-9].*[0-9]")  # a value, not its name
_BEHIND = r"(?: ?(?:card|no\.?|number|号码?|原件|复印件|\([^()]*\)|\[[^\[\]]*\]|[0-9]+年?))*\W*$"
"""What may follow the name of a kind in its cell."""


class _Told(NamedTuple):
    """The column that tells, the columns it tells of, and what it says of them ("": what its cell names)."""

    by: int
    of: tuple[int, ...]
    meaning: str


def meanings_in_row(headers: tuple[str, ...], meanings: tuple[str, ...], cells: Sequence[str]) -> tuple[str, ...]:
    """What each cell of a row is: what its column means, or what another column tells of it."""
    told = _told(headers, meanings)
    if not told:
        return meanings
    found = list(meanings)
    for by, of, meaning in told:
        said = meaning or (names_kind(cells[by]) if by < len(cells) else "")
        if said:
            for column in of:
                found[column] = said
    return tuple(found)


@lru_cache(maxsize=4096)
def _told(headers: tuple[str, ...], meanings: tuple[str, ...]) -> tuple[_Told, ...]:
    """Which columns tell of which, in the order of the rules; a column that one tells of, no later rule tells of."""
    found: list[_Told] = []
    taken: set[int] = set()
    for telling in catalogue().tellings.values():
        if set(telling.unless).isdisjoint(meanings):
            told = [_Told(by, of, telling.meaning) for by, of in _pairs(telling, headers, meanings, taken)]
            taken.update(column for one in told for column in one.of)
            found += told
    return tuple(found)


def _pairs(
    telling: Telling, headers: tuple[str, ...], meanings: tuple[str, ...], taken: Container[int]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each column that tells by this rule, with those that it tells of."""
    names = [plain(header) for header in headers]
    called, wanted, alone = _plain(telling.called), _plain(telling.headers), _plain(telling.alone)
    for by, (name, meaning) in enumerate(zip(names, meanings, strict=True)):
        if meaning in telling.by or name in called:
            others = [n for n in range(len(names)) if n != by and n not in taken]
            of = [n for n in others if meanings[n] in telling.of or names[n] in wanted]
            if not of and not (telling.meaning and telling.meaning in meanings):
                of = sorted((n for n in others if names[n] in alone), key=lambda n: (n < by, abs(n - by)))[:1]
            if of:
                yield by, tuple(of)


@lru_cache(maxsize=256)
def _plain(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(plain, words))


@lru_cache(maxsize=4096)
def names_kind(cell: str) -> str:
    """The meaning whose values a cell names; "" if it names none, or holds a value itself."""
    if not cell or len(cell) > _LONGEST or _NUMBERED.search(cell):
        return ""
    match = _words().search(fold(cell).casefold())
    return _kinds()[match[0]] if match else ""


@cache
def _kinds() -> dict[str, str]:
    """The meanings by the words that name their values."""
    return {
        simplified(word).casefold(): meaning.id for meaning in catalogue().meanings.values() for word in meaning.named
    }


@cache
def _words() -> re.Pattern[str]:
    """Any of those words at the end of a cell, the longest first; Latin ones as whole words."""
    words = sorted(_kinds(), key=lambda word: (-len(word), word))
    whole = "|".join(w if HAN.search(w) else rf"(?<![a-z]){re.escape(w)}(?![a-z])" for w in words)
    return re.compile(rf"(?:{whole})(?={_BEHIND})")
