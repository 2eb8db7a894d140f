import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

import pytest

from engine import ingest
from engine.ingest import sandbox
from tests.ingest.reading import fixture, items_of, mail, reasons_of, records_of


@pytest.fixture(scope="module")
def workbook():
    return records_of(fixture("xlsx/customers.xlsx"))


def test_every_sheet_and_comment_is_read(workbook):
    assert [each.locator for each in workbook] == [
        "sheet1!title-1",
        "sheet1!1",
        "sheet1!3",
        "sheet2!1",
        "sheet2!2",
        "comment-1",
    ]
    assert "13700137000" in workbook[-1].fields["comment"]


def test_cells_are_text_as_displayed(workbook):
    _, first, second, card, fraction, _ = workbook
    assert first.fields["手机"] == "13800138000"
    assert first.fields["注册日期"] == "2022-05-01"
    assert (first.fields["备注"], first.fields["备注 (2)"], first.fields["column 6"]) == ("老客户", "VIP", "多出")
    assert first.fields["sheet"] == "客户"
    assert second.date == datetime(2023, 6, 2, 15, 30)
    assert "sheet" not in card.fields
    assert "number_damaged" in card.warnings
    assert fraction.fields["card"] == "1.5"


def test_a_suffix_that_misleads_is_said_and_changes_nothing():
    data = fixture("xlsx/named-as-table.csv")
    description = ingest.describe(io.BytesIO(data), "named-as-table.csv")
    assert (description.format, description.notes) == ("xlsx", ("misleading_suffix",))
    assert description.details["suffix"] == ".csv"


def test_an_encrypted_workbook_says_so():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    assert reasons_of(ole) == ["encrypted"]


def test_a_damaged_workbook_says_so():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "no xml at all")
    assert reasons_of(data.getvalue()) == ["workbook_damaged"]


def test_an_attached_workbook_is_read_in_its_message():
    body = b'--b\nContent-Type: image/jpeg; name="x.jpg"\n\n' + fixture("xlsx/customers.xlsx") + b"\n--b--\n"
    records = records_of(mail('From: a@x\nSubject: s\nContent-Type: multipart/mixed; boundary="b"', body))
    assert "message/part-1/sheet1!1" in [each.locator for each in records]


@pytest.mark.parametrize(
    ("module", "reason"),
    [
        ("hangs", "reader_timeout"),
        ("dies", "reader_crashed"),
        ("eats", "reader_crashed"),
        ("refuses", "workbook_damaged"),
    ],
)
def test_a_parser_that_fails_costs_one_item(module: str, reason: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("engine.ingest.xlsx._READER", f"tests.ingest.parsers.{module}")
    monkeypatch.setattr(sandbox.Sandbox.__init__, "__kwdefaults__", {"memory_limit": 1 << 29, "time_limit": 1.5})
    assert reasons_of(fixture("xlsx/customers.xlsx")) == [reason]


def test_one_helper_serves_a_source_and_ends_with_it():
    helper = sandbox.Sandbox()
    module = "tests.ingest.parsers.tells"
    first, second = ([*helper.produce(module, data)] for data in (b"a", b"bc"))
    assert (first[0]["size"], second[0]["size"]) == (1, 2)
    assert first[0]["process"] == second[0]["process"]
    half: Iterator[object] = helper.produce(module, b"d")
    next(half)
    half.close()
    assert next(iter(helper.produce(module, b"e")))["process"] != first[0]["process"]
    helper.close()


def test_reading_half_a_workbook_leaves_no_helper():
    reading = ingest.read(io.BytesIO(fixture("xlsx/customers.xlsx")), "s", "x")
    next(reading)
    frame = reading.gi_frame.f_locals["reading"]
    process = frame.sandbox._helper
    reading.close()
    assert process.poll() is not None
    assert items_of(b"")[0].reason == "empty_file"
