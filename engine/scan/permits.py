"""Numbers that are a permit for Chinese travellers and a passport for others: who holds it tells.

Home return permits, permits for Hong Kong, Macau and Taiwan, and passports of Korea, Portugal, Pakistan and others are
numbered alike. Where no word says which one it is, the states named on its line decide, then its holder's name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from engine.model.findings import Span
from engine.patterns.spelling import HAN, fold
from engine.scan.lexicon import DOUBLE_SURNAMES, PINYIN_SURNAMES, SURNAMES
from engine.scan.pinyin import SURNAMES_IN_LATIN
from engine.scan.pinyin_names import SYLLABLES
from engine.scan.words import latin_names

BY_SHAPE = frozenset(("travel_permit_by_shape", "foreign_passport_by_shape", "passport_further_on", "document_by_word"))
"""The rules that know such a number by its form only."""
_TOLD_APART = frozenset(("PASSPORT", "TRAVEL_PERMIT"))
_ALIKE = re.compile(r"[HM][0-9]{8}|C[A-Z]?[0-9]{7,8}")
_TOLD_ALIKE = re.compile(r"[HMTL][0-9]{8}|C[A-Z]?[0-9]{7,8}")
SAID = {
    "PASSPORT": re.compile(r"护照|護照|(?i:passport|ppt)"),
    "TRAVEL_PERMIT": re.compile(r"通行|回[乡鄉]|[台臺]胞|[赴入往]台|港澳|(?i:permit|hrp)"),
}
"""What says near a number that it is this document, so that its holder need not."""
_CHINESE = frozenset(("CHN", "HKG", "MAC", "TWN"))
_STATE = re.compile(r"(?<![A-Za-z0-9])[A-Z]{3}(?![A-Za-z0-9])")
_STATES = frozenset((
    "KOR", "JPN", "IRN", "PRT", "AUS", "NZL", "MYS", "SGP", "THA", "VNM", "PHL", "IDN", "IND", "PAK", "USA", "CAN",
    "GBR", "FRA", "DEU", "ITA", "ESP", "RUS", "UKR", "TUR", "BRA", "MEX", "ARE", "ZAF", "NGA", "KEN", "KAZ",
    "MNG", "POL",
))  # fmt: skip
_SYLLABLE = re.compile(
    r"(?:gw|kw|ng|ts|tsz|ch|zh|sh|[bpmfdtnlghkwjqxyzcsr])?(?:[aeiou]{1,3}|y[aeiou]{1,2})?(?:ng|[mnptkhr])?"
)
_ABROAD = re.compile("韩国|韩籍|日本|泰国|越南|葡萄牙|伊朗|马来西亚|新加坡|印度|澳大利亚|外籍|外宾")
_NEAR = 60
_GIVEN_ALONE = 2  # Han characters of a given name, or of a nickname


def settled(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """`spans` with such numbers as what their holders make them; the others as they are."""
    if not any(span.entity_type in _TOLD_APART for span in spans):
        return tuple(spans)
    persons = [span for span in spans if span.entity_type == "PERSON" and not span.masked]
    return tuple(_settled(text, spans, persons))


def _settled(text: str, spans: Iterable[Span], persons: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        if span.entity_type in _TOLD_APART and not span.masked and _is_open(text, span):
            chinese = _chinese_holder(text, span, persons)
            if chinese is not None:
                span = replace(span, entity_type="TRAVEL_PERMIT" if chinese else "PASSPORT")
        yield span


def _is_open(text: str, span: Span) -> bool:
    """Whether a number could be either, and its form alone made it what it is."""
    value = fold(text[span.start : span.end])
    if span.recognizer in BY_SHAPE:
        return _ALIKE.fullmatch(value) is not None
    line = text.rfind("\n", 0, span.start) + 1
    above = text.rfind("\n", 0, max(0, line - 1)) + 1
    end = text.find("\n", span.end)
    near = text[above : end if end >= 0 else len(text)]
    return _TOLD_ALIKE.fullmatch(value) is not None and not SAID[span.entity_type].search(near)


def _chinese_holder(text: str, span: Span, persons: Sequence[Span]) -> bool | None:
    """Whether the number's line, or the person named last before it, is Chinese; None if nothing tells.

    A given name alone in Latin letters does not: in Hong Kong everybody has one.
    """
    end = text.find("\n", span.end)
    line = fold(text[text.rfind("\n", 0, span.start) + 1 : end if end >= 0 else len(text)])
    states = set(_STATE.findall(line)) & (_STATES | _CHINESE)
    if states or _ABROAD.search(line):
        return bool(states) and not states & _STATES
    before = [person for person in persons if person.end <= span.start <= person.end + _NEAR]
    if not before:
        return None
    name = fold(text[before[-1].start : before[-1].end])
    return None if name.casefold() in latin_names()[0] else is_chinese(name)


def is_chinese(name: str) -> bool:
    """Whether a name is a Chinese one: by its surname, and in Latin letters also by its syllables, in any dialect."""
    if HAN.search(name):
        return name[0] in SURNAMES or name[:2] in DOUBLE_SURNAMES or len(name) <= _GIVEN_ALONE
    words = re.findall(r"[a-z]+", name.casefold())
    family = [word for word in (words[:1] + words[-1:]) if word in PINYIN_SURNAMES or word in SURNAMES_IN_LATIN]
    return bool(family) and all(
        word in family or _SYLLABLE.fullmatch(word) or SYLLABLES.fullmatch(word) for word in words
    )
