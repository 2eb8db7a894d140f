"""Clocks: when a period that began at a moment ends.

A period of days, months or years that begins on a day does not count that day and ends with its last day (Civil Code
201, 202; the same in Regulation 1182/71 of the EU). One of hours runs from the minute. Working days are Monday to
Friday: public holidays and the working weekends made up for them are announced year by year and not known here, so a
date counted in working days is to be checked.
"""

from datetime import date, datetime, time, timedelta

from engine.assess.periods import last_day
from engine.model.rules import SPAN

_SATURDAY = 5


def ends(start: date | datetime, period: str, working_days: bool = False) -> date | datetime:
    """The last day of a period (a date), or the moment at which it is over where start or period know the hour.

    A moment keeps the zone it was stated in: three days from 23:30 in Shanghai end at midnight in Shanghai.
    """
    match = SPAN.fullmatch(period)
    if match is None:
        raise ValueError(f"not a duration: {period}")
    hours = int(match.group("hours") or 0)
    days = period.partition("T")[0]
    if hours:
        moment = start if isinstance(start, datetime) else datetime.combine(start, time.max).astimezone()
        if days != "P":
            moment = datetime.combine(last_day(moment.date(), days), moment.timetz())
        return moment + timedelta(hours=hours)
    first = start.date() if isinstance(start, datetime) else start
    last = _working(first, int(match.group("days") or 0)) if working_days else last_day(first, days)
    if isinstance(start, datetime):
        return datetime.combine(last, time(23, 59, 59), start.tzinfo)
    return last


def _working(start: date, days: int) -> date:
    """The `days`-th working day after `start`."""
    day = start
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < _SATURDAY
    return day
