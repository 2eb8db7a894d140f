import io
import lzma
import zipfile
from base64 import b64decode
from zlib import crc32

import inflate64
import pytest
import pyzipper
from backports import zstd

from engine import ingest
from engine.ingest import Settings, archive, unpacked
from engine.model.records import Record, Skipped
from tests.ingest.reading import fixture, items_of, reasons_of, records_of

ORDERS = "姓名,手机\n林小满,13800138000\n".encode()


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return data.getvalue()


def sealed(password: str) -> bytes:
    """The orders with AES, as WinZip makes it."""
    data = io.BytesIO()
    with pyzipper.AESZipFile(data, "w", pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as made:
        made.setpassword(password.encode())
        made.writestr("a.csv", ORDERS)
    return data.getvalue()


TRADITIONAL = {
    "secret": b64decode(
        "UEsDBAoACQAAAABQJlrqolCHMAAAACQAAAAFAAAAYS5jc3ZgGY5JspaMucJIg1XZpTGTs9coSyHhcvBALSWQRdPfSmtDLPFOVqzv"
        "ZZa4CL3xOUlQSwcI6qJQhzAAAAAkAAAAUEsBAh4DCgAJAAAAAFAmWuqiUIcwAAAAJAAAAAUAAAAAAAAAAQAAAKSBAAAAAGEuY3N2"
        "UEsFBgAAAAABAAEAMwAAAGMAAAAAAA=="
    ),
    "密码一": b64decode(
        "UEsDBAoACQAAAABQJlrqolCHMAAAACQAAAAFAAAAYS5jc3aB/1B126oEtiN3YTC7tCohFBjUMTUIcH5zRW9EalMx1Wi52U6lCt9H"
        "RxesLlpYTE9QSwcI6qJQhzAAAAAkAAAAUEsBAh4DCgAJAAAAAFAmWuqiUIcwAAAAJAAAAAUAAAAAAAAAAQAAAKSBAAAAAGEuY3N2"
        "UEsFBgAAAAABAAEAMwAAAGMAAAAAAA=="
    ),
}
"""The orders encrypted by Info-ZIP 3.0."""


def test_members_are_read_by_what_they_are():
    items = items_of(fixture("zip/mixed.zip"))
    locators = [item.locator for item in items]
    assert locators[:4] == ["1/<a1@example.cn>", "2/#1 <m1@example.com>", "2/#2 <m2@example.com>", "2/#3"]
    assert "4/1/csv!1" in locators and "7/contact-1" in locators
    skipped = [item for item in items if isinstance(item, Skipped)]
    assert [(item.locator, item.reason, item.detail) for item in skipped] == [("5", "image_not_read", "image/png")]


def test_the_first_record_of_a_member_carries_its_name():
    records = [item for item in items_of(fixture("zip/mixed.zip")) if isinstance(item, Record)]
    assert (records[0].fields["folder"], records[0].fields["file_name"]) == ("mail", "letter.eml")
    assert [each.fields.get("file_name") for each in records[1:4]] == ["box.mbox", None, None]
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


def test_a_member_that_fails_its_checksum_is_read_and_says_so():
    data = packed(("a.csv", ORDERS), ("b.csv", ORDERS), method=zipfile.ZIP_STORED)
    at = data.index(b"13800138000")
    items = items_of(data[:at] + b"9" + data[at + 1 :])
    assert [getattr(item, "warnings", ()) for item in items] == [("checksum_wrong",), ()]


def test_a_member_that_cannot_be_unpacked_costs_itself():
    data = packed(("a.csv", ORDERS), ("b.csv", ORDERS))
    items = items_of(data[:35] + b"\xff" * 8 + data[43:])
    assert [getattr(item, "reason", "read") for item in items] == ["member_damaged", "read"]


def test_what_a_member_declares_is_not_believed():
    data = bytearray(packed(("a.csv", ORDERS), ("b.csv", b"x,y\n" + b"1,2\n" * 9999)))
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert [getattr(item, "reason", "read") for item in items_of(bytes(data))] == ["read", "size_wrong"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_of_compression(method: int):
    assert len(records_of(packed(("a.csv", ORDERS), method=method))) == 1


def deflated64(data: bytes) -> bytes:
    deflater = inflate64.Deflater()
    return deflater.deflate(data) + deflater.flush()


def by_method(method: int, content: bytes, data: bytes) -> bytes:
    """An archive of one table, `content`, that `method` has packed into `data`."""
    made = bytearray(packed(("a.csv", data), method=zipfile.ZIP_STORED))
    for at in (8, made.index(b"PK\x01\x02") + 10):
        made[at : at + 2] = method.to_bytes(2, "little")
        made[at + 6 : at + 10] = crc32(content).to_bytes(4, "little")
        made[at + 14 : at + 18] = len(content).to_bytes(4, "little")
    return bytes(made)


FOREIGN = {9: deflated64, 93: zstd.compress, 95: lzma.compress}


@pytest.mark.parametrize("method", FOREIGN)
def test_methods_of_compression_that_the_standard_library_lacks(method: int):
    many = ORDERS + b"".join(b"%d,%d\n" % (number, number * 7919) for number in range(3_000))
    data = by_method(method, many, FOREIGN[method](many))
    assert len(records_of(data)) == 3_001
    (extent,) = ingest.extents(io.BytesIO(data), "zip")
    assert ingest.original(io.BytesIO(data), "zip", extent, "1/csv!7") == (many, "csv")
    assert reasons_of(by_method(method, many, FOREIGN[method](many)[:-200]))[-1] == "archive_truncated"
    assert reasons_of(by_method(method, ORDERS, b"\xff\xfe" * 40)) == ["member_damaged"]


def test_a_bomb_in_deflate64_is_stopped():
    assert reasons_of(by_method(9, bytes(64 << 20), deflated64(bytes(64 << 20)))) == ["expands_too_much"]


def test_an_unknown_method_says_so():
    data = bytearray(packed(("a.csv", ORDERS)))
    data[data.index(b"PK\x01\x02") + 10] = 97
    assert reasons_of(bytes(data)) == ["compression_unknown"]


@pytest.mark.parametrize("aes", [False, True])
@pytest.mark.parametrize("password", TRADITIONAL)
def test_a_password_opens_a_member(aes: bool, password: str):
    data = sealed(password) if aes else TRADITIONAL[password]
    told = [read_with(data, *passwords) for passwords in ((), ("other",), ("other", password))]
    assert told == [["encrypted"], ["wrong_password"], ["read"]]


def read_with(data: bytes, *passwords: str) -> list[str]:
    items = ingest.read(io.BytesIO(data), "s", "x.zip", Settings(passwords=passwords))
    return [getattr(item, "reason", "read") for item in items]


def test_the_directory_may_be_lost():
    whole = packed(("a.csv", ORDERS), ("b.csv", ORDERS), ("c.csv", ORDERS))
    for data in (whole[: whole.index(b"PK\x01\x02")], whole[: whole.index(b"c.csv") + 20]):
        items = items_of(data)
        assert sum(isinstance(item, Record) for item in items) >= 2
        assert isinstance(items[-1], Skipped) and items[-1].reason == "archive_truncated"


def test_sizes_behind_the_data_are_found_without_a_directory():
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self):
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.csv", ORDERS)
        made.writestr("b.csv", ORDERS)
    data = pipe.getvalue()
    assert len(records_of(data[: data.index(b"PK\x01\x02")])) == 2


def test_an_archive_behind_a_program():
    assert len(records_of(b"MZ" + bytes(500) + packed(("a.csv", ORDERS)))) == 1


def test_one_volume_of_several():
    assert reasons_of(b"PK\x07\x08" + packed(("a.csv", ORDERS))) == ["archive_split"]


def test_files_that_systems_keep_for_themselves():
    data = packed(
        ("Maildir/dovecot-uidlist", b"3 V1 N2\n"),
        ("__MACOSX/._a.csv", b"\0\5\x16\7" + bytes(90)),
        ("INBOX.msf", b'// <!-- <mdb:mork:z v="1.4"/> -->\n'),
        ("maildirfolder", b""),
    )
    assert reasons_of(data) == ["system_file"] * 4


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
    monkeypatch.setattr(archive, "ENTRY_LIMIT", 2)
    items = items_of(packed(*((f"{number}.csv", ORDERS) for number in range(5))))
    assert isinstance(items[-1], Skipped)
    assert (items[-1].reason, items[-1].detail) == ("too_many_members", "3")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (packed(), "archive_empty"),
        (packed(("folder/", b"")), "archive_empty"),
        (packed()[:10], "archive_damaged"),
        (packed(("a.csv", b"")), "empty_file"),
        (packed(("a.bin", b"\0\1\2\3")), "unknown_format"),
    ],
)
def test_an_archive_without_anything_to_read_is_never_silent(data: bytes, reason: str):
    assert reasons_of(data) == [reason]


