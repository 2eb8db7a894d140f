"""What the tagger marks of somebody's age, faith and health, held against what such a phrase looks like."""

import re

from engine.scan.telling import tells

NUMERAL = r"[0-9〇零一二两三四五六七八九十百]"
_AGE = re.compile(
    rf"{NUMERAL}|满月|百[日天]|周岁|新生儿?|newborn|(?i:\b(?:one|two|three|four|five|six|seven|eight|nine|ten|"
    rf"eleven|"
    r"twelve|thirteen)\b)"
)
_ADULT = re.compile(
    r"(?<![0-9.])(?:1[4-9]|[2-9][0-9])(?![0-9])\s*(?:周?岁|y|yrs?\b|years?\b)|"
    r"[二三四五六七八九]十[一二三四五六七八九]?岁"
)
_BARE_NUMBER = re.compile(r"\D{0,2}([0-9]{1,4})\D{0,2}")
_OLDEST_CHILD = 13
_OTHER_NUMBER = re.compile(
    r"[0-9a-z%$€£:]|\.[0-9]| ?(?:个(?!半?多?月)|[位名人])|"
    r" (?i:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?![a-z])|"
    r" ?(?:years?|yrs?|months?|weeks?|days?) (?:in|of|warranty|bridal|experience|contract|"
    r"notice|ago|"
    r"leave|with us)(?![a-z])| (?:bridal|experience|exp|agency|warranty|contract|notice|ago|leave)(?![a-z])"
)
"""What makes of a number no age, standing behind it."""
_PREGNANT = re.compile(r"(?:孕|妊娠|怀了?|(?i:pregnan[a-z]+|preg))[ ,:已经了快满]{0,3}$")
"""What makes of an age the weeks of a pregnancy, standing before it."""
_LONGER = re.compile(r"[十百][一二三四五六七八九]?$|[0-9.]$|[a-z]\($")
"""What makes of an age the end of a longer number, or the number of a chapter."""
_HOLLOW = re.compile(
    r"(?i:(?:had|has|have|having|an|the|is|was|on|in|of|with|her|his|my|new|so|some|got|back|bit|early|late|"
    r"this|that|"
    r"only|just|first|two|three|four|six|[0-9]{1,2}|days?|weeks?|months?|years?|next|known|any|no|allerg(?:y|"
    r"ies)|diet|"
    r"medical|health|heating|doctor|dr|clinic|hospital|pray|[a-z])(?:[ '-]+|$))+|"
    r"(?:去|带娃)?(?:打|接种)(?:疫苗|预防针|防疫针)|(?:做|去)?体检|"
    r"(?:已知)?(?:药物|食物)?过敏[史源]?|病史|健康(?:状况)?|预产期|没有?过敏|无过敏|医院|医生|"
    r"[0-9一二三四五六七八九十两]{1,3}(?:个?月|周|天)"
)
"""What says nothing by itself: the words around a circumstance, and the names of fields for one."""
_THING = re.compile(
    "屏幕|碎屏|镜头|电池|机身|主机|包装|相框|相册|照片|拉链|轮胎|色差|服务器|页面|手机|电脑|冰箱|空调|快门|水管|马桶|发动机|齿轮"
)
"""What has faults, and no illness."""
_SHORTEST_FAITH, _PARTY = 4, re.compile("政治面貌")
"""Fewer capitals are a code of a state, not of a meal; the name of a column in which a party stands."""
_IN_WORD = re.compile(r"[A-Za-z]{2}")


_GOES_ON = "有一了还也要在就是和"
"""What begins the rest of a sentence behind a phrase, where more of it follows."""


def age(text: str, start: int, end: int, score: float) -> tuple[int, int] | None:
    """Where an age of a child stands in a mark; None if it is none."""
    if not _AGE.search(text, start, end) or _ADULT.search(text, start, end) or _PREGNANT.search(text[:start][-12:]):
        return None
    bare = _BARE_NUMBER.fullmatch(text, start, end)
    if (bare and int(bare[1]) > _OLDEST_CHILD) or _OTHER_NUMBER.match(text, end) or _LONGER.search(text[:start][-2:]):
        return None
    return start, end


def faith(text: str, start: int, end: int, score: float) -> tuple[int, int] | None:
    """Where a faith stands in a mark; None for the codes of states, a party, and words that tell of no faith."""
    code = end - start < _SHORTEST_FAITH and text[start:end].isascii() and text[start:end].isupper()
    return None if code or _PARTY.match(text, max(0, start - 2)) else _phrase("RELIGION", text, start, end)


def health(text: str, start: int, end: int, score: float) -> tuple[int, int] | None:
    """Where an illness or another circumstance of health stands in a mark; None where no word tells of one."""
    return None if _THING.search(text, start, end) else _phrase("HEALTH", text, start, end)


def _phrase(kind: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """The mark without a word that begins what follows; None for hollow words, parts of words and of something else."""
    while text[end - 1] in _GOES_ON and text[end : end + 1].isalpha() and end - start > 1:
        end -= 1
    if end - start < 2 or not any(c.isalpha() for c in text[start:end]):
        return None
    of_code = text[end - 1].isascii() and text[end : end + 1].isdigit()
    in_word = of_code or _IN_WORD.search(text[start - 1 : start + 1]) is not None
    hollow = in_word or _HOLLOW.fullmatch(text, start, end) or not tells(kind, text[start:end])
    return None if hollow else (start, end)
