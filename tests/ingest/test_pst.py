"""Mailbox files: our own, those of the corpora, and what happens around a helper that crashes, with a fake one."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine import ingest
from engine.ingest import pst
from engine.ingest.place import Place, Reading
from engine.ingest.sandbox import HelperCrashed, HelperFailed, HelperRefused, HelperTimedOut
from engine.model.records import Record, RecordKind, Skipped
from tests.ingest.mailbox import Mailbox
from tests.ingest.outlook import INT, TEXT8, Parts, embedded, file, mail
from tests.ingest.reading import fixture, items_of, only, records_of

MAILBOX = fixture("pst/mailbox.pst")
SAMPLES = ("mail-and-tables", "files", "aspose-samples", "net")


class Helper:
    """Stands for the sandbox: gives items 1 to `count`, and fails at some of them."""

    def __init__(self, count: int, failures: dict[int, HelperFailed]) -> None:
        self.count, self.failures = count, failures

    def produce(self, module: str, file: object, arguments: dict[str, int]) -> Iterator[dict[str, Any]]:
        for number in range(arguments["first"], (arguments["last"] or self.count) + 1):
            yield {"begin": number, "folder": 3, "path": "Inbox"}
            if number in self.failures:
                raise self.failures[number]
            yield {"properties": {"message_class": "IPM.Note", "subject": f"no. {number}"}, "warnings": []}
            yield {"end": number}

    def close(self) -> None:
        pass


def items(helper: Any, only: str = "") -> list[Record | Skipped]:
    reading = Reading("0" * 64, lambda file, place: iter(()), lambda data: None, only=only, sandbox=helper)
    return list(pst.read(io.BytesIO(b"!BDN"), Place(reading)))


def test_an_item_that_crashes_or_hangs_the_helper_costs_itself():
    found = items(Helper(5, {2: HelperCrashed(), 4: HelperTimedOut()}))
    assert [item.locator for item in found] == [f"folder-3/#{number}" for number in range(1, 6)]
    assert [item.reason for item in found if isinstance(item, Skipped)] == ["reader_crashed", "reader_timeout"]


def test_a_helper_that_crashes_before_any_item_is_not_asked_for_ever():
    class Dead(Helper):
        def produce(self, module: str, file: object, arguments: dict[str, int]) -> Iterator[dict[str, Any]]:
            raise HelperCrashed
            yield {}

    (item,) = items(Dead(0, {}))
    assert isinstance(item, Skipped) and (item.locator, item.reason) == ("file", "reader_crashed")


def test_a_mailbox_full_of_crashes_is_given_up():
    found = items(Helper(1000, {number: HelperCrashed() for number in range(1, 1001)}))
    assert len(found) == pst.CRASH_LIMIT + 1
    assert found[-1].locator == "rest"


def test_a_refusal_is_the_whole_file():
    class Refusing(Helper):
        def produce(self, module: str, file: object, arguments: dict[str, int]) -> Iterator[dict[str, Any]]:
            raise HelperRefused("mailbox_damaged")
            yield {}

    (item,) = items(Refusing(0, {}))
    assert isinstance(item, Skipped) and (item.locator, item.reason) == ("file", "mailbox_damaged")


def test_an_item_that_is_asked_for_is_asked_of_the_helper_alone():
    helper = Helper(1000, {number: HelperCrashed() for number in range(1, 1001) if number != 700})
    (item,) = items(helper, only="folder-3/#700")
    assert isinstance(item, Record) and item.fields["subject"] == "no. 700"


def test_a_mailbox_gives_mails_contacts_and_what_was_deleted():
    letter, row, inner, contact, event, deleted = records_of(MAILBOX)
    assert letter.locator == "folder-2/#1 <a1@example.cn>"
    assert (letter.fields["folder"], letter.fields["labels"]) == ("收件箱", "客户\n婚礼")
    assert letter.fields["body"] == "您好，我的手机是 13800138000。\n林小满\n\n微信：xiaoman_studio"
    assert (row.locator, row.fields["电话"]) == (f"{letter.locator}/part-1/csv!1", "13900139000")
    assert inner.locator == f"{letter.locator}/part-2/<inner@example.com>"
    assert inner.fields["to"] == "Studio <studio@yunying.example>"
    assert (contact.locator, contact.kind) == ("folder-3/#2", RecordKind.CONTACT)
    assert (contact.fields["email"], contact.fields["会员号"]) == ("zhixia@example.cn", "VIP-0042")
    assert event.fields["location"] == "12 Sample Lane"
    assert (deleted.locator, deleted.warnings) == ("recovered/#4", ("item_recovered",))


def test_large_values_and_empty_folders():
    mailbox = Mailbox()
    mailbox.folder(0x401, "Empty", [])
    picture, text = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 800, "a line of text\n" * 9000
    mailbox.folder(0x402, "Inbox", [mail("s", text, parts=[file("a.png", picture, "image/png")])])
    message, image = items_of(mailbox.content())
    assert isinstance(message, Record) and message.fields["body"] == text.strip("\n")
    assert image.locator == "folder-3/#1/part-1"
    assert isinstance(image, Skipped) and image.reason == "image_not_read"


def test_text_of_an_old_chinese_mailbox_is_no_gibberish():
    mailbox = Mailbox()
    text = "尾款已付，请把底片寄到新地址，谢谢。"
    properties = {(0x001A, TEXT8): b"IPM.Note", (0x3FDE, INT): 936, (0x1000, TEXT8): text.encode("gb18030")}
    mailbox.folder(0x401, "收件箱", [Parts(properties, [{(0x0C15, INT): 1, (0x3001, TEXT8): "周予安".encode("gbk")}])])
    message = only(mailbox.content())
    assert (message.fields["body"], message.fields["to"]) == (text, "周予安")


def test_messages_in_messages_end_at_the_limit():
    parts = mail("innermost", "b")
    for _ in range(24):
        parts = mail("s", "b", parts=[embedded("inner", parts)])
    mailbox = Mailbox()
    mailbox.folder(0x401, "Inbox", [parts])
    items = items_of(mailbox.content())
    assert len(items) == 22
    assert isinstance(items[-1], Skipped) and items[-1].reason == "nested_too_deep"


def test_a_cut_or_altered_mailbox_is_never_silent():
    for at in range(500, len(MAILBOX), 3001):
        altered = bytearray(MAILBOX)
        altered[at] ^= 0xFF
        assert items_of(bytes(altered)) and items_of(MAILBOX[:at])


def test_the_original_of_an_item_of_ours_is_rebuilt_as_a_mail():
    extent = next(iter(ingest.extents(io.BytesIO(MAILBOX), "pst")))
    content, format = ingest.original(io.BytesIO(MAILBOX), "pst", extent, "folder-2/#1 <a1@example.cn>")
    letter, row, inner = records_of(content)
    assert format == "eml"
    assert (letter.locator, letter.fields["from"]) == ("<a1@example.cn>", "林小满 <lin.xiaoman@example.cn>")
    assert "xiaoman_studio" in letter.fields["body"]
    assert (row.fields["姓名"], inner.fields["subject"]) == ("周予安", "Vorher")
    content, format = ingest.original(io.BytesIO(MAILBOX), "pst", extent, "folder-2/#1 <a1@example.cn>/part-1/csv!1")
    assert (content.decode("gbk").splitlines()[0], format) == ("姓名,电话", "csv")


def _read(path: Path) -> list[Record | Skipped]:
    with path.open("rb") as file:
        assert [each.id for each in ingest.claims(file)] == ["pst"]
        return list(ingest.read(file, "0" * 64, path.name))


def test_mails_contacts_and_inner_messages_of_a_mailbox(corpora: Path):
    found = _read(corpora.joinpath(*SAMPLES, "Outlook_1.pst"))
    records = [item for item in found if isinstance(item, Record)]
    assert len({item.locator for item in found}) == len(found)
    assert {item.reason for item in found if isinstance(item, Skipped)} <= {"image_not_read"}
    inner = [each for each in records if "/part-" in each.locator and each.kind is RecordKind.MESSAGE]
    assert len(inner) == 4 and all("@" in each.fields["from"] and each.fields["body"] for each in inner)
    assert all(each.fields["folder"] for each in records if "/part-" not in each.locator)


@pytest.mark.parametrize(
    ("name", "count", "reachable"), [("SampleContacts.pst", 6, 5), ("PersonalStorageFile1.pst", 72, 60)]
)
def test_contacts_have_their_named_addresses(name: str, count: int, reachable: int, corpora: Path):
    found = _read(corpora.joinpath(*SAMPLES, name))
    assert len(found) == count
    contacts = [item for item in found if isinstance(item, Record) and item.kind is RecordKind.CONTACT]
    assert sum("@" in each.fields.get("email", "") for each in contacts) == reachable


def test_an_empty_mailbox_says_so(corpora: Path):
    (item,) = _read(corpora.joinpath(*SAMPLES, "PersonalStorageFile.ost"))
    assert isinstance(item, Skipped) and item.reason == "nothing_found"


@pytest.mark.parametrize("name", ["fake_pst_header_only.pst", "random.pst"])
def test_what_only_begins_as_a_mailbox_is_damaged(name: str, corpora: Path):
    (item,) = _read(corpora / "hostile" / "files" / "outlook" / name)
    assert isinstance(item, Skipped) and item.reason == "mailbox_damaged"


def test_the_original_of_an_item_is_rebuilt_as_a_mail(corpora: Path):
    path = corpora.joinpath(*SAMPLES, "Outlook_1.pst")
    records = [item for item in _read(path) if isinstance(item, Record)]
    inner = next(each for each in records if each.kind is RecordKind.MESSAGE and "/part-" in each.locator)
    with path.open("rb") as file:
        extent = next(iter(ingest.extents(file, "pst")))
        content, format = ingest.original(file, "pst", extent, inner.locator)
    assert format == "eml"
    (again,) = [item for item in ingest.read(io.BytesIO(content), "0" * 64, "x") if isinstance(item, Record)]
    assert again.fields["message_id"] == inner.fields["message_id"]
    assert again.fields["body"] == inner.fields["body"]
