import base64

import pytest

from engine.model.records import Record, RecordKind, Skipped
from tests.ingest.outlook import INT, TEXT8, Parts, mail, wrapped
from tests.ingest.reading import fixture, items_of, only, reasons_of, records_of
from tests.ingest.reading import mail as letter


def test_a_wrapped_message_in_a_file_of_its_own_is_a_message():
    message, row, inner = records_of(fixture("tnef/winmail.dat"))
    assert (message.kind, message.fields["subject"]) == (RecordKind.MESSAGE, "成片什么时候能取")
    assert message.fields["body"].endswith("微信：xiaoman_studio")
    assert message.fields["labels"] == "客户\n婚礼"
    assert (row.kind, row.fields["电话"]) == (RecordKind.ROW, "13900139000")
    assert inner.fields["body"] == "Ältere Nachricht +49 30 901820"


def test_the_inside_of_a_mail_is_no_second_message():
    encoded = base64.encodebytes(fixture("tnef/winmail.dat"))
    head = (
        "From: nora@example.com\nSubject: s\nMessage-ID: <m@example.com>\nDate: Mon, 06 Jan 2025 10:00:00 +0000\n"
        "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64"
    )
    records = records_of(letter(head, encoded))
    assert [each.kind for each in records] == [
        RecordKind.MESSAGE, RecordKind.ATTACHMENT, RecordKind.ROW, RecordKind.MESSAGE,
    ]  # fmt: skip
    assert records[1].fields["file_name"] == "winmail.dat"
    assert records[2].locator == "<m@example.com>/part-1/<a1@example.cn>/part-1/csv!1"


def test_text_is_in_the_code_page_the_message_states():
    data = wrapped(Parts({(0x001A, TEXT8): b"IPM.Note\0", (0x1000, TEXT8): "尾款已付\0".encode("gbk")}), codepage=936)
    assert only(data).fields["body"] == "尾款已付"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.99])
def test_a_cut_message_says_what_is_missing(share: float):
    data = wrapped(mail("s", "words " * 200, properties={(0x3FDE, INT): 65001}))
    items = items_of(data[: int(len(data) * share)])
    assert isinstance(items[-1], Skipped) and items[-1].reason == "tnef_damaged"


def test_what_stands_before_the_damage_is_read():
    data = fixture("tnef/winmail.dat")
    items = items_of(data[:-200])
    assert isinstance(items[0], Record) and "13800138000" in items[0].fields["body"]
    assert [item.reason for item in items if isinstance(item, Skipped)] == ["attachment_damaged", "tnef_damaged"]


def test_nothing_but_the_first_bytes_is_damaged():
    assert reasons_of(b"\x78\x9f\x3e\x22" + b"\0" * 40) == ["tnef_damaged"]


def test_any_altered_byte_is_survived():
    data = fixture("tnef/winmail.dat")
    for at in range(4, len(data), 7):
        altered = bytearray(data)
        altered[at] ^= 0xFF
        assert items_of(bytes(altered))
