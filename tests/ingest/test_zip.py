import io
import zipfile

import pytest

from engine import ingest
from engine.ingest import Settings
from engine.ingest import zip as archives
from engine.model.records import Record, Skipped
from tests.ingest.reading import fixture, items_of, reasons_of, records_of

ORDERS = "姓名,手机\n林小满,13800138000\n".encode()


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return data.getvalue()


def test_members_are_read_by_what_they_are():
    items = items_of(fixture("zip/mixed.zip"))
    locators = [item.locator for item in items]
    assert locators[:4] == ["1/<a1@example.cn>", "2/#1 <m1@example.com>", "2/#2 <m2@example.com>", "2/#3"]
    assert "4/1/csv!1" in locators and "7/contact-1" in locators
    skipped = [item for item in items if isinstance(item, Skipped)]
    assert [(item.locator, item.reason, item.detail) for item in skipped] == [("5", "unknown_format", "image/png")]


def test_the_first_record_of_a_member_carries_its_name():
    records = [item for item in items_of(fixture("zip/mixed.zip")) if isinstance(item, Record)]
    assert records[0].fields["file_name"] == "mail/letter.eml"
    assert [each.fields.get("file_name") for each in records[1:4]] == ["mail/box.mbox", None, None]
    assert records[0].content_hash == records_of(fixture("eml/gb2312.eml"))[0].content_hash


def test_extents_are_the_members():
    data = fixture("zip/mixed.zip")
    extents = list(ingest.extents(io.BytesIO(data), "zip"))
    assert all(data[each.offset : each.offset + 4] == b"PK\x03\x04" for each in extents)
    assert {each.origin for each in records_of(data)} <= {each.offset for each in extents}
    assert b"letter.eml" in data[extents[0].offset : extents[0].offset + extents[0].length]


def test_a_name_in_gbk_without_its_flag():
    data = packed(("zzzz.csv", ORDERS)).replace(b"zzzz.csv", "客户".encode("gbk") + b".csv")
    assert records_of(data)[0].fields["file_name"] == "客户.csv"


def test_two_members_of_one_name_are_both_read():
    with pytest.warns(UserWarning):
        data = packed(("a.csv", ORDERS), ("a.csv", ORDERS.replace(b"13800138", b"13900139")))
    assert [each.fields["手机"] for each in records_of(data)] == ["13800138000", "13900139000"]


def test_a_damaged_member_costs_itself():
    data = packed(("a.csv", ORDERS), ("b.csv", ORDERS), method=zipfile.ZIP_STORED)
    at = data.index(b"13800138000")
    items = items_of(data[:at] + b"9" + data[at + 1 :])
    assert [getattr(item, "reason", "read") for item in items] == ["member_damaged", "read"]


def test_an_encrypted_member_says_so():
    data = bytearray(packed(("a.csv", ORDERS)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert reasons_of(bytes(data)) == ["encrypted"]


def test_what_expands_too_much_is_stopped():
    bomb = packed(("zeros.csv", b"0" * (64 << 20)), ("good.csv", ORDERS))
    assert [getattr(item, "reason", "read") for item in items_of(bomb)] == ["expands_too_much", "read"]


def test_archives_in_archives_end_somewhere():
    data = packed(("a.csv", ORDERS))
    for _ in range(Settings().archive_depth - 1):
        data = packed(("inner.zip", data))
    assert len(records_of(data)) == 1
    assert reasons_of(packed(("inner.zip", data))) == ["nested_too_deep"]


def test_too_many_members_are_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archives, "ENTRY_LIMIT", 2)
    items = items_of(packed(*((f"{number}.csv", ORDERS) for number in range(5))))
    assert isinstance(items[-1], Skipped)
    assert (items[-1].reason, items[-1].detail) == ("too_many_members", "3")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (packed(), "archive_empty"),
        (packed(("folder/", b"")), "archive_empty"),
        (packed(("a.csv", ORDERS))[:60], "archive_damaged"),
        (packed(("a.csv", b"")), "empty_file"),
        (packed(("a.bin", b"\0\1\2\3")), "unknown_format"),
    ],
)
def test_an_archive_without_anything_to_read_is_never_silent(data: bytes, reason: str):
    assert reasons_of(data) == [reason]


def test_a_path_that_climbs_is_only_a_name(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert records_of(packed(("../../climbed.csv", ORDERS)))[0].fields["file_name"] == "../../climbed.csv"
    assert not list(tmp_path.iterdir())


def test_an_office_document_is_no_archive():
    data = packed(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>"))
    assert reasons_of(data) == ["unknown_format"]


def test_a_large_member_is_read_as_a_stream(monkeypatch: pytest.MonkeyPatch):
    in_memory = items_of(fixture("zip/mixed.zip"))
    monkeypatch.setattr(archives, "STREAM_FROM", 100)
    assert items_of(fixture("zip/mixed.zip")) == in_memory


def test_a_large_member_damaged_in_its_middle_gives_what_came_before(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archives, "STREAM_FROM", 100)
    letter = b"From a@x Mon Jan  6 10:00:00 2025\nSubject: s\n\n" + b"x" * 1000 + b"\n\n"
    data = packed(("a.mbox", letter * 10_000), method=zipfile.ZIP_STORED)
    at = len(data) - 200_000
    items = items_of(data[:at] + b"y" + data[at + 1 :])
    assert sum(isinstance(item, Record) for item in items) > 1000
    assert [item.reason for item in items if isinstance(item, Skipped)] == ["member_damaged"]
