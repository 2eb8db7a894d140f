"""What the tagger marks, held against what a value of its kind looks like: trimmed, completed, or dropped."""

import re
from collections.abc import Callable, Iterator

from engine.patterns.spelling import HAN
from engine.scan.birthdays import birthday
from engine.scan.circumstances import NUMERAL, age, faith, health
from engine.scan.persons import person
from engine.scan.tagger import Tagged

Mark = Callable[[str, int, int, float], tuple[int, int] | None]
"""Where a value of a kind really stands, given the folded text, start, end and score; None if it is none."""

_EDGE = " \t\n,.;:!?，。；：！？、()（）[]【】<>《》\"'“”‘’|/\\*=~-—_"
_PRECISE_ADDRESS = re.compile(
    rf"(?:路|街|道|巷|弄|胡同|里|村|组|段|线|径|坊|湾|条|园|苑|墅|城|庭|府|邸|院|场|厦|寓|区|庄|屯|号|楼|座|栋|"
    rf"幢|单元|室|镇|乡).{{0,12}}?(?:{NUMERAL}|[A-Z])"
    rf"|(?:{NUMERAL}|[A-Z]).{{0,4}}?(?:号|栋|幢|座|楼|层|室|单元|弄|组|院|房|户|#)"
)
_POSTCODE = re.compile(r"[ ,，(（]{0,2}(?:邮编|邮政编码|postcode|zip)?[:： ]{0,2}\d{6}(?!\d)[)）]?", re.IGNORECASE)
_TERMINAL = re.compile("[路街道城场]店|航站楼|候机楼|出发层|到达层|免税店|(?i:(?<![a-z])terminal [0-9])")
"""Where customers and travellers pass and nobody lives."""
_BEHIND, _SHORTEST = 4, 9
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{3,22}[A-Za-z0-9]")
_LABEL = re.compile(r"[^\n:]{0,60}: ")
_HANDLE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{4,19}")


def marked(text: str, tags: list[Tagged]) -> Iterator[Tagged]:
    """The marks that stand, in order."""
    for start, end, kind, score in tags:
        if score < _BELIEVED.get(kind, 0.5):
            continue
        start, end = _trimmed(text, start, end)
        if start < end and (found := _KINDS[kind](text, start, end, score)):
            yield *found, kind, score


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE and not (text[end - 1] == "." and text[end - 2 : end - 1].isupper()):
        end -= 1
    return start, end


def _address(text: str, start: int, end: int, score: float) -> tuple[int, int] | None:
    if end - start < 6:
        return None
    if HAN.search(text, start, end):
        if not _PRECISE_ADDRESS.search(text, start, end) or _TERMINAL.search(text, start, end + _BEHIND):
            return None
        code = _POSTCODE.match(text, end)
        return start, code.end() if code else end
    told = end - start > _SHORTEST and any(c.isdigit() for c in text[start:end])
    return (start, end) if told and not _TERMINAL.search(text, start, end) else None


def _number(text: str, start: int, end: int, score: float) -> tuple[int, int] | None:
    value = text[start:end]
    return (start, end) if _CODE.fullmatch(value) and sum(c.isdigit() for c in value) >= 4 else None


def _handle(text: str, start: int, end: int, score: float) -> tuple[int, int] | None:
    alone = end == len(text) and _LABEL.fullmatch(text, 0, start) is not None  # a table's name is written so too
    return (start, end) if _HANDLE.fullmatch(text, start, end) and not alone else None


def _account(text: str, start: int, end: int, score: float) -> tuple[int, int] | None:
    return start, end


TOLD = frozenset(("PERSON", "ADDRESS", "HEALTH", "RELIGION", "MINOR", "DATE_OF_BIRTH", "WECHAT_ID"))
"""Kinds that are findings by themselves; the tagger's marks of the others support a rule that knows their form."""

_KINDS: dict[str, Mark] = {
    "PERSON": person, "ADDRESS": _address, "HEALTH": health, "RELIGION": faith, "MINOR": age,
    "DATE_OF_BIRTH": birthday, "PASSPORT": _number, "TRAVEL_PERMIT": _number, "MEMBER_ID": _number,
    "WECHAT_ID": _handle, "PHONE": _number, "QQ": _number, "USERNAME": _account,
}  # fmt: skip
_BELIEVED = {
    "HEALTH": 0.55, "WECHAT_ID": 0.7,
}  # fmt: skip
"""Scores from which the tagger alone is believed; 0.5 for the other kinds."""
