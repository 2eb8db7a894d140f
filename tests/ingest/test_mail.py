import base64
import io
from datetime import UTC, datetime, timedelta, timezone

import pytest

from engine import ingest
from engine.model.records import Record, RecordKind, Skipped
from tests.ingest.reading import fixture, items_of, mail, only, reasons_of, records_of

CHINA = timezone(timedelta(hours=8))
HEAD = "From: nora@example.com\nSubject: s\nDate: Mon, 06 Jan 2025 10:00:00 +0000\nMIME-Version: 1.0"


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


@pytest.mark.parametrize(
    ("charset", "codec", "warning"),
    [
        ("gb2312", "gb18030", None),
        ("GBK", "gb18030", None),
        ("big5", "big5", None),
        ("utf-8", "gb18030", "charset_wrong"),
        ("gb2312", "utf-8", "charset_wrong"),
        ("iso-8859-1", "gb18030", "charset_wrong"),
        ("x-unknown-9", "gb18030", "charset_unknown"),
        ("us-ascii", "gb18030", "charset_guessed"),
        ("iso-2022-jp", "iso-2022-jp", None),
        ("hz-gb-2312", "hz", None),
        ("us-ascii", "hz", "charset_guessed"),
        ("x-gbk", "gb18030", None),
        ("big5", "gb18030", "charset_wrong"),
        ("utf-7", "utf-7", None),
        ("utf-16", "utf-16", None),
        ("utf-16le", "utf-16-le", None),
        ("utf-16", "utf-8", "charset_wrong"),
        ("hz", "gb18030", "charset_wrong"),
        ("iso-2022-kr", "iso-2022-kr", None),
        ("iso-2022-jp", "cp932", "charset_wrong"),
        ("us-ascii", "iso-2022-jp", "charset_guessed"),
        ("cp-936", "gb18030", None),
    ],
)
def test_the_declared_charset_is_believed_only_where_it_fits(charset: str, codec: str, warning: str | None):
    text = "取件人手机" if codec == "big5" else "您好，我是影楼的客人，收件地址是上海市静安区"
    text = "予約の写真" if codec in ("iso-2022-jp", "cp932") else "사진 예약" if codec == "iso-2022-kr" else text
    message = only(mail(f"{HEAD}\nContent-Type: text/plain; charset={charset}", text.encode(codec)))
    assert message.fields["body"] == text
    assert message.warnings == ((warning,) if warning else ())


@pytest.mark.parametrize("name", ["gb18030", "utf-8"])
def test_raw_eight_bit_headers_are_read(name: str):
    data = "From: 林小满 <lin@example.cn>\nSubject: 关于订单的成片和相册\n\n你好".encode(name)
    message = only(data)
    assert message.fields["from"] == "林小满 <lin@example.cn>"
    assert message.fields["subject"] == "关于订单的成片和相册"


def test_a_character_split_over_two_encoded_words_is_whole():
    raw = "摄影".encode("gb18030")
    words = [f"=?gb2312?B?{base64.b64encode(part).decode()}?=" for part in (raw[:3], raw[3:])]
    assert only(mail(f"From: a@example.com\nSubject: {words[0]}\n {words[1]}")).fields["subject"] == "摄影"


@pytest.mark.parametrize(
    ("subject", "text", "warned"),
    [
        ("=?utf-8?Q?caf=C3=A9_menu?=", "café menu", False),
        ("Re: =?utf-8?B?5pGE5b2x?= today", "Re: 摄影 today", False),
        ("=?utf-8?B?5a6i5oi3?", "客户", True),
        ("=?utf-8?Q?=E5=AE=A2=E6=88=B7", "客户", True),
        ("=?utf-8?B? 5a6i5oi3 ?=", "客户", False),
        ("=?utf-8? B ?5a6i5oi3?=", "客户", False),
        ("=?utf-8?B?5a6i5oi3?==?gbk?B?v827pw==?=", "客户客户", False),
        ("=?utf-8?B?5a6i5oi?=", "客\ufffd", True),
        ("=?utf-8?B?=E5=AE=A2=E6=88=B7?=", "客户", False),
        ("=?gb2312?B?v827pw?=", "客户", False),
        ("=?utf-8?Q?a b?c_d?=", "a b?c d", False),
        ('"=?utf-8?B?5a6i5oi3?=" <a@example.com>', '"客户" <a@example.com>', False),
        ("=?utf-8?B?PT9nYms/Qj92ODI3cHc9PT89?=", "客户", True),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?=", True),
        ("=?nonsense?Q?abc?=", "abc", True),
    ],
)
def test_encoded_words(subject: str, text: str, warned: bool):
    message = only(mail(f"{HEAD.replace('Subject: s', f'Subject: {subject}')}"))
    assert message.fields["subject"] == text
    assert bool(message.warnings) is warned


