import io
import time

import pytest

from engine import ingest
from engine.ingest.html_tables import data_tables, rows
from engine.model.records import RecordKind
from tests.ingest.reading import fixture, items_of, reasons_of, records_of


def test_a_table_saved_as_a_page_gives_rows():
    *found, page = records_of(fixture("page/orders.xls"))
    assert [each.locator for each in found] == ["table1!title-1", "table1!1", "table1!2", "table1!3"]
    assert dict(found[1].fields) == {"订单号": "D001", "客户": "周雨桐", "手机": "13800138000"}
    assert (page.locator, page.kind, page.fields["body"]) == ("page", RecordKind.ATTACHMENT, "订单")
    assert not any(each.warnings for each in found)


def test_a_page_gives_rows_of_its_inner_table_and_the_text_around():
    first, second, page = records_of(fixture("page/visit.html"))
    assert dict(first.fields) == {"姓名": "周小满", "关系": "女儿"}
    assert dict(second.fields) == {"姓名": "周大满", "关系": "女儿"}
    assert page.fields["body"].startswith("客户：周雨桐\n电话：13800138000\n\n版式\n\n备注：对花粉过敏")


def test_the_suffix_of_a_workbook_is_said_to_mislead():
    described = ingest.describe(io.BytesIO(fixture("page/orders.xls")), "orders.xls")
    assert (described.format, described.notes) == ("page", ("misleading_suffix",))


@pytest.mark.parametrize(
    ("markup", "cells"),
    [
        ("<table><tr><td>a<td>b<tr><td>c<td>d", [[["a", "b"], ["c", "d"]]]),
        (
            "<table><tr><td colspan=2>a</td><td>b</td></tr><tr><td>c<td>d<td>e</table>",
            [[["a", "", "b"], ["c", "d", "e"]]],
        ),
        ("<p>x<table><tr><td>姓名</td><td>林小满</td></tr><tr><td>电话</td><td>1</td></tr></table>", []),
        ("<table><tr><td>only</td></tr><tr><td>layout</td></tr></table>", []),
        ("<p>x<table>" + "<tr><td>a<td>b<td>c" * 5, [[["a", "b", "c"]] * 5]),
    ],
)
def test_tables_of_data_are_told_from_layout(markup: str, cells: list[list[list[str]]]):
    assert [list(rows(markup, table)) for table in data_tables(markup)] == cells


@pytest.mark.parametrize(
    ("data", "body"),
    [
        ("<p>周雨桐</p>".encode("utf-16"), "周雨桐"),
        ("<html><meta charset=gbk><p>周雨桐".encode("gbk"), "周雨桐"),
        (b"\xef\xbb\xbf<!-- x --><div>Zhou</div>", "Zhou\nx"),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>周</p></html>'.encode(), "周"),
    ],
)
def test_a_page_is_read_in_its_charset(data: bytes, body: str):
    (page,) = records_of(data)
    assert page.fields["body"] == body


@pytest.mark.parametrize(
    "markup", ["<table>" * 50_000, "<table><tr><td>" * 30_000, "<table>" + "<tr><td rowspan=9999>a<td>" * 3_000]
)
def test_damaged_tables_take_linear_time(markup: str):
    started = time.monotonic()
    items_of(markup.encode())
    assert time.monotonic() - started < 10


def test_a_page_that_says_nothing_is_counted():
    assert reasons_of(b"<html><body></body></html>") == ["nothing_found"]


def test_a_long_page_is_cut_between_blocks_and_loses_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("engine.ingest.html.PART", 100)
    lines = [f"13800138{number:03d}" for number in range(50)]
    markup = "".join(f"<div>{line}</div>" for line in lines)
    records = records_of(f"<html><body>{markup}</body></html>".encode())
    assert [each.locator for each in records[:2]] == ["page-1", "page-2"] and len(records) > 5
    assert "\n".join(each.fields["body"] for each in records).split() == lines
