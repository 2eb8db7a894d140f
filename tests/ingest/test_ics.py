"""Calendars: entries, people, zones, embedded files, and what breaks off."""

from datetime import timedelta

import pytest

from tests.ingest.reading import fixture, items_of, only, records_of


@pytest.fixture(scope="module")
def calendar():
    return records_of(fixture("ics/appointments.ics"))


def test_entries_files_and_name_are_items(calendar):
    assert [each.locator for each in calendar] == [
        "event-1",
        "event-1/attachment-1/contact-1",
        "event-2",
        "calendar",
    ]


def test_an_entry_says_who_where_and_what(calendar):
    event = calendar[0]
    assert event.fields["description"] == "电话 13800138000, 请提前到\n带身份证"
    assert event.fields["organizer"] == "沈知夏 <zhixia@example.com>"
    assert event.fields["attendee"] == "林小满 <xiaoman@example.com>"
    assert "attach" not in event.fields


def test_dates_keep_their_zone(calendar):
    assert calendar[0].date.utcoffset() == timedelta(hours=8)
    assert calendar[2].date.utcoffset() == timedelta(0)


def event(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]).encode()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("DTSTART;TZID=Asia/Shanghai:20240305T142200", "2024-03-05T14:22:00+08:00"),
        ("DTSTART:20240305T142200", "2024-03-05T14:22:00"),
        ("DTSTART;VALUE=DATE:20240305", "2024-03-05T00:00:00"),
        ("DTSTART;TZID=../../etc/passwd:20240305T142200", "2024-03-05T14:22:00"),
        ("DTSTART:20249905T142200", None),
    ],
)
def test_dates_as_calendars_write_them(line: str, expected: str | None):
    date = only(event(line, "SUMMARY:x")).date
    assert (date.isoformat() if date else None) == expected


def test_quoted_printable_in_a_charset_of_its_own():
    value = "".join(f"={byte:02X}" for byte in "林小满".encode("gbk"))
    row = only(event(f"SUMMARY;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:{value}"))
    assert row.fields["summary"] == "林小满"


def test_an_entry_that_breaks_off_is_kept():
    (row,) = items_of(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:13800138000")
    assert row.fields["summary"] == "13800138000"
    assert row.warnings == ("calendar_unfinished",)
