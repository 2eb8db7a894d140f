import io
import tarfile

import pytest

from engine import ingest
from engine.model.records import Extent, Record, Skipped
from tests.ingest.reading import fixture, items_of, mail, reasons_of, records_of

ORDERS = "姓名,手机\n林小满,13800138000\n".encode()


def archived(*members: tuple[str, bytes], form: int = tarfile.GNU_FORMAT, encoding: str = "utf-8", **kind) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=form, encoding=encoding) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            for key, value in kind.items():
                setattr(info, key, value)
            archive.addfile(info, io.BytesIO(content))
    return data.getvalue()


def test_a_mail_folder_shows_its_name_in_plain_characters():
    items = items_of(fixture("tar/maildir.tar"))
    assert [getattr(item, "reason", "read") for item in items[:2]] == ["system_file", "read"]
    assert isinstance(items[1], Record) and items[1].locator == "3/<t1@example.cn>"
    assert items[1].fields["folder"] == "Maildir/垃圾邮件"


def test_links_devices_and_pipes_are_counted_and_never_followed():
    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)
    assert [reasons_of(archived(("x", b""), type=kind, linkname="/etc/passwd")) for kind in kinds] == [
        ["not_a_file"]
    ] * 4


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_long_names(form: int):
    name = "/".join(["folder" * 5] * 6) + "/orders.csv"
    (record,) = records_of(archived((name, ORDERS), form=form))
    assert f"{record.fields['folder']}/{record.fields['file_name']}" == name


def test_a_name_in_gbk():
    (record,) = records_of(archived(("客户.csv", ORDERS), encoding="gb18030"))
    assert record.fields["file_name"] == "客户.csv"


def test_a_path_that_climbs_warns():
    (record,) = records_of(archived(("../../a.csv", ORDERS)))
    assert record.warnings == ("name_unsafe",)


def test_a_cut_archive_gives_what_is_there_and_says_so():
    data = archived(("a.csv", ORDERS), ("b.csv", ORDERS * 100))
    items = items_of(data[:2500])
    assert sum(isinstance(item, Record) for item in items) > 5
    assert [item.reason for item in items if isinstance(item, Skipped)] == ["archive_truncated"] * 2
    assert reasons_of(data[: data.index(b"b.csv")]) == ["archive_truncated"]


def test_a_damaged_header_costs_one_member():
    data = bytearray(archived(("a.csv", ORDERS), ("b.csv", ORDERS), ("c.csv", ORDERS)))
    data[1024 + 150] ^= 0xFF
    assert [getattr(item, "reason", "read") for item in items_of(bytes(data))] == ["read", "member_damaged", "read"]


def test_what_stands_behind_the_end_is_read_too():
    data = archived(("a.csv", ORDERS)) + archived(("b.csv", ORDERS))
    assert [item.locator for item in items_of(data)] == ["1/csv!1", "2/csv!1"]


def test_an_item_leads_back_to_its_member():
    data = archived(("a.csv", ORDERS), ("b.eml", mail("From: a@x\nMessage-ID: <i@x>")))
    record = records_of(data)[1]
    extent = next(each for each in ingest.extents(io.BytesIO(data), "tar") if each.offset == record.origin)
    assert extent == Extent(1024, 1024)
    original = ingest.original(io.BytesIO(data), "tar", extent, record.locator)
    assert original == (mail("From: a@x\nMessage-ID: <i@x>"), "eml")


def test_an_empty_archive_says_so():
    assert reasons_of(archived(("folder/", b""), type=tarfile.DIRTYPE)) == ["archive_empty"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (ORDERS, {"type": tarfile.GNUTYPE_SPARSE}),
        (ORDERS, {"pax_headers": {"GNU.sparse.size": "9999", "GNU.sparse.map": f"0,{len(ORDERS)}"}}),
        (
            f"1\n0\n{len(ORDERS)}\n".encode().ljust(512, b"\0") + ORDERS,
            {"pax_headers": {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": "9999"}},
        ),
    ],
)
def test_a_sparse_file_is_read_and_says_that_stretches_are_missing(content: bytes, kind: dict):
    data = archived(
        ("a.csv", content), form=tarfile.PAX_FORMAT if "pax_headers" in kind else tarfile.GNU_FORMAT, **kind
    )
    (record,) = records_of(data)
    assert (record.fields["手机"], record.warnings) == ("13800138000", ("sparse_file",))
    assert record.fields["file_name"] == "a.csv"
