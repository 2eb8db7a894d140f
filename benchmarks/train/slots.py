"""Other values for the slots of a written text: invented names, addresses and numbers of the same look."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

import yaml
from faker import Faker

from benchmarks.marked import Marked, Part
from engine.patterns.spelling import HAN
from engine.scan.lexicon import DOUBLE_SURNAMES, PINYIN_SURNAMES, SURNAMES

_VALUES = yaml.safe_load((Path(__file__).parent / "values.yaml").read_text(encoding="utf-8"))
_COMMON_SURNAMES, _GIVEN, _PET = (_VALUES[name].replace(" ", "") for name in ("surnames", "given", "pet"))
_PLACES, _ROADS, _ESTATES, _VILLAGES, _FOREIGN, _SYLLABLES, _LOCALES, _ADDRESSED = (
    _VALUES[name].split()
    for name in ("places", "roads", "estates", "villages", "foreign", "syllables", "locales", "addressed")
)
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:[-'][A-Za-z\u00c0-\u024f\u1e00-\u1eff]+)*")
_KEPT = frozenset(
    ["de", "la", "del", "di", "da", "van", "von", "der", "den", "bin", "al", "el", "le", "mac", "mc", "st", "ibn", "y"]
)
_PREFIXES = "小老阿大"
SEED = 20261122
_STOCK = 600


@cache
def _drawn(locale: str, what: str) -> tuple[str, ...]:
    """A stock of values of one locale, the same in every run."""
    faker = Faker(locale)
    faker.seed_instance(SEED)
    return tuple(str(getattr(faker, what)()) for _ in range(_STOCK))


@cache
def _pinyin_surnames() -> tuple[str, ...]:
    return tuple(sorted(PINYIN_SURNAMES))


@cache
def _surnames() -> tuple[str, ...]:
    return tuple(sorted(SURNAMES))


def filled(document: Marked, random: Random) -> list[Part]:
    """The parts of `document` with other values; equal values stay equal, numbers outside the marks change too."""
    chosen: dict[Part, str] = {}
    parts: list[Part] = []
    for value, entity_type in document.parts:
        if not entity_type:
            parts.append((_jitter(value, random, longest=4), ""))
            continue
        if (value, entity_type) not in chosen:
            chosen[value, entity_type] = _other(value, entity_type, random)
        parts.append((chosen[value, entity_type], entity_type))
    return parts


def _other(value: str, entity_type: str, random: Random) -> str:
    if entity_type == "PERSON":
        return _person(value, random)
    if entity_type == "ADDRESS":
        return _address(value, random)
    if entity_type in ("HEALTH", "RELIGION"):
        return value
    if entity_type == "MINOR":
        return re.sub(r"[0-9]+", lambda m: str(random.randint(1, 13)) if random.random() < 0.6 else m[0], value)
    if entity_type == "DATE_OF_BIRTH":
        return re.sub(r"(?<![0-9])[0-9]{1,2}(?![0-9])", lambda m: _like(m[0], random), value)
    return _jitter(value, random, longest=0)


def _like(number: str, random: Random) -> str:
    """A number up to 12 if the first is, else up to 28, as wide as it."""
    return f"{random.randint(1, 12 if int(number) <= 12 else 28):0{len(number)}}"


def _jitter(text: str, random: Random, longest: int) -> str:
    """Other digits in every number of more than `longest` digits."""
    return re.sub(rf"[0-9]{{{longest + 1},}}", lambda m: "".join(random.choice("0123456789") for _ in m[0]), text)


def _person(value: str, random: Random) -> str:
    if "·" in value:
        return random.choice([*_FOREIGN, value])
    if HAN.match(value) and len(HAN.findall(value)) == len(value):
        return _han_name(value, random)
    words = _WORD.findall(value)
    return _latin_name(value, words, random) if words and not HAN.search(value) else value


def _han_name(value: str, random: Random) -> str:
    if len(value) == 1:
        return _surname(random) if value in SURNAMES else random.choice(_GIVEN)
    if value[0] in _PREFIXES and len(value) in (2, 3):
        rest = _surname(random) if value[1] in SURNAMES else random.choice(_GIVEN)
        return value[0] + (rest if len(value) == 2 else rest[0] + random.choice(_GIVEN))
    double = value[:2] in DOUBLE_SURNAMES
    if (double and len(value) in (3, 4)) or (value[0] in SURNAMES and len(value) in (2, 3)):
        family = random.choice(sorted(DOUBLE_SURNAMES)) if double else _surname(random)
        length = len(value) - (2 if double else 1)
        return family + "".join(random.choice(_GIVEN) for _ in range(length))
    if len(value) == 2:
        pet = random.choice(_PET)
        return (
            pet + pet if value[0] == value[1] else random.choice((value, random.choice(_GIVEN) + random.choice(_GIVEN)))
        )
    return value


def _surname(random: Random) -> str:
    return random.choice(_COMMON_SURNAMES if random.random() < 0.8 else _surnames())


def _latin_name(value: str, words: Sequence[str], random: Random) -> str:
    plain = [word.casefold() for word in words]
    if random.random() < 0.15:
        return value
    if any(word in PINYIN_SURNAMES for word in plain) and len(words) > 1:
        new = _pinyin_words(plain, random)
    elif len(words) == 1:
        what = random.choice(("first_name", "first_name", "last_name"))
        new = [random.choice(_drawn(random.choice(_LOCALES), what))]
    else:
        locale = random.choice(_LOCALES)
        given = [random.choice(_drawn(locale, "first_name")) for _ in words[1:]]
        new = [*given, random.choice(_drawn(locale, "last_name"))]
    fresh = iter(new)

    def replaced(match: re.Match[str]) -> str:
        old = match[0]
        if old.casefold() in _KEPT:
            return old
        word = next(fresh, old)
        word = _WORD.findall(word)[0] if _WORD.findall(word) else old
        if len(old) == 1:
            return word[0].upper()
        return word.upper() if old.isupper() else word.lower() if old.islower() else word

    return _WORD.sub(replaced, value)


def _pinyin_words(plain: Sequence[str], random: Random) -> list[str]:
    """A surname where one stood, given names elsewhere, joined as they were."""
    at = next(n for n, word in enumerate(plain) if word in PINYIN_SURNAMES)
    new = []
    for number, word in enumerate(plain):
        given = "".join(random.choice(_SYLLABLES) for _ in range(2 if len(word) > 4 else 1))
        if "-" in word:
            given = random.choice(_SYLLABLES) + "-" + random.choice(_SYLLABLES)
        new.append((random.choice(_pinyin_surnames()) if number == at else given).capitalize())
    return new


def _address(value: str, random: Random) -> str:
    kept = random.random()
    if kept < 0.4 or (HAN.search(value) and kept > 0.9):
        return _jitter(value, random, longest=0)
    if HAN.search(value):
        return _han_address(random)
    lines = random.choice(_drawn(random.choice(_ADDRESSED), "address")).split("\n")
    return ("\n" if "\n" in value else ", ").join(lines)


def _han_address(random: Random) -> str:
    place = random.choice(_PLACES) if random.random() < 0.75 else ""
    if random.random() < 0.12:
        return (
            (place or random.choice(_PLACES))
            + random.choice(_VILLAGES)
            + random.choice(
                (
                    f"{random.randint(1, 12)}组",
                    f"{random.randint(1, 12)}组{random.randint(1, 99)}号",
                    f"{random.randint(1, 200)}号",
                )
            )
        )
    road = f"{random.choice(_ROADS)}{random.randint(1, 1999)}号" if random.random() < 0.7 else ""
    estate = random.choice(_ESTATES) if random.random() < 0.7 or not road else ""
    block = random.choice(("栋", "幢", "号楼", "座", "#", "-"))
    number = random.choice((str(random.randint(1, 48)), random.choice("ABCDEF")))
    unit = random.choice(("", f"{random.randint(1, 4)}单元", f"{random.randint(1, 4)}-"))
    room = f"{random.randint(1, 33)}0{random.randint(1, 9)}"
    tail = random.choice(
        (f"{number}{block}{unit}{room}室", f"{number}{block}{unit}{room}", f"{room}室", f"{number}{block}")
    )
    return random.choice(("", "", " ")).join(
        filter(None, (place, road, estate + tail if estate else random.choice((tail, ""))))
    )
