"""Dates as mail headers and table cells write them; None where a date is missing, unreadable or ambiguous."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

FIRST_YEAR = 1971
"""No mail is older."""
LAST_YEAR = 2100
_FARTHEST = 14
"""Hours a zone may lie from UTC."""
_AMERICAN = {"EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
"""The names of RFC 5322 that name one zone only: CST is China's time and that of Chicago."""
_MONTHS = {
    "十二": "Dec", "十一": "Nov", "十": "Oct", "九": "Sep", "八": "Aug", "七": "Jul",
    "六": "Jun", "五": "May", "四": "Apr", "三": "Mar", "二": "Feb", "一": "Jan",
}  # fmt: skip
_CHINESE_MONTH = re.compile(f"({'|'.join(_MONTHS)})月")
_CHINESE_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]\s*[,，]?\s*")
_LEAP_SECOND = re.compile(r"(\d[:.]\d{2}):60\b")
_STATED_ZONE = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:([AaPp][Mm])\b)?\s*(\S.*)?$", re.DOTALL)
_OFFSET = re.compile(r"(GMT|UTC|UT|Z)?\s*(?:([+-])(?:(\d{2}):?(\d{2})|(\d{1,2}))(?!\d))?(?![A-Za-z])", re.IGNORECASE)
_YEAR_FIRST = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:.{0,12}?(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2}))?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[ T]?(\d{2}):?(\d{2}):?(\d{2})?)?$")
_DAY_OR_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_AFTERNOON = re.compile(r"下午|晚上|PM\b", re.IGNORECASE)
_ZONE = re.compile(r"\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})$")
_UNIX = re.compile(r"(\d{9,10})(?:\d{3})?(?:\.\d{1,9})?")
_UNIX_FIRST, _UNIX_LAST = 946_684_800, 2_051_222_400
"""2000 and 2035; a number outside is no count of seconds."""
_ORDER = re.compile(r"下单|订单|成交|付款|支付|购买|order|purchase|paid|payment", re.IGNORECASE)
_MADE = re.compile(
    r"创建|注册|登记|建档|签约|开票|加入|拍摄|入会|created|registered|joined|sign.?up|invoice", re.IGNORECASE
)
_DATE = re.compile(r"日期|时间|date|_at$|time", re.IGNORECASE)
_OTHER = re.compile(r"出生|生日|到期|有效期|截止|birth|dob|expir|valid|due|until|timezone|time.?zone", re.IGNORECASE)


def mail_date(value: str) -> tuple[datetime | None, tuple[str, ...]]:
    """The date in a mail header and warnings; naive where the header states no zone, or one that is in doubt."""
    value = value.strip()
    if not value:
        return None, ("date_missing",)
    english = _CHINESE_MONTH.sub(lambda match: _MONTHS[match[1]], _CHINESE_WEEKDAY.sub("", value))
    english = _LEAP_SECOND.sub(r"\1:59", english)
    try:
        parts = parsedate_tz(english)
        when = datetime(*parts[:6]) if parts else None  # noqa: DTZ001 - the zone is added below if one is stated
    except (ValueError, TypeError, IndexError, OverflowError):
        when = None
    if when is None:
        when = cell_date(value)
        return when, () if when else ("date_unreadable",)
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        return None, ("date_unreadable",)
    stated = _STATED_ZONE.search(english)
    if stated and stated[1]:
        if stated[1].upper() == "PM" and when.hour < 12:
            when += timedelta(hours=12)
        elif stated[1].upper() == "AM" and when.hour == 12:
            when -= timedelta(hours=12)
    return _zoned(when, (stated[2] if stated else "") or "")


def _zoned(when: datetime, stated: str) -> tuple[datetime, tuple[str, ...]]:
    """`when` in the zone that `stated` begins with; CST and the like name several zones and are left out."""
    numeric = _OFFSET.match(stated)
    if numeric and (numeric[1] or numeric[2]):
        sign, hours, minutes = numeric[2] or "", int(numeric[3] or numeric[5] or 0), int(numeric[4] or 0)
        if sign == "-" and not hours and not minutes:
            return when, ()
        if hours > _FARTHEST or minutes > 59:
            return when, ("date_zone_unreadable",)
        offset = timedelta(hours=hours, minutes=minutes)
        return when.replace(tzinfo=timezone(-offset if sign == "-" else offset)), ()
    name = re.match(r"[A-Za-z]{1,5}\b", stated)
    if name and name[0].upper() in _AMERICAN:
        return when.replace(tzinfo=timezone(timedelta(hours=_AMERICAN[name[0].upper()]))), ()
    doubtful = name is not None or stated[:1] in ("+", "-")
    return when, ("date_zone_unreadable",) if doubtful else ()


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


def row_date(value: str) -> datetime | None:
    """The date in a cell of a column of dates, where programs also count seconds or milliseconds since 1970 UTC."""
    match = _UNIX.fullmatch(value.strip())
    if match is None:
        return cell_date(value)
    seconds = int(match[1])
    return datetime.fromtimestamp(seconds, UTC) if _UNIX_FIRST <= seconds < _UNIX_LAST else None


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
