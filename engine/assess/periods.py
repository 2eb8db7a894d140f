"""Periods: ISO 8601 durations on calendar days."""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from engine.model.rules import DURATION

_SATURDAY = 5
_YEARS = 9999
"""The last year a date can hold; a period that reaches beyond ends there."""


@cache
def _parts(period: str) -> tuple[int, int]:
    """Months and days of a duration."""
    match = DURATION.fullmatch(period)
    if match is None:
        raise ValueError(f"not a duration of years, months and days: {period}")
    years, months, days = (int(part or 0) for part in match.group("years", "months", "days"))
    return years * 12 + months, days


def last_day(start: date, period: str, counts_first_day: bool = False) -> date:
    """The last day of a period that starts on `start`; the day itself still belongs to the period.

    The first day is not counted, so a period of years or months ends on the same day of its last month, or on that
    month's last day where the day is missing (29 February + 3 years: 28 February). Where a rule counts the first day
    (accounting archives, from 1 January), the period ends one day earlier (31 December).
    """
    months, days = _parts(period)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > _YEARS:
        return date.max
    month += 1
    end = date(year, month, min(start.day, monthrange(year, month)[1]))
    try:
        return end + timedelta(days=days - (1 if counts_first_day else 0))
    except OverflowError:
        return date.max


def shifted(day: date, span: str, back: bool = False, working_days: bool = False) -> date:
    """The day a deadline of `span` after (or `back`: before) a day falls on; hours count as the same day.

    Working days are Monday to Friday: public holidays and the working weekends that replace them are not known here.
    """
    months, days = _parts(span.partition("T")[0]) if span.partition("T")[0] != "P" else (0, 0)
    sign = -1 if back else 1
    year, month = divmod(day.year * 12 + day.month - 1 + sign * months, 12)
    month += 1
    end = date(year, month, min(day.day, monthrange(year, month)[1]))
    if not working_days:
        return end + timedelta(days=sign * days)
    while days:
        end += timedelta(days=sign)
        days -= end.weekday() < _SATURDAY
    return end
