"""A spreadsheet's numbers as it shows them: whole numbers without a fraction, dates in ISO form.

Specification: ECMA-376 part 1, 18.8.30 (numFmt) and 18.17.4 (dates).
"""

import math
import re
from datetime import date, datetime, time, timedelta

EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number; a longer one has lost its last."""
_BUILT_IN = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_SINCE_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell states no zone
_SINCE_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LEAP = 60
"""The first 60 days of 1900 are counted by one less: there was no 29 February."""


def is_date_format(number: int, code: str | None) -> bool:
    """Whether a number format shows a date or a time; `code` is its text if the workbook defines it."""
    if code is None:
        return number in _BUILT_IN
    plain = _LITERAL.sub("", code.split(";")[0]).lower()
    return "general" not in plain and any(letter in plain for letter in "ymdhs") and "0" not in plain.split(".")[0]


def as_date(serial: float, *, since_1904: bool) -> str | None:
    """The date and time of a serial number; None where there is none."""
    if not math.isfinite(serial) or not 0 <= serial < 2_958_466:
        return None
    if not since_1904 and serial < _LEAP:
        serial += 1
        if serial < 2:
            return shown((_SINCE_1904 + timedelta(seconds=round((serial - 1) * 86400))).time())
    when = (_SINCE_1904 if since_1904 else _SINCE_1900) + timedelta(milliseconds=round(serial * 86_400_000))
    return shown(when)


def shown(cell: object) -> str:
    """A cell's value as text."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e20 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return "" if cell is None else str(cell)
