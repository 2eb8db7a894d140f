import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook

from engine import ingest
from tests.ingest.reading import fixture, items_of, mail, only, reasons_of, records_of


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


SHEET = '<worksheet xmlns="x"><sheetData>{}</sheetData></worksheet>'


def package(sheet: str, **parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        for name, text in {"xl/worksheets/sheet1.xml": sheet, **parts}.items():
            made.writestr(name, text)
    return data.getvalue()


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_cells_in_far_corners_cost_no_memory():
    rows = f'<row r="1">{cell("A1", "姓名")}{cell("B1", "手机")}</row>'
    rows += f'<row r="2">{cell("A2", "林小满")}{cell("XFD2", "远")}</row>'
    rows += f'<row r="1048576">{cell("XFD1048576", "13800138000")}</row>'
    first, last = records_of(package(SHEET.format(rows)))
    assert "远" in first.fields.values()
    assert (last.locator, "13800138000" in last.fields.values()) == ("sheet1!1048575", True)


def test_a_formula_without_a_result_is_read_as_its_text():
    rows = (
        f'<row r="1">{cell("A1", "姓名")}{cell("B1", "手机")}</row><row r="2"><c r="B2"><f>"138"&amp;A9</f></c></row>'
    )
    row = only(package(SHEET.format(rows)))
    assert (row.fields["手机"], row.warnings) == ('="138"&A9', ("formula_not_calculated",))


@pytest.mark.parametrize("declaration", ['<!DOCTYPE x [<!ENTITY a "b">]>', '<!DOCTYPE x SYSTEM "file:///etc/passwd">'])
def test_entities_are_refused(declaration: str):
    assert reasons_of(package(declaration + SHEET.format(""))) == ["unsafe_xml"]
    assert reasons_of(package(SHEET.format(""), **{"xl/sharedStrings.xml": declaration + "<sst/>"})) == ["unsafe_xml"]


def test_a_sheet_that_breaks_off_keeps_its_beginning():
    rows = f'<row r="1">{cell("A1", "姓名")}{cell("B1", "手机")}</row><row r="2">{cell("B2", "13800138000")}</row>'
    items = items_of(package(SHEET.format(rows)[:-20]))
    assert [getattr(item, "reason", "read") for item in items] == ["read", "sheet_damaged"]


def test_text_in_drawings_is_read():
    drawing = '<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:txBody><a:t>回电 13700137000</a:t></xdr:txBody></xdr:wsDr>'
    row = only(package(SHEET.format(""), **{"xl/drawings/drawing1.xml": drawing}))
    assert (row.locator, row.fields["drawing"]) == ("drawing-1", "回电 13700137000")


@pytest.mark.parametrize(
    ("cells", "expected"), [(("姓名", "手机"), "no_rows"), (("林小满", "13800138000"), "sheet2!1")]
)
def test_a_sheet_of_one_row_is_read_or_said_to_have_none(cells: tuple[str, str], expected: str):
    made = Workbook()
    for row in (("name", "city"), ("Nora", "Bergen")):
        made.worksheets[0].append(row)
    made.create_sheet().append(cells)
    made.create_sheet()
    data = io.BytesIO()
    made.save(data)
    first, second = items_of(data.getvalue())
    assert first.locator == "sheet1!1"
    assert getattr(second, "reason", second.locator) == expected
    assert second.locator.startswith("sheet2")
