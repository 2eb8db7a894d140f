import io
import zipfile
from datetime import datetime

import pytest

from engine import ingest
from tests.ingest.reading import fixture, mail, reasons_of, records_of


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
