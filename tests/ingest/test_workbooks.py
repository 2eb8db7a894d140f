"""Workbooks that are not XLSX in the clear: XLS, XLSB, ODS, and any with a password."""

import contextlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from engine import ingest
from engine.ingest.place import Settings
from engine.ingest.sandbox import HelperRefused
from engine.ingest.sandboxed import spreadsheetml, workbook
from engine.ingest.sandboxed.numbers import as_date, is_date_format
from engine.model.records import Record
from tests.ingest.reading import fixture, reasons_of, records_of


@pytest.mark.parametrize("name", ["xls/customers.xls", "xlsb/customers.xlsb", "ods/customers.ods"])
def test_every_kind_gives_the_same_row(name: str):
    row = records_of(fixture(name))[0]
    assert (row.locator, row.fields["姓名"], row.fields["手机"]) == ("sheet1!1", "林小满", "13800138000")


def test_hidden_sheets_and_comments_are_read():
    assert records_of(fixture("xls/customers.xls"))[1].warnings == ("hidden_sheet",)
    assert records_of(fixture("ods/customers.ods"))[1].fields["comment"] == "改用 13700137000"


def encrypted(name: str, password: str) -> bytes:
    made = io.BytesIO()
    OOXMLFile(io.BytesIO(fixture(name))).encrypt(password, made)
    return made.getvalue()


def test_a_password_opens_what_it_closes():
    data = encrypted("xlsx/customers.xlsx", "closeout-1")
    assert reasons_of(data) == ["encrypted"]
    for passwords, expected in ((("wrong",), "wrong_password"), (("wrong", "closeout-1"), "sheet1!1")):
        items = list(ingest.read(io.BytesIO(data), "s", "x", Settings(passwords=passwords)))
        assert expected in [item.locator if isinstance(item, Record) else item.reason for item in items]


def test_what_opens_without_asking_is_read():
    assert [row.locator for row in records_of(fixture("protected/customers.xlsx"))][1] == "sheet1!1"


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
@pytest.mark.parametrize(
    "name", ["xls/customers.xls", "xlsb/customers.xlsb", "ods/customers.ods", "protected/customers.xlsx"]
)
def test_one_cut_short_is_an_item_all_the_same(name: str, cut: float):
    data = fixture(name)
    assert list(ingest.read(io.BytesIO(data[: int(len(data) * cut)]), "s", "x"))


@pytest.mark.parametrize(
    ("number", "code", "expected"),
    [
        (14, None, True),
        (0, None, False),
        (57, None, True),
        (164, "yyyy-mm-dd", True),
        (165, 'yyyy"年"m"月"d"日"', True),
        (166, "[$-804]yyyy/m/d h:mm;@", True),
        (167, "0.00", False),
        (168, "#,##0 [$元-804]", False),
        (169, '"手机"0', False),
        (170, "General", False),
        (171, "[Red]0", False),
        (172, "[h]:mm", True),
    ],
)
def test_which_formats_are_dates(number: int, code: str | None, expected: bool):
    assert is_date_format(number, code) is expected


@pytest.mark.parametrize(
    ("serial", "since_1904", "expected"),
    [
        (44682, False, "2022-05-01"),
        (43220, True, "2022-05-01"),
        (45079.646643518518, False, "2023-06-02 15:31:10"),
        (0.5, False, "12:00:00"),
        (1, False, "1900-01-01"),
        (61, False, "1900-03-01"),
        (-1, False, None),
        (1e9, False, None),
    ],
)
def test_serial_numbers_as_dates(serial: float, since_1904: bool, expected: str | None):
    assert as_date(serial, since_1904=since_1904) == expected


def damaged(data: bytes, choices: st.DataObject) -> bytes:
    content = bytearray(data)
    for _ in range(choices.draw(st.integers(1, 6))):
        content[choices.draw(st.integers(0, len(content) - 1))] = choices.draw(st.integers(0, 255))
    return bytes(content)


@settings(max_examples=60)
@given(st.sampled_from(["xls/customers.xls", "xlsb/customers.xlsb", "ods/customers.ods"]), st.data())
def test_a_damaged_workbook_is_read_or_refused(name: str, choices: st.DataObject):
    with contextlib.suppress(HelperRefused):
        list(workbook.produce(io.BytesIO(damaged(fixture(name), choices)), []))


@settings(max_examples=80)
@given(st.data())
def test_a_damaged_package_is_read_or_refused(choices: st.DataObject):
    with contextlib.suppress(HelperRefused):
        list(spreadsheetml.produce(io.BytesIO(damaged(fixture("xlsx/customers.xlsx"), choices))))
