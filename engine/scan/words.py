"""Word lists: English words, given and family names of many countries, words and places of the Chinese dictionary."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from engine.scan.lexicon import common_word

ORDINARY, PLACE, NAME = 1, 2, 3
"""Kinds of words of the Chinese dictionary."""

_DATA = Path(__file__).resolve().parent.parent.parent / "data"
_LONGEST = 4


def is_common(word: str) -> bool:
    """Whether a capitalised word is an ordinary English one, none that is mostly a name."""
    plain = word.casefold().removesuffix("'s").rstrip("'-")
    return common_word(plain) or plain in english() or all(part in english() for part in plain.split("-"))


@cache
def english() -> frozenset[str]:
    """Ordinary English words in lower case (`data/english_words.txt`)."""
    return frozenset((_DATA / "english_words.txt").read_text(encoding="utf-8").split())


@cache
def latin_names() -> tuple[frozenset[str], frozenset[str]]:
    """Given names and family names in lower-case Latin letters (`data/latin_names.txt`)."""
    given, family = (_DATA / "latin_names.txt").read_text(encoding="utf-8").split("\n\n")
    return frozenset(given.split()), frozenset(family.split())


def han_words(run: str) -> Iterator[tuple[int, int, int]]:
    """Words of the dictionary in a run of Han characters as (start, end, kind), from the left, the longest first."""
    words, heads = _dictionary()
    at, end = 0, len(run)
    while at < end - 1:
        if run[at : at + 2] in heads:
            for length in range(min(_LONGEST, end - at), 1, -1):
                kind = words.get(run[at : at + length])
                if kind:
                    yield at, at + length, kind
                    at += length - 1
                    break
        at += 1


def is_ordinary(word: str) -> bool:
    """Whether Han characters are a word or place of the dictionary, and no name."""
    return _dictionary()[0].get(word, NAME) != NAME


@cache
def places() -> frozenset[str]:
    """Countries, cities and districts that are hardly anybody's name, as they are written (`data/places.txt`)."""
    return frozenset((_DATA / "places.txt").read_text(encoding="utf-8").replace("\n", "|").split("|")) - {""}


@cache
def _dictionary() -> tuple[dict[str, int], frozenset[str]]:
    """Words of `data/han_words.txt` with their kind, and the two characters each begins with."""
    parts = (_DATA / "han_words.txt").read_text(encoding="utf-8").split("\n\n")
    words = {word: kind for kind, part in enumerate(parts, 1) for word in part.split()}
    return words, frozenset(word[:2] for word in words)
