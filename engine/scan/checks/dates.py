"""Dates as they are written."""

import re
from datetime import date


def date_is_real(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def calendar_date(value: str) -> bool:
    """Contains no impossible year, month or day where it is written in digits, apart or run together."""
    numbers = [int(number) for run in re.findall(r"\d+", value) for number in _parts(run)]
    if len(numbers) == 3 and (numbers[0] > 31 or value.startswith("00")):
        return (numbers[0] < 100 or 1880 <= numbers[0] <= 2100) and 0 < numbers[1] <= 12 and 0 < numbers[2] <= 31
    return all(0 < number <= 2100 or (number == 0 and "年" in value) for number in numbers)


def _parts(run: str) -> tuple[str, ...]:
    """The numbers in a run of digits: ``19900305`` and ``900305`` hold three, others are one."""
    if len(run) in (6, 8):
        return run[:-4], run[-4:-2], run[-2:]
    return (run,)
