import io

import pytest

from engine import ingest
from engine.ingest import mbox
from engine.model.records import Record
from tests.ingest.reading import fixture, items_of, records_of


def test_messages_and_their_extents():
    data = fixture("mbox/three.mbox")
    first, second, third = records_of(data)
    assert [each.locator for each in (first, second, third)] == ["#1 <m1@example.com>", "#2 <m2@example.com>", "#3"]
    assert first.fields["body"].startswith("From the beginning")
    assert "\nFrom here on" in first.fields["body"]
    assert first.warnings == ("from_unquoted",)
    assert second.thread == ("<m1@example.com>",)
    extents = list(ingest.extents(io.BytesIO(data), "mbox"))
    assert b"".join(data[each.offset : each.offset + each.length] for each in extents) == data
    assert [each.offset for each in extents] == [each.origin for each in (first, second, third)]


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        (b"From nora@example.com Mon Jan  6 10:00:00 2025", True),
        (b"From nora@example.com  Sat Mar 24 23:00:00 2007 +0200", True),
        (b"From - Tue Jan  7 11:00:00 2025", True),
        (b"From 1234567890@xxx Wed Jan 08 12:00:00 +0000 2025", True),
        (b"From MAILER-DAEMON Fri Jul  8 12:08:34 2011", True),
        (b"From the desk of Nora", False),
        (b"From Monday on we are closed: until 2025", False),
        (b"From x y", False),
    ],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_which_lines_begin_a_message(line: bytes, begins: bool, end: bytes):
    lines = [
        b"From a@x Mon Jan  6 10:00:00 2025",
        b"Subject: one",
        b"",
        b"text",
        b"",
        line,
        b"Subject: two",
        b"",
        b"text",
        b"",
    ]
    assert len(items_of(end.join(lines))) == 1 + begins


def test_a_first_line_without_a_date_still_opens_a_mailbox():
    assert len(records_of(b"From nora@example.com\r\nSubject: x\r\n\r\ntext\r\n")) == 1


def test_block_borders_and_size_limit_lose_nothing(monkeypatch: pytest.MonkeyPatch):
    message = b"From a@x Mon Jan  6 10:00:00 2025\nSubject: s\n\n" + b"x" * 9000 + b"\n\n"
    data = message * 5 + message[:60] + b"y" * 60_000 + b"\n\n" + message * 3
    expected = [len(message)] * 5 + [60_062] + [len(message)] * 3
    for block in (4097, 5000, 20_000, 1 << 22):
        monkeypatch.setattr(mbox, "_BLOCK", block)
        assert [each.length for each in ingest.extents(io.BytesIO(data), "mbox")] == expected
    monkeypatch.setattr(mbox, "_BLOCK", 4096)
    monkeypatch.setattr(mbox.message, "SIZE_LIMIT", 30_000)
    items = items_of(data)
    assert [isinstance(item, Record) for item in items] == [True] * 5 + [False] + [True] * 3
    assert [each.length for each in ingest.extents(io.BytesIO(data), "mbox")] == expected


def test_the_same_message_twice_has_two_locators_and_one_content():
    data = fixture("mbox/three.mbox")
    first, *_, last = records_of(data + b"\n" + data[:225])
    assert first.content_hash == last.content_hash
    assert first.locator != last.locator


def sized(body: bytes, stated: int | None = None) -> bytes:
    size = len(body) if stated is None else stated
    return b"From a@x Mon Jan  6 10:00:00 2025\nSubject: s\nContent-Length: %d\n\n%s\n" % (size, body)


QUOTING = b"see below\nFrom b@x Mon Jan  6 10:00:00 2025\nSubject: quoted\n\nmore\n"


def test_a_true_content_length_keeps_a_quoted_mailbox_in_its_message():
    records = records_of(sized(QUOTING) * 3)
    assert [record.origin for record in records] == [0, len(sized(QUOTING)), 2 * len(sized(QUOTING))]
    assert all("Subject: quoted" in record.fields["body"] for record in records)


@pytest.mark.parametrize("stated", [0, 9, 999, 10**8])
def test_a_wrong_content_length_is_not_followed(stated: int):
    assert len(records_of(sized(QUOTING, stated) * 2)) == 4


def test_content_length_across_block_borders(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(mbox, "_BLOCK", 5000)
    data = sized(QUOTING * 300) * 3 + sized(b"last\n")
    assert [each.length for each in ingest.extents(io.BytesIO(data), "mbox")] == [len(sized(QUOTING * 300))] * 3 + [
        len(sized(b"last\n"))
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_mailbox_in_utf_16_is_one_extent(encoding: str):
    data = fixture("mbox/three.mbox")
    wide = data.decode().encode(encoding)
    records = records_of(wide)
    assert [record.locator for record in records] == [record.locator for record in records_of(data)]
    assert {record.origin for record in records} == {0}
    (extent,) = ingest.extents(io.BytesIO(wide), "mbox")
    content, form = ingest.original(io.BytesIO(wide), "mbox", extent, records[1].locator)
    assert form == "eml"
    assert b"<m2@example.com>" in content


def test_gmail_labels_are_a_place_not_content():
    mails = [
        b"From 1@xxx Mon Jan 06 10:00:00 +0000 2025\nMessage-ID: <g@x>\n%sSubject: s\n\ntext\n\n" % labels
        for labels in (b'X-Gmail-Labels: =?UTF-8?Q?=E6=94=B6=E4=BB=B6=E7=AE=B1,"Clients, old",Important?=\n', b"")
    ]
    first, second = records_of(b"".join(mails))
    assert first.fields["labels"] == "收件箱\nClients, old\nImportant"
    assert first.content_hash == second.content_hash
