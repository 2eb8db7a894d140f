"""Events, tasks and notes in a calendar file.

Specification: RFC 5545 (iCalendar) and vCalendar 1.0, read tolerantly. Locators are ``event-N``; what somebody called
the calendar is the item ``calendar``. The date is the start, in the zone the event states (by name, or as the file
itself defines it), in UTC, or without a zone. Files embedded in an event are read by the format that claims them.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import BinaryIO
from zoneinfo import ZoneInfo

from engine.ingest import contentline, embedded
from engine.ingest.charset import encoding_of
from engine.ingest.contentline import Property
from engine.ingest.html import text_of
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, RecordKind, Skipped

SUFFIXES = (".ics", ".ical", ".vcs", ".ifb")
RANK = Rank.STRUCTURE
SIZE_LIMIT = 256 << 20
_HEAD = 1 << 12
_BEGIN = re.compile(rb"\s*BEGIN[ \t]*:[ \t]*VCALENDAR[ \t]*(?:\r|\n|\Z)", re.IGNORECASE)
_ENTRIES = frozenset({b"VEVENT", b"VTODO", b"VJOURNAL", b"VFREEBUSY"})
_READ = frozenset(
    {
        "summary", "description", "location", "organizer", "attendee", "contact", "url", "comment", "categories",
        "resources", "x-alt-desc", "related-to", "geo", "attach", "conference", "x-wr-attendee", "",
    }
)  # fmt: skip
_NAMED = frozenset({"x-wr-calname", "x-wr-caldesc", "x-wr-relcalid", "name", "description"})
_PERSONS = frozenset({"organizer", "attendee"})
_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?)?(Z?)")
_OFFSET = re.compile(rb"([+-])(\d{2})(\d{2})")
_Item = Record | Skipped


def sniff(file: BinaryIO) -> bool:
    """Whether the first line that is not empty begins a calendar."""
    return bool(_BEGIN.match(contentline.utf8(file.read(_HEAD))))


def read(file: BinaryIO, place: Place) -> Iterator[_Item]:
    """Entry after entry."""
    data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        yield place.skipped("", "too_large")
        return
    data = contentline.utf8(data)
    calendar = _Calendar(encoding_of([data]))
    for number, (entry, complete) in enumerate(calendar.entries(contentline.properties(data)), start=1):
        yield from calendar.items(entry, place, f"event-{number}", complete=complete)
    if calendar.named:
        fields, warnings = calendar.fields(calendar.named)
        yield place.record("calendar", RecordKind.ATTACHMENT, fields, warnings=warnings)


class _Calendar:
    """One pass over a calendar: the zones it defines, and what it says of itself."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._zones: dict[str, list[tuple[str, timedelta]]] = {}
        self.named: list[Property] = []

    def entries(self, properties: Iterator[Property]) -> Iterator[tuple[list[Property], bool]]:
        """The properties of each entry, those of its alarms among them, and whether it ends."""
        entry: list[Property] | None = None
        zone, part = "", ""
        for each in properties:
            value = each.value.strip().upper()
            if each.name == "begin":
                if value in _ENTRIES:
                    if entry is not None:
                        yield entry, False
                    entry = []
                part = value.decode("ascii", "replace")
            elif each.name == "end":
                if entry is not None and value in (*_ENTRIES, b"VCALENDAR"):
                    yield entry, value in _ENTRIES
                    entry = None
            elif entry is not None:
                entry.append(each)
            elif each.name == "tzid":
                zone = each.text(self._encoding)[0]
            elif each.name == "tzoffsetto" and (match := _OFFSET.match(value)):
                offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
                self._zones.setdefault(zone, []).append((part, -offset if match[1] == b"-" else offset))
            elif each.name in _NAMED and value:
                self.named.append(each)
        if entry is not None:
            yield entry, False

    def items(self, entry: list[Property], place: Place, step: str, *, complete: bool) -> Iterator[_Item]:
        """The record of an entry, then the files embedded in it."""
        contents = [each for each in entry if each.name == "attach" and b"BASE64" in each.parameters.upper()]
        fields, warnings = self.fields([each for each in entry if each not in contents])
        if not complete:
            warnings += ("calendar_unfinished",)
        date = next((self._date(each) for name in ("dtstart", "due") for each in entry if each.name == name), None)
        yield place.record(step, RecordKind.ATTACHMENT, fields, date=date, warnings=warnings)
        for number, each in enumerate(contents, start=1):
            content = contentline.from_base64(each.value)
            if content:
                yield from embedded.items(content, place, f"{step}/attachment-{number}")

    def fields(self, entry: list[Property]) -> tuple[dict[str, str], tuple[str, ...]]:
        """What the properties say, several values of a name one a line."""
        found: dict[str, list[str]] = {}
        warnings: tuple[str, ...] = ()
        for each in entry:
            if each.name not in _READ and each.name not in _NAMED:
                continue
            text, warned = each.text(self._encoding)
            warnings += warned
            if each.name in _PERSONS:
                text = self._person(each, text)
            elif each.name == "x-alt-desc":
                text = text_of(text)
            if text:
                found.setdefault(each.name.replace("-", "_") or "text", []).append(text)
        return {name: "\n".join(dict.fromkeys(texts)) for name, texts in found.items()}, warnings

    def _person(self, each: Property, text: str) -> str:
        name = each.parameter("CN", self._encoding)
        address = re.sub(r"^mailto:", "", text, flags=re.IGNORECASE)
        return f"{name} <{address}>" if name and name != address else address

    def _date(self, each: Property) -> datetime | None:
        match = _DATE.match(each.text(self._encoding)[0])
        if not match:
            return None
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        try:
            when = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the zone is added below
        except ValueError:
            return None
        zone = UTC if match[7] else self._zone(each.parameter("TZID", self._encoding))
        return when.replace(tzinfo=zone) if match[4] else when

    def _zone(self, name: str) -> tzinfo | None:
        """The zone of that name, or with the one offset the calendar gives it; None where there is neither."""
        if not name:
            return None
        try:
            return ZoneInfo(name.strip("/"))
        except (ValueError, OSError, KeyError):
            offsets = {offset for _, offset in self._zones.get(name, [])}
        if len(offsets) == 1 and abs(next(iter(offsets))) < timedelta(days=1):
            return timezone(next(iter(offsets)))
        return None