def test_a_path_that_climbs_is_only_a_name(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (record,) = records_of(packed(("../../climbed.csv", ORDERS)))
    assert (record.fields["folder"], record.fields["file_name"]) == ("../..", "climbed.csv")
    assert record.warnings == ("name_unsafe",)
    assert not list(tmp_path.iterdir())


def test_an_office_document_is_no_archive():
    data = packed(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>"))
    assert "zip" not in [each.id for each in ingest.claims(io.BytesIO(data))]


def test_a_directory_is_read_once_to_tell_the_format(monkeypatch: pytest.MonkeyPatch):
    opened: list[object] = []
    whole = zipfile.ZipFile
    monkeypatch.setattr(zipfile, "ZipFile", lambda file: opened.append(file) or whole(file))
    assert [each.id for each in ingest.claims(io.BytesIO(fixture("zip/mixed.zip")))] == ["zip"]
    assert len(opened) == 1


def test_a_large_member_is_read_as_a_stream(monkeypatch: pytest.MonkeyPatch):
    in_memory = items_of(fixture("zip/mixed.zip"))
    monkeypatch.setattr(unpacked, "AHEAD", 100)
    monkeypatch.setattr(unpacked, "KEPT", 50)
    assert items_of(fixture("zip/mixed.zip")) == in_memory


def test_a_large_member_damaged_in_its_middle_gives_what_came_before(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(unpacked, "AHEAD", 100)
    monkeypatch.setattr(unpacked, "KEPT", 50)
    letter = b"From a@x Mon Jan  6 10:00:00 2025\nSubject: s\n\n" + b"x" * 1000 + b"\n\n"
    data = packed(("a.mbox", letter * 10_000), method=zipfile.ZIP_STORED)
    at = len(data) - 200_000
    items = items_of(data[:at] + b"y" + data[at + 1 :])
    assert sum(isinstance(item, Record) for item in items) > 1000
    assert [item.reason for item in items if isinstance(item, Skipped)] == ["checksum_wrong"]
