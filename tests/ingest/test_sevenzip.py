import io

import py7zr
import pytest

from engine import ingest
from engine.ingest import Settings, unpacked
from engine.model.records import Record
from tests.ingest.reading import fixture, items_of, mail, reasons_of

ORDERS = "姓名,手机\n林小满,13800138000\n".encode()
MAIL = mail("From: a@x\nMessage-ID: <i@x>")


def packed(*members: tuple[str, bytes], password: str | None = None, header: bool = False) -> bytes:
    data = io.BytesIO()
    with py7zr.SevenZipFile(data, "w", password=password, header_encryption=header) as archive:
        for name, content in members:
            archive.writestr(content, name)
    return data.getvalue()


def test_members_are_read_by_what_they_are():
    items = items_of(fixture("sevenzip/mixed.7z"))
    told = [(item.locator, getattr(item, "reason", "read")) for item in items]
    assert told[0] == ("1/<t1@example.cn>", "read") and ("3", "empty_file") in told
    assert isinstance(items[0], Record) and items[0].fields["file_name"] == "letter.eml"
    assert len(items) == 6 and items == items_of(fixture("sevenzip/mixed.7z"))


@pytest.mark.parametrize("header", [False, True])
def test_a_password_opens_it(header: bool):
    data = packed(("a.csv", ORDERS), password="密码一", header=header)
    read = [ingest.read(io.BytesIO(data), "s", "x", Settings(passwords=given)) for given in ((), ("no",), ("密码一",))]
    assert [[getattr(item, "reason", "read") for item in items] for items in read] == [
        ["encrypted"],
        ["wrong_password"],
        ["read"],
    ]


def test_a_large_member_is_read_as_a_stream(monkeypatch: pytest.MonkeyPatch):
    letters = b"".join(b"From a@x Mon Jan  6 10:00:00 2025\nSubject: %d\n\nx\n\n" % (n**7) for n in range(2000))
    data = packed(("a.eml", MAIL), ("a.mbox", letters), ("b.eml", MAIL))
    in_memory = items_of(data)
    assert len(in_memory) == 2002
    monkeypatch.setattr(unpacked, "AHEAD", 100)
    monkeypatch.setattr(unpacked, "KEPT", 50)
    assert items_of(data) == in_memory


def test_a_bomb_is_not_unpacked():
    assert reasons_of(packed(("a", bytes(64 << 20)), ("b.csv", ORDERS))) == ["expands_too_much"] * 2


def test_a_damaged_stream_costs_what_lies_behind_the_damage():
    noise = bytes(range(256)) * 400
    data = bytearray(packed(("a.eml", MAIL), ("b.bin", noise), ("c.csv", ORDERS)))
    data[len(MAIL) + 60] ^= 0xFF
    items = items_of(bytes(data))
    assert {item.locator.partition("/")[0] for item in items} == {"1", "2", "3"}


def test_a_damaged_header_is_said():
    assert reasons_of(packed(("a.csv", ORDERS))[:-5]) == ["archive_damaged"]
