"""Days as people and programs write them; none where a date is ambiguous, incomplete or impossible."""

import re
from datetime import date, timedelta
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Years that the start of a period can lie in."""

_NEAR = timedelta(days=120)
"""How far a day without a year may lie from the day it is written on."""

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_MONTH = f"(?:{'|'.join(_NAMES)})[a-z]{{0,6}}\\.?"
_YEAR_FIRST = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_DAY_MONTH = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH}),? (\d{{4}})(?!\d)", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})(?!\d)", re.IGNORECASE)
_NO_YEAR = re.compile(r"(?<![\d年])(\d{1,2})月(\d{1,2})[日号]")

DAY = (
    r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}月\d{1,2}[日号]"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})"
)
"""A day in running text as a pattern; what it is says `written_day`."""


@lru_cache(maxsize=100_000)
def written_day(text: str, near: date | None = None) -> date | None:
    """The first day written in a text.

    Day and month in doubt (03/04/2024) give none, nor does a year of two digits. A day without a year is the one next
    to `near`, the day it was written on, if that is not far off.
    """
    for pattern in (_YEAR_FIRST, _COMPACT):
        if match := pattern.search(text):
            return _made(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_MONTH.search(text):
        return _made(int(match[3]), _MONTHS[match[2][:3].lower()], int(match[1]))
    if match := _MONTH_DAY.search(text):
        return _made(int(match[3]), _MONTHS[match[1][:3].lower()], int(match[2]))
    if match := _NUMBERS.search(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if first > 12 or first == second:
            return _made(year, second, first)
        return _made(year, first, second) if second > 12 else None
    match = _NO_YEAR.search(text)
    return _nearest(int(match[1]), int(match[2]), near) if match and near else None


def _nearest(month: int, day: int, near: date) -> date | None:
    years = (near.year - 1, near.year, near.year + 1)
    found = [one for year in years if (one := _made(year, month, day))]
    best = min(found, key=lambda one: abs(one - near), default=None)
    return best if best and abs(best - near) <= _NEAR else None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None
