"""Text as the tagger reads it: Han characters, words of other scripts, numbers and marks, each as six feature ids.

The ids are hashes of what a token is, of it with its neighbours (or of a word's beginning and end), its shape, what
word lists know of it, and its place in a word of the Chinese dictionary. Training and scanning both read text with
this module, so that weights and features fit.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from engine.patterns.spelling import HAN, has_han
from engine.scan.lexicon import DOUBLE_SURNAMES, HAN_BRANDS, PINYIN_SURNAMES, SURNAMES, TITLE, common_word
from engine.scan.pinyin_names import SYLLABLES
from engine.scan.words import english, han_words, latin_names

WORDS, PAIRS, SHAPES, FLAGS, PLACES = 32768, 32768, 256, 256, 64
"""Sizes of the tables the ids point into: words, pairs (two columns), shapes, flags, places in a word."""

_LETTER = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_TOKEN = re.compile(
    rf"[{_LETTER}]+(?:'(?!s(?![{_LETTER}]))[{_LETTER}]+)*(?![{_LETTER}0-9_.+%@:/'-])"
    r"|[A-Za-z0-9_.+%-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"
    r"|(?:https?://|www\.)[^\s\u3000-\u9fff\uff00-\uffef]{1,400}"
    rf"|[{_LETTER}]+(?:'(?!s(?![{_LETTER}]))[{_LETTER}]+)*"
    r"|[0-9]+|\n|[^\s]"
)
_WORD = re.compile(f"[{_LETTER}]")
_KANA, _HANGUL = re.compile("[\u3040-\u30ff]"), re.compile("[\uac00-\ud7af]")
_RUN = re.compile("[\u3400-\u9fff]{2,}")
_MARKS = {
    mark: number
    for number, mark in enumerate(",.:;!?-_/\\|()[]{}<>\"'`~@#$%^&*+=，。：；！？、（）【】《》“”‘’—…·￥", 20)
}
_BRAND = re.compile("|".join(sorted(HAN_BRANDS, key=len, reverse=True)))
_HONORIFICS = frozenset(
    "mr mrs ms miss dr prof sir madam mx herr frau monsieur mme señor sra sr dear hi hello".split()  # noqa: SIM905
)
_SURNAME, _COMMON, _GIVEN, _FAMILY, _SYLLABLE, _TITLED, _BRANDED, _HONORIFIC = (1 << bit for bit in range(8))
_FIRST_SURNAMES = frozenset(name[0] for name in DOUBLE_SURNAMES)
_ANY_WORD, _ANY_NUMBER, _MAIL, _LINK = range(1, 5)
_KEPT = 1 << 18
"""So many different tokens are remembered; then the memory starts over."""


Places = list[tuple[int, int]]


class _Vocabulary(dict[str, int]):
    """The row of each token seen in `rows`: its code in pairs, and its ids without what depends on neighbours."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = np.zeros((1024, 6), np.int64)

    def __missing__(self, token: str) -> int:
        number = len(self)
        if number == len(self.rows):
            self.rows = np.concatenate((self.rows, np.zeros_like(self.rows)))
        self.rows[number] = _known(token)
        self[token] = number
        return number


_vocabulary = _Vocabulary()


def split(text: str) -> Places:
    """The spans of the tokens of a folded text."""
    return [match.span() for match in _TOKEN.finditer(text)]


def features(texts: Sequence[tuple[str, Places]]) -> NDArray[np.int64]:
    """Ids (n, 6) of the tokens of texts: word, left, right, shape, flags, place; none depends on another text."""
    global _vocabulary
    if len(_vocabulary) > _KEPT:
        _vocabulary = _Vocabulary()
    numbers = [_vocabulary[text[start:end]] for text, places in texts for start, end in places]
    rows = _vocabulary.rows[numbers] if numbers else _vocabulary.rows[:0]
    ids = np.zeros_like(rows)
    if not numbers:
        return ids
    ids[:, :5] = rows[:, 1:]
    inner = np.ones(len(rows), np.bool_)  # tokens with another before them in their text
    firsts = list(accumulate((len(places) for _, places in texts), initial=0))
    inner[[first for first, (_, places) in zip(firsts, texts, strict=False) if places]] = False
    edges = np.fromiter(
        chain.from_iterable(chain.from_iterable(places for _, places in texts)), np.int64, 2 * len(rows)
    )
    behind = np.concatenate(([0], edges[1:-1:2])) * inner
    ids[:, 3] = 2 * ids[:, 3] + (edges[::2] > behind)
    codes = rows[:, 0]
    pairs = 1 + (codes[:-1] * 0x9E3779B1 + codes[1:] * 0x85EBCA6B >> 7) % (PAIRS - 1)
    np.copyto(ids[1:, 1], pairs, where=(ids[1:, 1] == 0) & inner[1:])
    np.copyto(ids[:-1, 2], pairs, where=(ids[:-1, 2] == 0) & inner[1:])
    for first, (text, places) in zip(firsts, texts, strict=False):
        if has_han(text):
            _mark_words(text, places, ids[first : first + len(places)])
    return ids


