"""When somebody was born, as far as a birth date or a resident ID says it."""

import calendar
import re
from datetime import date

MINOR_UNDER = 14
"""Years; data of a child below this age is sensitive as a whole (PIPL 28, 31)."""

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr)}
_YEAR_FIRST = re.compile(r"((?:19|20)\d{2})\s*(?:[-./]|年)\s*(\d{1,2})\s*(?:[-./]|月)\s*(\d{1,2})")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3})[a-z]*\.?,?\s+((?:19|20)\d{2})", re.IGNORECASE)
_MONTH_DAY = re.compile(r"([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d{2})", re.IGNORECASE)


def birth_date(entity_type: str, value: str) -> date | None:
    """The day of birth that a finding states; None if it states none, or not unmistakably (03/04/2020)."""
    if entity_type == "CN_RESIDENT_ID":
        digits = "".join(character for character in value if character.isalnum())
        return _day(digits[6:10], digits[10:12], digits[12:14]) if len(digits) == 18 else None
    if entity_type != "DATE_OF_BIRTH":
        return None
    if found := _YEAR_FIRST.search(value) or _COMPACT.search(value):
        return _day(*found.groups())
    if found := _DAY_MONTH.search(value):
        return _day(found[3], str(_MONTHS.get(found[2].lower(), 0)), found[1])
    if found := _MONTH_DAY.search(value):
        return _day(found[3], str(_MONTHS.get(found[1].lower(), 0)), found[2])
    return None


def is_minor(born: date, as_of: date) -> bool:
    """Whether somebody born then has not had the fourteenth birthday by `as_of`."""
    birthday = (born.year + MINOR_UNDER, born.month, born.day)
    return (as_of.year, as_of.month, as_of.day) < birthday


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
