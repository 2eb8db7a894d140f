"""Whether two written names can be one person's.

Names of one script are compared by their parts: 王 ~ 王丽 ~ 王女士 ~ 小王, ``Lihua Wang`` ~ ``WANG/LIHUA`` ~
``L. Wang``; full names that sound alike (王丽华, 王莉华) can be one, because people type them by their sound. Across
scripts only the surname is compared, in all its spellings: 王丽华 and ``Lily Wong`` can be one, 王丽华 and
``Ming Zhao`` cannot; where a spelling is not known here, nothing is told and nothing conflicts.
"""

import re
from functools import lru_cache

from engine.patterns.spelling import HAN, simplified
from engine.scan.lexicon import DOUBLE_SURNAMES, ENDS_IN_TITLES, is_surname
from engine.scan.normalise import normalise
from engine.scan.pinyin import surname_reading, surname_spellings, syllables

NAMELESS, PARTIAL, LATIN, FULL = range(4)
"""How much a name says: nothing, a part, a full name in Latin letters, a full name in Han characters."""

_LATIN_TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "sir", "madam"])


@lru_cache(maxsize=1 << 17)
def plain(name: str) -> str:
    """The name without titles, spaces and case, in simplified characters or Latin words in alphabetical order.

    Equal text is the same name.
    """
    text = normalise("PERSON", name)
    if HAN.search(text):
        han = simplified("".join(HAN.findall(text)))
        shorter = ENDS_IN_TITLES.sub("", han)
        return shorter or han
    return " ".join(sorted(word for word in re.findall(r"[^\W\d_]+", text) if word not in _LATIN_TITLES))


@lru_cache(maxsize=1 << 17)
def rank(name: str) -> int:
    """How much a plain name says."""
    if not name:
        return NAMELESS
    if HAN.search(name):
        return FULL if given(name) else PARTIAL
    words = name.split()
    return LATIN if len(words) > 1 and all(len(word) > 1 for word in words) else PARTIAL


def surname(name: str) -> str:
    """The surname a plain Han name begins with; "" if it begins with none. 小王 and 老王 have the surname 王."""
    if len(name) == 2 and name[0] in "小老阿大" and is_surname(name[1]):
        return name[1]
    if name[:2] in DOUBLE_SURNAMES:
        return name[:2]
    return name[0] if is_surname(name[0]) else ""


def given(name: str) -> str:
    """The given name in a plain full Han name; "" if the name is only a part."""
    if len(name) == 2 and name[0] in "小老阿大" and is_surname(name[1]):
        return ""
    return name[len(surname(name)) :] if surname(name) else ""


@lru_cache(maxsize=1 << 17)
def letters(name: str) -> str:
    """The letters of a plain full name in alphabetical order, Han names in pinyin; "" for less than a full name.

    Equal for all orders and both scripts of one name (王丽华, ``Wang Lihua``, ``Li Hua WANG``), and for namesakes.
    """
    known = rank(name)
    if known == LATIN:
        return "".join(sorted(name.replace(" ", "")))
    sound = _sound(name) if known == FULL else ""
    return "".join(sorted(sound.replace(" ", ""))) or (name if known == FULL else "")


def name_key(full: str) -> str:
    """What namesakes share, from the letters of a full name; to be made a pseudonym of before it is kept."""
    return f"name\n{full}"


@lru_cache(maxsize=1 << 17)
def compatible(one: str, other: str) -> bool:
    """Whether two plain names can be one person's; no name is compatible with any."""
    if not one or not other or one == other:
        return True
    han = bool(HAN.search(one)), bool(HAN.search(other))
    if all(han):
        return _han(one, other)
    if not any(han):
        return _latin(one.split(), other.split())
    return _across(one, other) if han[0] else _across(other, one)


def _han(one: str, other: str) -> bool:
    if rank(one) == FULL and rank(other) == FULL:
        return bool(_sound(one)) and _sound(one) == _sound(other)
    part, whole = (one, other) if rank(one) <= rank(other) else (other, one)
    if surname(part):
        return surname(part) == surname(whole)
    if rank(whole) == FULL:
        bare = part[1:] if part[0] in "小阿" and len(part) == 2 else part
        return given(whole).endswith(bare)
    return False


def _latin(one: list[str], other: list[str]) -> bool:
    if "".join(one) in {"".join(other), "".join(reversed(other))}:
        return True
    short, rest = sorted((one, other), key=len)[0], list(sorted((one, other), key=len)[1])
    whole = [word for word in short if len(word) > 1]
    for word in [*whole, *(word for word in short if len(word) == 1)]:
        matching = word in rest and word
        matching = matching or next((each for each in rest if len(word) == 1 and each.startswith(word)), "")
        matching = matching or next((each for each in rest if len(each) == 1 and word.startswith(each)), "")
        if not matching:
            return False
        rest.remove(matching)
    return bool(whole)


def words_of(name: str) -> list[str]:
    """The words of a plain name in Latin letters, longest first: 王丽华 is lihua and wang."""
    words = (_sound(name) if HAN.search(name) else name).split()
    return sorted(words, key=len, reverse=True)


def _sound(name: str) -> str:
    """The reading of a full Han name, ``wang lihua``; "" if a character is not known."""
    read = surname_reading(surname(name)), syllables(given(name))
    return " ".join(read) if all(read) else ""


def _across(han: str, latin: str) -> bool:
    spellings = surname_spellings(surname(han))
    words = latin.split()
    if not spellings or len(words) < 2:
        return True
    return any(word in spellings for word in words)
