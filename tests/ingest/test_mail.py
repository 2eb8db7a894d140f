"""A mail as items: its text, its parts, its attachments, and what is damaged in them."""

import base64
import io
from datetime import datetime, timedelta, timezone

import pytest

from engine import ingest
from engine.model.records import Record, RecordKind, Skipped
from tests.ingest.reading import HEAD, fixture, items_of, mail, only, reasons_of, records_of

CHINA = timezone(timedelta(hours=8))


def test_a_chinese_mail_is_read_whole():
    message = only(fixture("eml/gb2312.eml"))
    assert message.kind is RecordKind.MESSAGE
    assert message.locator == "<a1@example.cn>"
    assert dict(message.fields) == {
        "from": "林小满 <lin.xiaoman@example.cn>",
        "to": "studio@yunying.example",
        "cc": "",
        "subject": "成片什么时候能取",
        "message_id": "<a1@example.cn>",
        "body": "您好，订单 20240301-07 的成片好了吗？我的手机是 13800138000。\n林小满",
    }
    assert message.date == datetime(2024, 3, 12, 9, 30, tzinfo=CHINA)
    assert message.warnings == ()


def test_html_adds_only_what_the_plain_text_lacks():
    message = items_of(fixture("eml/alternative.eml"))[0]
    assert isinstance(message, Record)
    assert message.fields["body"].count("Could we move the session to Friday?") == 1
    assert "+44 20 7946 0321" in message.fields["body"]
    assert "Nora at the beach" in message.fields["body"]


def test_attachments_follow_their_message():
    message, row, image = items_of(fixture("eml/alternative.eml"))
    assert isinstance(message, Record) and isinstance(row, Record) and isinstance(image, Skipped)
    assert message.fields["attachments"] == "guests.csv\nbeach.png"
    assert message.fields["reply_to"] == "nora.private@example.com"
    assert message.thread == ("<b0@example.com>", "<b1@example.com>")
    assert row.locator == "<b2@example.com>/part-3/csv!1"
    assert row.fields["name"] == "Tom Whitfield"
    assert (image.locator, image.reason, image.detail) == ("<b2@example.com>/part-4", "image_not_read", "image/png")


def test_text_outside_the_parts_is_read():
    body = b"before 13800138000\n--b\n\ninside\n--b--\nafter 13900139000\n"
    text = only(mail(f'{HEAD}\nContent-Type: multipart/mixed; boundary="b"', body)).fields["body"]
    assert text.split("\n\n") == ["before 13800138000", "inside", "after 13900139000"]


@pytest.mark.parametrize("kind", ['multipart/mixed; boundary="never"', "multipart/mixed"])
def test_a_multipart_without_its_boundary_is_read_as_text(kind: str):
    message = only(mail(f"{HEAD}\nContent-Type: {kind}", b"phone 13800138000"))
    assert message.fields["body"] == "phone 13800138000"
    assert message.warnings == ("boundary_missing",)


def test_deep_nesting_is_read_to_its_leaf():
    depth = 300
    opening = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    closing = "".join(f"\n--b{n}--" for n in reversed(range(depth)))
    message = only(f"{HEAD}\n{opening}\nleaf 13800138000{closing}\n".encode())
    assert message.fields["body"] == "leaf 13800138000"


def test_messages_in_messages_are_items_of_their_own():
    inner = mail("From: tom@example.com\nSubject: inner\nMessage-ID: <in@x>\nDate: Mon, 06 Jan 2025 10:00:00 +0000")
    body = b"--b\n\nsee below\n--b\nContent-Type: message/rfc822\n\n" + inner + b"\n--b--\n"
    outer, nested = records_of(mail(f'{HEAD}\nMessage-ID: <out@x>\nContent-Type: multipart/mixed; boundary="b"', body))
    assert (outer.locator, nested.locator) == ("<out@x>", "<out@x>/part-2/<in@x>")
    assert nested.fields["from"] == "tom@example.com"


