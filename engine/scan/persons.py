"""Names that the tagger marks, held against what a name looks like: no brand, pet, place, code, firm or program."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from engine.patterns.spelling import HAN
from engine.scan.han_persons import ORGANISED, han_person
from engine.scan.lexicon import BRANDS, PINYIN_SURNAMES, TITLE
from engine.scan.pets import is_pet
from engine.scan.words import is_common, latin_names, places

_LIKELY = 0.85
_WORDS = 3
_JOINED = re.compile(r"[A-Za-z0-9_-]+")
_CODE_DIGITS, _LONGEST_CODE = 2, 3
_LONGEST_BRAND = 24
_LONGEST_KEY, _KEYED = 4, re.compile(r": ?[0-9]{5}")
"""Few capitals before a colon and a long number say what number it is."""
_LETTER = re.compile("[A-Za-z]")
_LISTED = re.compile(r"(?<=[\u4e00-\u9fff])[、/](?=[\u4e00-\u9fff])")
"""Where a mark of several Chinese names of a list is cut."""
_NEXT_WORD = re.compile(r" ([A-Z\u00c0-\u00de][a-z\u00df-\u024f'-]+|[A-Z]{3,})(?![A-Za-z0-9@_./:])")
_NOBODY_WORDS = (
    "mum mom mummy mommy dad daddy nan gran grandma grandad grandpa auntie uncle babe baby bride groom guest driver "
    "pax tbc tbd tba t.b.c n/a nil e.g p.s"
)
_NOBODY = frozenset(_NOBODY_WORDS.split())
"""Kin and parts that people play, and what stands where nobody does."""
_NUMBERED = re.compile(
    r"(?i:hall|room|gate|block|tower|building|terminal|zone|section|set|box|class|table|pier|wing|locker) $"
)
"""What makes of a single letter the number of a place, standing before it."""
_NAMELESS = re.compile(r"column [0-9]+: ")
"""What is read before a cell of a table without heads: a word alone there is as often a town as a person."""
_PERSONA = re.compile(
    r",? (?i:our|your|the|an?) (?i:virtual|digital|AI|automated|online) |,? (?i:your) (?:[a-z]+ ){0,2}"
    r"(?i:assistant|helper|bot)(?![a-z])|[,，]?(?:智能|虚拟)(?:客服|助手)| ?🤖|"
    r" ?[(](?i:virtual|AI|digital|automated|bot)(?![a-z])"
)
"""What makes of a name a machine's, standing behind it."""
_CHATBOT = re.compile("🤖|助手|客服|(?i:assistant|helper|bot|virtual|digital|AI|automated|online)")


def person(text: str, start: int, end: int, score: float) -> tuple[int, int] | None:
    """Where a name really stands that is marked in a folded text with a score; None if it is nobody's."""
    line = text.find("\n", start, end)
    end = line if line >= 0 else end
    if (
        (not TITLE.match(text, end) and is_pet(text, start, end))
        or _is_brand(text, start, end)
        or (text[start:end] in places() and not TITLE.match(text, end))
    ):
        return None
    if HAN.search(text, start, end):
        listed = _LISTED.search(text, start, end)
        return han_person(text, start, listed.start() if listed else end, score)
    name = text[start:end]
    letters = sum(c.isalpha() for c in name)
    if any(c.isdigit() for c in name) or not letters or ORGANISED.match(text, end) or _is_machine(text, name):
        return None
    if name.casefold().rstrip(".").removesuffix("'s") in _NOBODY or _is_code(name):
        return None
    if name.isupper() and letters <= _LONGEST_KEY and _KEYED.match(text, end):
        return None
    if letters == 1 and _NUMBERED.search(text[max(0, start - 10) : start]):
        return None
    if _in_code(text, start, end):
        return None
    words = re.findall(r"[^\W\d_]+", name)
    if _NAMELESS.fullmatch(text, 0, start) and not _is_listed(words):
        return None
    if all(len(word) > 1 and is_common(word) for word in words) and score < _LIKELY:
        return None
    return start, _with_surname(text, start, end)


def _is_listed(words: Sequence[str]) -> bool:
    """Whether a list of names knows one of several words as a given name, or a single one at all."""
    given, family = latin_names()
    known = given | family if len(words) == 1 else given
    return any(word.casefold() in known for word in words)


def _is_code(name: str) -> bool:
    """Whether a few capitals are a code, of a state or a paper, and nobody's name."""
    if len(name) > _LONGEST_CODE or not name.isupper():
        return False
    plain = name.casefold()
    return len(name) > 1 and plain not in PINYIN_SURNAMES and not any(plain in names for names in latin_names())


def _is_machine(text: str, name: str) -> bool:
    """Whether the text says somewhere that who has this name is a program that chats."""
    if not _speaks_of_machines(text):
        return False
    at = text.find(name)
    while at >= 0 and not _PERSONA.match(text, at + len(name)):
        at = text.find(name, at + 1)
    return at >= 0


@lru_cache(maxsize=1)
def _speaks_of_machines(text: str) -> bool:
    return _CHATBOT.search(text) is not None


def _with_surname(text: str, start: int, end: int) -> int:
    """The end of a name with the capitalised word behind it that is no ordinary one."""
    words = len(text[start:end].split())
    while words < _WORDS and (found := _NEXT_WORD.match(text, end)) and not is_common(found[1]):
        if text[start:end].isupper() != found[1].isupper() or _is_code(found[1]) or ORGANISED.match(text, found.end()):
            break
        end, words = found.end(), words + 1
    return end


def _is_brand(text: str, start: int, end: int) -> bool:
    """Whether the span is a brand or a part of one, and nothing more; who has a title is somebody."""
    if TITLE.match(text, end):
        return False
    for at in range(max(0, start - _LONGEST_BRAND), start + 1):
        for brand in _brands().get(text[at : at + 2], ()):
            if text.startswith(brand, at) and end <= _brand_end(text, at, brand):
                return True
    return False


@cache
def _brands() -> Mapping[str, Sequence[str]]:
    """The brands by their first two characters."""
    found: dict[str, list[str]] = {}
    for name in BRANDS:
        found.setdefault(name[:2], []).append(name)
    return found


def _brand_end(text: str, start: int, brand: str) -> int:
    """Where a brand that stands at `start` ends, with its genitive; 0 where it is a part of a Latin word."""
    end = start + len(brand)
    if HAN.match(brand):
        return end
    end += 2 * text.startswith("'s", end)
    return 0 if _LETTER.match(text, end) or (start and _LETTER.match(text, start - 1)) else end


def _in_code(text: str, start: int, end: int) -> bool:
    """Whether letters are part of a number such as ``AAA000-EVA``."""
    while start > 0 and ((text[start - 1].isascii() and text[start - 1].isalnum()) or text[start - 1] in "-_"):
        start -= 1
    joined = _JOINED.match(text, end)
    return sum(c.isdigit() for c in text[start : joined.end() if joined else end]) > _CODE_DIGITS
