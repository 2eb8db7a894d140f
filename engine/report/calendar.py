"""A calendar file that Outlook and telephones show: all-day events with reminders.

Specification: RFC 5545. Events, not to-dos: most calendars drop VTODO when they import a file. A UID stays the same in
every export and `sequence` grows, so that a later file updates what an earlier one brought.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LINE_BYTES = 75
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Entry:
    """One all-day event; `reminders` are days ahead, at nine in the morning; a cancelled one is struck out."""

    uid: str
    day: date
    summary: str
    description: str
    category: str
    sequence: int = 0
    reminders: tuple[int, ...] = ()
    cancelled: bool = False


def calendar(name: str, entries: Iterable[Entry], made_at: datetime) -> bytes:
    """The entries as one file."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Closeout//Tasks//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for entry in entries:
        lines += _event(entry, made_at.astimezone(UTC))
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(entry: Entry, made_at: datetime) -> list[str]:
    alarms = [] if entry.cancelled else [line for days in entry.reminders for line in _alarm(entry, days)]
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{made_at.strftime(_STAMP)}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(entry.summary)}",
        f"DESCRIPTION:{_text(entry.description)}",
        f"CATEGORIES:{_text(entry.category)}",
        f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
        *alarms,
        "END:VEVENT",
    ]


def _alarm(entry: Entry, days: int) -> list[str]:
    hours = 24 * days - 9
    trigger = f"-PT{hours}H" if hours > 0 else f"PT{-hours}H"
    return ["BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{trigger}", f"DESCRIPTION:{_text(entry.summary)}", "END:VALARM"]


def _text(value: str) -> str:
    """RFC 5545, 3.3.11; a control character has no place in it."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(sign for sign in escaped if sign.isprintable())


def _folded(line: str) -> str:
    """Lines of 75 bytes at most, broken between characters (3.1)."""
    parts, room = [""], _LINE_BYTES
    for sign in line:
        width = len(sign.encode(errors="replace"))
        if width > room:
            parts.append("")
            room = _LINE_BYTES - 1
        parts[-1] += sign
        room -= width
    return "\r\n ".join(parts)
