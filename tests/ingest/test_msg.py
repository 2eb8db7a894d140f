import io
from datetime import UTC, datetime, timedelta, timezone

import pytest

from engine import ingest
from engine.ingest.compressed_rtf import unpacked
from engine.model.records import Record, RecordKind, Skipped
from tests.ingest.compound import compound
from tests.ingest.outlook import (
    BINARY,
    CC,
    INT,
    TEXT,
    TEXT8,
    TO,
    Parts,
    embedded,
    file,
    mail,
    message_file,
)  # fmt: skip
from tests.ingest.reading import fixture, items_of, only, reasons_of, records_of

CHINA = timezone(timedelta(hours=8))
EX = "/O=FIRM/OU=OFFICE/CN=RECIPIENTS/CN=NORA"


def test_a_mail_has_the_fields_of_any_other_mail():
    letter = records_of(fixture("msg/letter.msg"))[0]
    assert (letter.kind, letter.locator) == (RecordKind.MESSAGE, "<a1@example.cn>")
    assert dict(letter.fields) == {
        "from": "林小满 <lin.xiaoman@example.cn>",
        "to": "Studio <studio@yunying.example>",
        "cc": "",
        "subject": "成片什么时候能取",
        "message_id": "<a1@example.cn>",
        "body": "您好，我的手机是 13800138000。\n林小满\n\n微信：xiaoman_studio",
        "labels": "客户\n婚礼",
        "attachments": "名单.csv\nVorher",
    }
    assert letter.date == datetime(2024, 3, 12, 9, 30, tzinfo=CHINA)
    assert letter.thread == ("<a0@example.cn>",)
    assert letter.warnings == ()


def test_attachments_and_messages_in_them_follow():
    _, row, inner = records_of(fixture("msg/letter.msg"))
    assert (row.locator, row.fields["电话"]) == ("<a1@example.cn>/part-1/csv!1", "13900139000")
    assert inner.locator == "<a1@example.cn>/part-2/<inner@example.com>"
    assert inner.fields["body"] == "Ältere Nachricht +49 30 901820"
    assert inner.date == datetime(2024, 3, 12, 1, 30, tzinfo=UTC)


def test_a_contact_has_the_fields_of_a_vcard_and_its_owners_own():
    contact = only(fixture("msg/contact.msg"))
    assert (contact.kind, contact.locator) == (RecordKind.CONTACT, "contact")
    assert dict(contact.fields) == {
        "fn": "沈知夏",
        "org": "云影工作室",
        "tel": "139 0013 9000",
        "email": "zhixia@example.cn",
        "adr": "示例路 12 号 上海",
        "bday": "1990-05-06",
        "note": "偏好外景",
        "会员号": "VIP-0042",
    }


def test_an_appointment_is_an_attachment_with_its_time_and_people():
    event = only(fixture("msg/event.msg"))
    assert (event.kind, event.date) == (RecordKind.ATTACHMENT, datetime(2024, 5, 1, 9, tzinfo=UTC))
    assert event.fields["organizer"] == "Nora <nora@example.com>"
    assert event.fields["attendees"] == "Lin <lin@example.cn>"
    assert (event.fields["end"], event.fields["location"]) == ("2024-05-01T10:00:00+00:00", "12 Sample Lane")


def test_a_true_address_stands_for_one_of_an_exchange_server():
    hidden = {(0x0042, TEXT): "Nora", (0x0064, TEXT): "EX", (0x0065, TEXT): EX, (0x5D02, TEXT): "nora@example.com"}
    people = [
        {(0x0C15, INT): kind, (0x3001, TEXT): "Lin", (0x3002, TEXT): "EX", (0x3003, TEXT): EX} for kind in (TO, CC)
    ]
    people[0][0x39FE, TEXT] = "lin@example.cn"
    message = only(message_file(mail("s", "b", properties=hidden, recipients=people)))
    assert message.fields["from"] == "Nora <nora@example.com>"
    assert (message.fields["to"], message.fields["cc"]) == ("Lin <lin@example.cn>", "Lin")