def test_endless_nesting_of_messages_ends_in_a_skipped_item():
    data = mail("From: a@example.com\nSubject: x")
    for _ in range(60):
        data = b"From: a@example.com\nSubject: x\nContent-Type: message/rfc822\n\n" + data
    assert reasons_of(data) == ["nested_too_deep"]


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("text/plain; name=notes.txt", b"a, b\nc, d\n", "attachment"),
        ("application/octet-stream; name=notes.txt", "地址：上海市静安区".encode(), "attachment"),
        ("text/html; name=page.html", b"<p>Hello <b>Tom</b></p>", "attachment"),
        ("image/jpeg; name=a.jpg", b"\xff\xd8\xff\xe0xx\0\0", "image_not_read"),
        ("application/x-tool; name=a.bin", b"\x7fELF\x02\x01\0\0\0\0\xff\xfe", "attachment_format_not_read"),
        ("application/pkcs7-mime; smime-type=enveloped-data", b"\x30\x82", "encrypted"),
        ("application/octet-stream; name=x.asc", b"-----BEGIN PGP MESSAGE-----\n", "encrypted"),
        ("audio/wav; name=a.wav", b"RIFF\0\0\0\0WAVE", "recording_not_read"),
        ("text/plain; name=empty.txt", b"\n", "empty_file"),
    ],
)
def test_every_attachment_is_read_or_skipped_with_its_reason(kind: str, body: bytes, expected: str):
    parts = b"--b\n\nhi\n--b\nContent-Type: " + kind.encode() + b"\n\n" + body + b"\n--b--\n"
    _, second, *_ = items_of(mail(f'{HEAD}\nContent-Type: multipart/mixed; boundary="b"', parts))
    assert (second.reason if isinstance(second, Skipped) else second.kind) in expected
    assert second.locator.startswith("message/part-2")


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: b"\r\n\r\n" + data,
        lambda data: data.replace(b"\r\n", b"\r"),
        lambda data: data.replace(b"\r\n", b"\n"),
        lambda data: data.decode("gb18030").encode("utf-16"),
    ],
    ids=["byte order mark", "empty lines first", "CR only", "LF only", "UTF-16"],
)
def test_damage_around_a_mail_does_not_hide_it(change):
    message = only(change(fixture("eml/gb2312.eml")))
    assert message.fields["subject"] == "成片什么时候能取"
    assert "13800138000" in message.fields["body"]


def test_foreign_lines_before_the_headers_do_not_hide_a_mail():
    message = only(b"Mail content:\nkeep 13800138000\n" + mail(HEAD))
    assert message.fields["subject"] == "s"
    assert message.fields["body"] == "Mail content:\nkeep 13800138000\n\nhello"
    assert message.warnings == ("foreign_lines",)


def test_a_text_that_quotes_a_mail_is_no_mail():
    text = b"Our notes of Monday\nFrom: nora@example.com\nTo: a@example.com\nSubject: s\n\nthe rest\n"
    assert not any(each.id == "eml" for each in ingest.claims(io.BytesIO(text)))


def attached(content: bytes, kind: str) -> bytes:
    parts = f"--b\n\nsee below\n--b\nContent-Type: {kind}\nContent-Transfer-Encoding: base64\n\n".encode()
    return mail(
        f'{HEAD}\nContent-Type: multipart/mixed; boundary="b"', parts + base64.encodebytes(content) + b"--b--\n"
    )


def test_a_file_sent_as_something_else_is_read_as_what_it_is_with_a_warning():
    _, row, *_ = records_of(attached(fixture("xlsx/customers.xlsx"), 'image/jpeg; name="photo.jpg"'))
    assert row.kind is RecordKind.ROW
    assert row.fields["file_name"] == "photo.jpg"
    assert "type_misleading" in row.warnings


def test_mails_attached_as_files_do_not_nest_without_end():
    data = mail("From: a@example.com\nSubject: x\nMessage-ID: <i@x>")
    for _ in range(60):
        data = b"From: a@example.com\nSubject: x\nContent-Type: application/octet-stream; name=a\n\n" + data
    assert reasons_of(data) == ["nested_too_deep"]


def test_a_calendar_among_the_alternatives_is_an_attachment():
    parts = b"--b\n\ncome\n--b\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Shooting\n"
    parts += b"DTSTART:20260301T100000Z\nEND:VEVENT\nEND:VCALENDAR\n--b--\n"
    message, event = items_of(mail(f'{HEAD}\nContent-Type: multipart/alternative; boundary="b"', parts))
    assert isinstance(message, Record) and message.fields["body"] == "come"
    assert isinstance(event, Record) and any("Shooting" in text for text in event.fields.values())


def test_an_attachment_that_lies_elsewhere_is_said_to():
    _, elsewhere = items_of(fixture("emlx/partial.emlx"))
    assert isinstance(elsewhere, Skipped) and elsewhere.reason == "attachment_elsewhere"


def test_what_is_deleted_or_encrypted_but_there_is_said_to():
    message = only(mail(f"{HEAD}\nX-Mozilla-Status: 0009", b"-----BEGIN PGP MESSAGE-----\nabc\n"))
    assert message.warnings == ("body_encrypted", "marked_deleted")


def test_the_length_of_an_emlx_is_not_trusted():
    data = fixture("emlx/partial.emlx")
    first = records_of(data)[0]
    wrong = records_of(b"99999" + data[data.find(b"\n") :])[0]
    assert "</plist>" not in first.fields["body"] + wrong.fields["body"]
    assert wrong.fields == first.fields
    assert set(wrong.warnings) - set(first.warnings) == {"length_wrong"}
