"""What the bytes of a mail say: charsets, transfer encodings, encoded words, dates, names of files."""

import base64
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.ingest.reading import HEAD, mail, only, records_of

CHINA = timezone(timedelta(hours=8))


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


def test_a_message_id_holds_no_nul():
    message = only(mail(f"{HEAD}\nMessage-ID: <a\0b@x>\nReferences: <c\0d@x>"))
    assert message.locator == message.fields["message_id"] == "<ab@x>"
    assert message.thread == ("<cd@x>",)
