"""Which of several things a text can hold, told by one pass of an Aho-Corasick automaton over it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import ahocorasick_rs

from engine.patterns.anchors import START, Words, spelled
from engine.patterns.spelling import encodable

_ELSEWHERE = bytes(not ord("a") <= byte <= ord("z") for byte in range(256))
"""Whether a byte of a spelling is no letter."""


class Gate:
    """Tells which of several things a text can hold, each with sets of words and a least number of digits.

    `conditions` are those sets and that number per thing; a text has one word of each set, in one of the spellings of
    `anchors`. What else is known of a text is told to `open` as further words.
    """

    def __init__(self, conditions: Sequence[tuple[Sequence[Words], int]]) -> None:
        numbers: dict[Words, int] = {}
        self._free: list[tuple[int, int]] = []
        self._by_set: dict[int, list[tuple[int, int, int]]] = {}
        for thing, (sets, digits) in enumerate(conditions):
            bits = [1 << numbers.setdefault(some, len(numbers)) for some in sets]
            if bits:
                self._by_set.setdefault(bits[0], []).append((thing, sum(set(bits)), digits))
            else:
                self._free.append((thing, digits))
        self._firsts = sum(self._by_set)
        masks: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])  # behind a letter, and elsewhere
        for some, number in numbers.items():
            for word in some:
                behind_and_elsewhere = masks[word.removeprefix(START)]
                behind_and_elsewhere[1] |= 1 << number
                if not word.startswith(START):
                    behind_and_elsewhere[0] |= 1 << number
        self._told = {word: elsewhere for word, (_, elsewhere) in masks.items()}
        self._masks = [mask for both in masks.values() for mask in both]
        self._automaton = ahocorasick_rs.BytesAhoCorasick([encodable(word).encode() for word in masks])

    def open(self, text: str, told: Iterable[str] = ()) -> list[int]:
        """The numbers of the things that `text` can hold, in order."""
        spellings = spelled(text)
        seen = 0
        words = self._automaton.find_matches_as_indexes(spellings, overlapping=True)
        for met in {2 * word + _ELSEWHERE[spellings[start - 1]] for word, start, _ in words}:
            seen |= self._masks[met]
        for word in told:
            seen |= self._told.get(word, 0)
        digits = spellings.count(b"0") // 2  # each stands in both spellings
        possible = [thing for thing, least in self._free if least <= digits]
        first = seen & self._firsts
        while first:
            bit = first & -first
            first ^= bit
            possible += [thing for thing, mask, least in self._by_set[bit] if seen & mask == mask and least <= digits]
        return sorted(possible)
