"""Days that the tagger marks as birthdays, held against what a date looks like and what is said of it."""

import re

from engine.scan.circumstances import NUMERAL

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DATE = re.compile(
    r"(?:[0-9]{4}|[0-9]{2}) ?[年./-] ?[0-9]{1,2}(?: ?[月./-] ?[0-9]{1,2})? ?[日号]?"
    r"|[0-9]{1,2} ?[./-] ?[0-9]{1,2} ?[./-] ?[0-9]{2,4}"
    rf"|(?:19|20)[0-9]{{6}}|.*{NUMERAL}.*月.*|.*[正腊冬臘]月.*|.*{NUMERAL}年.*|"
    rf"(?i:.*{_MONTH}.*[0-9].*|.*[0-9].*{_MONTH}.*)"
)
_CLAUSE, _SENTENCE = 20, 100
_WRITTEN = re.compile(rf"(?:{NUMERAL}|[年月日号号初廿卅冬腊])+")
_WRITTEN_BEFORE = re.compile(
    rf"(?<![年月])(?:{NUMERAL}+|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])(?:{NUMERAL}|[年月])*$"
)
"""What of a date in Chinese may stand beside what is marked of it."""
_YEAR = re.compile(rf"(?:{NUMERAL}|[0-9])+年?(?:的|生人?|出生)?")
_EVENT = re.compile(
    r"(?:婚[礼期]|领证|订婚|结婚|档期|拍摄|纪念|开业|成立|相识|发货|航班|有效期|到期|失效|签发|入职|离职|入会|截止|预产期|"
    r"(?i:(?<![a-z])(?:wedding|anniv|anniversary|sort|gdpr|request|expir[a-z]+|valid|issued|shipped|delivered|flight)(?![a-z])))[^,;。!?\n]*$"
)
_SENT = re.compile(r"(?i:(?<![a-z])(?:shipped|dispatched|parcel|tracking)(?![a-z]))[^;。!?\n]*$")
_CUT = re.compile(r"20[2-9][0-9][./-]$")
_BORN = re.compile(r"[^,;。!?\n]{0,8}(?:生日|出生|生于|生辰|(?i:born|birth|dob))")


def birthday(text: str, start: int, end: int, score: float) -> tuple[int, int] | None:
    """Where a day really stands that is marked as somebody's birthday; None if it is none."""
    if not _DATE.fullmatch(text, start, end) or _YEAR.fullmatch(text, start, end):
        return None
    if _is_of_event(text, start, end):
        return None
    whole = _WRITTEN.match(text, start)
    before = _WRITTEN_BEFORE.search(text, max(0, start - _CLAUSE), start)
    return before.start() if before else start, max(end, whole.end() if whole else 0)


def _is_of_event(text: str, start: int, end: int) -> bool:
    """Whether a date is said to be the day of a wedding, a delivery or the like, or is cut from such a day."""
    told = text[max(0, start - _SENTENCE) : start]
    clause = told[-_CLAUSE:]
    if _BORN.match(text, end):
        return False
    event = _EVENT.search(clause)
    if _BORN.search(clause, event.start() if event else 0):
        return False
    return bool(event or _SENT.search(told) or _CUT.search(clause))