@pytest.mark.parametrize(
    ("value", "date", "warning"),
    [
        ("Thu, 01 Jan 2026 10:00:00 +0800", datetime(2026, 1, 1, 10, tzinfo=CHINA), None),
        ("Thu, 01 Jan 2026 10:00:00 GMT", datetime(2026, 1, 1, 10, tzinfo=UTC), None),
        ("Thu, 01 Jan 2026 10:00:00 -0000", datetime(2026, 1, 1, 10), None),
        ("2026年1月1日 星期四 10:05", datetime(2026, 1, 1, 10, 5), None),
        ("2026年1月1日 下午 3:05", datetime(2026, 1, 1, 15, 5), None),
        ("2026-01-01T10:00:00+08:00", datetime(2026, 1, 1, 10, tzinfo=CHINA), None),
        ("Thu, 01 Jan 2026 10:00:00 +9999", datetime(2026, 1, 1, 10), "date_zone_unreadable"),
        ("Thu, 01 Jan 2026 10:00:00 CST", datetime(2026, 1, 1, 10), "date_zone_unreadable"),
        ("Thu, 01 Jan 2026 10:00:00 EST", datetime(2026, 1, 1, 10, tzinfo=timezone(timedelta(hours=-5))), None),
        ("Thu, 01 Jan 2026 10:00:00 GMT+8", datetime(2026, 1, 1, 10, tzinfo=CHINA), None),
        ("Thu, 01 Jan 2026 10:00:00", datetime(2026, 1, 1, 10), None),
        ("Thu, 01 Jan 2026 10:00:00 PM +0800", datetime(2026, 1, 1, 22, tzinfo=CHINA), None),
        ("星期四, 1 一月 2026 10:00:00 +0800", datetime(2026, 1, 1, 10, tzinfo=CHINA), None),
        ("Thu Jan  1 10:00:00 CST 2026", datetime(2026, 1, 1, 10), "date_zone_unreadable"),
        ("03/04/2026 10:00", None, "date_unreadable"),
        ("yesterday-ish", None, "date_unreadable"),
        ("Mon, 01 Jan 1900 00:00:00 +0000", None, "date_unreadable"),
        ("Sat, 01 Jan 10000 00:00:00 +0000", None, "date_unreadable"),
        ("", None, "date_missing"),
    ],
)
def test_dates(value: str, date: datetime | None, warning: str | None):
    message = only(mail(f"From: a@example.com\nSubject: x\nDate: {value}"))
    assert message.date == date
    assert (message.date.tzinfo if message.date else None) == (date.tzinfo if date else None)
    assert message.warnings == ((warning,) if warning else ())


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
    "parameter",
    [
        "filename*=gb2312''%BF%CD%BB%A7.txt",
        "filename*0*=gb2312''%BF%CD; filename*1*=%BB%A7.txt",
        "filename*1*=%BB%A7.txt; filename*0*=gb2312''%BF%CD",
        "filename*=%BF%CD%BB%A7.txt",
        "filename*0*=utf-8''%E5%AE; filename*1*=%A2%E6%88%B7.txt",
        "filename=unnamed.txt; filename*=utf-8''%E5%AE%A2%E6%88%B7.txt",
        'filename="=?gb2312?B?v827pw==?=.txt"',
        "filename==?gb2312?B?v827py50eHQ=?=",
        "filename='客户.txt'",
        "filename=客户.txt",
    ],
)
def test_the_file_name_survives_rfc_2231_in_all_forms(parameter: str):
    head = f"{HEAD}\nContent-Type: text/plain\nContent-Disposition: attachment; {parameter}"
    assert records_of(mail(head))[0].fields["attachments"] == "客户.txt"


def test_transfer_encodings_that_lie_or_break_still_give_the_text():
    cases = {
        ("base64", "取件电话 13800138000"): "encoding_wrong",
        ("x-strange", "取件电话 13800138000"): "encoding_unknown",
        ("quoted-printable", "=E5=8F=96=ZZ 13800138000"): "encoding_damaged",
    }
    for (encoding, body), warning in cases.items():
        head = f"{HEAD}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}"
        message = only(mail(head, body.encode()))
        assert "13800138000" in message.fields["body"]
        assert warning in message.warnings


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


def test_texts_hold_no_nul_and_no_lone_surrogate():
    message = only(mail(f"{HEAD}\nContent-Type: text/plain; charset=utf-7", b"a\0b +2AA- c"))
    assert "\0" not in message.fields["body"]
    message.fields["body"].encode()
    assert "nul_removed" in message.warnings


def test_iso_2022_cn_is_read_as_far_as_it_is_gb_2312():
    chinese = bytes(byte & 0x7F for byte in "电话".encode("gb2312"))
    body = b"\x1b$)A\x0e" + chinese + b"\x0f 13800138000 \x1b$)G\x0eabcd\x0f"
    message = only(mail(f"{HEAD}\nContent-Type: text/plain; charset=ISO-2022-CN", body))
    assert message.fields["body"] == "电话 13800138000 \ufffd\ufffd"
    assert message.warnings == ("charset_unsupported",)


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


def test_a_message_id_holds_no_nul():
    message = only(mail(f"{HEAD}\nMessage-ID: <a\0b@x>\nReferences: <c\0d@x>"))
    assert message.locator == message.fields["message_id"] == "<ab@x>"
    assert message.thread == ("<cd@x>",)