def test_the_header_names_a_sender_that_outlook_hides():
    hidden = {(0x0065, TEXT): EX, (0x007D, TEXT): "From: Nora <nora@example.com>\r\nReply-To: desk@example.com\r\n"}
    message = only(message_file(mail("s", "b", properties=hidden)))
    assert message.fields["from"] == "Nora <nora@example.com>"
    assert message.fields["reply_to"] == "desk@example.com"


def test_text_in_no_stated_code_page_is_guessed():
    text = "成片已经修好，请来取，尾款请转账。我的手机没有变。"
    message = only(message_file(Parts({(0x001A, TEXT8): b"IPM.Note", (0x1000, TEXT8): text.encode("gb18030")})))
    assert message.fields["body"] == text
    assert "charset_guessed" in message.warnings


RICH = rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}\f0 Please call Nora.\par Thank you}"


@pytest.mark.parametrize("packed", [False, True])
def test_rich_text_stands_in_where_there_is_no_other(packed: bool):
    content = b"".join(b"\0" + RICH[at : at + 8] for at in range(0, len(RICH), 8)) if packed else RICH
    head = (len(content) + 12).to_bytes(4, "little") + len(RICH).to_bytes(4, "little")
    data = head + (b"LZFu" if packed else b"MELA") + b"\0" * 4 + content
    assert unpacked(data) == RICH
    message = only(message_file(Parts({(0x001A, TEXT): "IPM.Note", (0x1009, BINARY): data})))
    assert message.fields["body"].split("\n")[0] == "Please call Nora."


def test_packed_text_repeats_what_stood_before():
    # Specification's own example: MS-OXRTFCP 3.1.1
    data = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert unpacked(data) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_what_is_not_in_the_file_is_skipped_by_its_reason():
    elsewhere = {(0x3705, INT): 7, (0x3707, TEXT): "offer.pdf"}
    parts = [elsewhere, file("empty.txt", b""), file("beach.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "image/png")]
    items = items_of(message_file(mail("s", "b", parts=parts)))
    assert [item.reason for item in items if isinstance(item, Skipped)] == [
        "attachment_elsewhere", "empty_file", "image_not_read",
    ]  # fmt: skip


def test_messages_in_messages_end_at_the_limit():
    parts = mail("innermost", "b")
    for _ in range(24):
        parts = mail("s", "b", parts=[embedded("inner", parts)])
    items = items_of(message_file(parts))
    assert sum(isinstance(item, Record) for item in items) == 21
    assert isinstance(items[-1], Skipped) and items[-1].reason == "nested_too_deep"


def test_other_compound_files_are_not_claimed():
    foreign = compound({"WordDocument": b"\0" * 5000, "ObjectPool": {"__properties_version1.0": b"\0" * 40}})
    assert "msg" not in [each.id for each in ingest.claims(io.BytesIO(foreign))]


def test_a_cut_or_altered_file_loses_no_item_silently():
    data = fixture("msg/letter.msg")
    for cut in range(600, len(data), 2111):
        assert items_of(data[:cut])
        altered = bytearray(data)
        altered[cut] ^= 0xFF
        assert items_of(bytes(altered))


def test_a_damaged_container_is_one_skipped_item():
    assert reasons_of(message_file(Parts({}))) == ["message_damaged"]


def test_the_original_of_an_inner_message_is_rebuilt_as_a_mail():
    locator = "<a1@example.cn>/part-2/<inner@example.com>"
    data = fixture("msg/letter.msg")
    extent = next(iter(ingest.extents(io.BytesIO(data), "msg")))
    content, format = ingest.original(io.BytesIO(data), "msg", extent, locator)
    assert format == "eml"
    message = only(content)
    assert message.locator == "<inner@example.com>"
    assert message.fields["body"] == "Ältere Nachricht +49 30 901820"
    assert message.fields["from"] == "林小满 <lin.xiaoman@example.cn>"
    assert ingest.original(io.BytesIO(data), "msg", extent, "<a1@example.cn>") == (data, "msg")
