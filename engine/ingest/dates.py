"""Dates as mail headers and table cells write them; None where a date is missing, unreadable or ambiguous."""

import re
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_tz

FIRST_YEAR = 1971
"""No mail is older."""
LAST_YEAR = 2100
_DAY = timedelta(days=1)
_YEAR_FIRST = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:.{0,12}?(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2}))?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[ T]?(\d{2}):?(\d{2}):?(\d{2})?)?$")
_DAY_OR_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_AFTERNOON = re.compile(r"下午|晚上|PM\b", re.IGNORECASE)
_ZONE = re.compile(r"\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})$")
_ORDER = re.compile(r"下单|订单|成交|付款|支付|购买|order|purchase|paid|payment", re.IGNORECASE)
_MADE = re.compile(
    r"创建|注册|登记|建档|签约|开票|加入|拍摄|入会|created|registered|joined|sign.?up|invoice", re.IGNORECASE
)
_DATE = re.compile(r"日期|时间|date|_at$|time", re.IGNORECASE)
_OTHER = re.compile(r"出生|生日|到期|有效期|截止|birth|dob|expir|valid|due|until|timezone|time.?zone", re.IGNORECASE)


def mail_date(value: str) -> tuple[datetime | None, tuple[str, ...]]:
    """The date in a mail header and warnings; naive where the header states no zone."""
    value = value.strip()
    if not value:
        return None, ("date_missing",)
    try:
        parts = parsedate_tz(value)
        when = datetime(*parts[:6]) if parts else None  # noqa: DTZ001 - the zone is added below if one is stated
    except (ValueError, TypeError, IndexError, OverflowError):
        parts, when = None, None
    if when is None:
        when = cell_date(value)
        return when, () if when else ("date_unreadable",)
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        return None, ("date_unreadable",)
    offset = parts[9] if parts else None
    if offset is None or (offset == 0 and value.endswith("-0000")):
        return when, ()
    if abs(timedelta(seconds=offset)) >= _DAY:
        return when, ("date_zone_unreadable",)
    return when.replace(tzinfo=timezone(timedelta(seconds=offset))), ()


def cell_date(value: str) -> datetime | None:
    """The date in a text that begins with one; day and month in doubt give None."""
    value = value.strip()
    for pattern in (_YEAR_FIRST, _COMPACT):
        match = pattern.match(value)
        if match:
            year, month, day = int(match[1]), int(match[2]), int(match[3])
            return _made(year, month, day, match.groups()[3:], value)
    match = _DAY_OR_MONTH_FIRST.match(value)
    if match:
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if first > 12 or first == second:
            return _made(year, second, first, match.groups()[3:], value)
        if second > 12:
            return _made(year, first, second, match.groups()[3:], value)
    return None


def _made(year: int, month: int, day: int, clock: tuple[str | None, ...], value: str) -> datetime | None:
    hour, minute, second = (int(each or 0) for each in clock)
    if _AFTERNOON.search(value) and hour < 12:
        hour += 12
    try:
        when = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - tables rarely state a zone
    except ValueError:
        return None
    if not 1900 <= year <= LAST_YEAR:
        return None
    zone = _ZONE.search(value)
    if not zone:
        return when
    try:
        return when.replace(tzinfo=datetime.strptime(zone[1], "%z").tzinfo)
    except ValueError:
        return when


def date_columns(names: list[str]) -> list[int]:
    """The columns whose header promises the record's date, the most telling first; birthdays and expiries are none."""
    ranked = []
    for index, name in enumerate(names):
        if _OTHER.search(name):
            continue
        dated, ordered, made = bool(_DATE.search(name)), bool(_ORDER.search(name)), bool(_MADE.search(name))
        if dated or made:
            rank = 0 if dated and ordered else 1 if made else 2
            ranked.append((rank, index))
    return [index for _, index in sorted(ranked)]
