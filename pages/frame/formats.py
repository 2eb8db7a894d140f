"""Numbers, sizes, days and times as people read them."""

from datetime import UTC, date, datetime

from engine.strings import Words

_STEP = 1024
_UNITS = ("B", "KB", "MB", "GB", "TB")
_MINUTE = 60


def number(value: float | None) -> str:
    """``12,345``; an unknown number is a dash, never a zero."""
    return "—" if value is None else f"{value:,.0f}"


def share(part: float, whole: float) -> str:
    """``37%``; of nothing, a dash. A share is never rounded up to 100% or down to 0%."""
    if not whole:
        return "—"
    percent = 100 * part / whole
    if 0 < percent < 1:
        return "<1%"
    return ">99%" if 99 < percent < 100 else f"{percent:.0f}%"


def size(count: int) -> str:
    """``1.4 MB``."""
    value, unit = float(count), 0
    while value >= _STEP and unit < len(_UNITS) - 1:
        value, unit = value / _STEP, unit + 1
    return f"{value:.0f} {_UNITS[unit]}" if unit == 0 or value >= 100 else f"{value:.1f} {_UNITS[unit]}"


def day(value: date | str | None) -> str:
    """An ISO date, or a dash."""
    return str(value)[:10] if value else "—"


def moment(value: datetime) -> str:
    """Date and minute in the zone of this machine; a time without a zone is UTC, as the store keeps it."""
    return value.replace(tzinfo=value.tzinfo or UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def duration(words: Words, seconds: float | None) -> str:
    """``2 min 05 s``; unknown is said."""
    if seconds is None:
        return words("progress.unknown_time")
    minutes, rest = divmod(round(seconds), _MINUTE)
    if minutes:
        return words("progress.minutes", minutes=minutes, seconds=f"{rest:02d}")
    return words("progress.seconds", seconds=rest)