def _mark_words(text: str, places: Places, ids: NDArray[np.int64]) -> None:
    """Flag titles and brands, and fill the last column: where in a word of the dictionary a character stands."""
    number = np.zeros(len(text) + 1, np.int64)
    number[[start for start, _ in places]] = np.arange(len(places))
    for pattern, flag in ((TITLE, _TITLED), (_BRAND, _BRANDED)):
        for match in pattern.finditer(text):
            ids[number[match.start() : match.end()], 4] |= flag
    for run in _RUN.finditer(text):
        for begin, end, kind in han_words(run.group()):
            first, last = number[run.start() + begin], number[run.start() + end - 1]
            ids[first + 1 : last, 5] = kind * 4 + 2
            ids[first, 5], ids[last, 5] = kind * 4 + 1, kind * 4 + 3


def _known(token: str) -> tuple[int, int, int, int, int, int]:
    """A token's code in pairs, and its word, left, right, shape and flags; 0 for a neighbour that pairs fill."""
    if token.isalpha() and token.isascii():
        return _of_word(token)
    if token[0] == "\n":
        return 10, _word_id("\n"), 0, 0, 8, 0
    if "@" in token and len(token) > 1:
        return _MAIL, _word_id("<mail>"), 0, 0, 6, 0
    if len(token) > 1 and ("/" in token or token.startswith("www.")):
        return _LINK, _word_id("<link>"), 0, 0, 7, 0
    if _WORD.match(token):
        return _of_word(token)
    if token.isdigit():
        exact = token if len(token) <= 2 else token[:2] + "yy" if len(token) == 4 and token[:2] in ("19", "20") else ""
        return _ANY_NUMBER, _word_id(f"#{exact or len(token)}"), 0, 0, 90 + min(len(token), 20), 0
    if HAN.match(token):
        surname = _SURNAME * (token in SURNAMES or token in _FIRST_SURNAMES)
        return ord(token), _word_id(token), 0, 0, 1, surname
    shape = 2 if _KANA.match(token) else 3 if _HANGUL.match(token) else 4 if ord(token) > 0x2600 else 5
    return ord(token), _word_id(token), 0, 0, _MARKS.get(token, shape), 0


def _of_word(token: str) -> tuple[int, int, int, int, int, int]:
    plain = token.casefold()
    given, family = latin_names()
    flags = _SURNAME * (plain in PINYIN_SURNAMES) | _COMMON * (plain in english() or common_word(plain))
    flags |= _GIVEN * (plain in given) | _FAMILY * (plain in family)
    flags |= _SYLLABLE * (SYLLABLES.fullmatch(plain) is not None) | _HONORIFIC * (plain in _HONORIFICS)
    return _ANY_WORD, _word_id(plain), _edge_id("^" + plain[:3]), _edge_id("$" + plain[-3:]), _word_shape(token), flags


def _word_id(word: str) -> int:
    return 1 + crc32(word.encode(errors="surrogatepass")) % (WORDS - 1)


@lru_cache(maxsize=1 << 16)
def _edge_id(edge: str) -> int:
    return 1 + crc32(edge.encode(errors="surrogatepass")) % (PAIRS - 1)


def _word_shape(word: str) -> int:
    if len(word) == 1:
        return 10 + word.isupper()
    if word.islower():
        return 12
    if word.isupper():
        return 13 + (len(word) > 4)
    return 15 if word[0].isupper() and word[1:].islower() else 16 + word[0].isupper()
