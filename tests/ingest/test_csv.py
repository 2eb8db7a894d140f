import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import ingest
from tests.ingest.reading import fixture, items_of, only, reasons_of, records_of

ORDERS = ["gb18030.csv", "utf8-bom.csv", "utf16.csv", "semicolon.csv", "bar.csv", "named-as-workbook.xls"]


@pytest.mark.parametrize("name", ORDERS)
def test_every_dialect_gives_the_same_rows(name: str):
    first, second = records_of(fixture(f"csv/{name}"))
    assert dict(first.fields) == {
        "订单号": "A-1001",
        "下单日期": "2023/5/1",
        "客户姓名": "林小满",
        "手机": "13800138000",
        "金额": "399",
    }
    assert (first.locator, second.locator) == ("csv!1", "csv!3")
    assert second.date == datetime(2023, 11, 11, 20, 1)
    assert not first.warnings


def test_without_a_header_the_first_row_is_a_record():
    data = fixture("csv/no-header.csv")
    first, _ = records_of(data)
    assert first.fields["column 2"] == "13800138000"
    assert ingest.describe(io.BytesIO(data), "x.csv").notes == ("no_header",)


@pytest.mark.parametrize(
    ("text", "warning", "fields"),
    [
        ("a,b\n1,2,3\n", "ragged_row", {"a": "1", "b": "2", "column 3": "3"}),
        ("a,b\n1\n", "ragged_row", {"a": "1"}),
        ("a,b\n1.38E+10,x\n", "number_damaged", {"a": "1.38E+10", "b": "x"}),
        ('a,b\n"=""0138""",\'13900139000\n', None, {"a": "0138", "b": "13900139000"}),
        ("a,a,\nx,y,z\n", None, {"a": "x", "a (2)": "y", "column 3": "z"}),
        ("a,b\nx\0,y\n", "nul_removed", {"a": "x", "b": "y"}),
        ("sep=;\na;b\nx;y\n", None, {"a": "x", "b": "y"}),
        ("a,b\rx,y\r", None, {"a": "x", "b": "y"}),
        ('a,b\nx,"one\ntwo"\n', None, {"a": "x", "b": "one\ntwo"}),
        ("phone\n13800138000\n", None, {"phone": "13800138000"}),
        ("a^b\nx^y\n", None, {"a": "x", "b": "y"}),
        ("a~b\nx~y\n", None, {"a": "x", "b": "y"}),
        ("a\x01b\nx\x01y\n", None, {"a": "x", "b": "y"}),
        ("'a','b'\n'x','one, two'\n", None, {"a": "x", "b": "one, two"}),
        ('"a","b"\n"x","say \\"hi, you\\" now"\n', None, {"a": "x", "b": 'say "hi, you" now'}),
        ('"a","b"\n"x","C:\\dir\\"\n', None, {"a": "x", "b": "C:\\dir\\"}),
        (
            "林小满,上海市静安区愚园路1088弄12号\n",
            None,
            {"column 1": "林小满", "column 2": "上海市静安区愚园路1088弄12号"},
        ),
    ],
)
def test_rows_as_they_come(text: str, warning: str | None, fields: dict[str, str]):
    row = only(text.encode())
    names = [name for name in row.fields if row.fields[name]]
    assert {name: row.fields[name] for name in names} == fields
    assert row.warnings == ((warning,) if warning else ())


def test_an_unclosed_quote_is_read_and_warned_of():
    data = b'a,b\n"never closed, 13800138000\n' + b"x,y\n" * 500
    row = only(data)
    assert "13800138000" in row.fields["a"]
    assert "quote_unclosed" in row.warnings


def test_a_cell_beyond_the_limit_costs_the_rest_only(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("engine.ingest.csv.FIELD_LIMIT", 5000)
    items = items_of(b"a,b\n1,2\n" + b"x" * 9000 + b",y\n")
    assert [getattr(item, "reason", "read") for item in items] == ["read", "rest_unreadable"]


def test_a_header_alone_is_reported():
    assert reasons_of("姓名,手机\n".encode()) == ["no_rows"]


@pytest.mark.parametrize(
    "text",
    [
        "Dear Nora, thank you for the session, it was lovely, really.\nSee you soon, Tom\n",
        "您好：\n照片已收到，谢谢。\n",
        "您好,照片已收到,谢谢。\n请问,什么时候,可以来取?\n",
        "12:30:15 shop opens\n13:30:15 lunch\n14:30:15 a: b\n",
        "name: Nora\nphone: 13800138000\ncity: Bath\n",
        "A single line of words, with a comma in it\n\t\n trailing\n",
        '{"name": "Nora", "phone": "13800138000"}\n',
        "<table><tr><td>a,b</td></tr></table>",
        "create table t (a int, b int);\ninsert into t values (1, 2);\n",
        "BEGIN:VCALENDAR\nSUMMARY:a,b\nEND:VCALENDAR\n",
        "hello",
    ],
)
def test_what_is_no_table_is_not_taken_for_one(text: str):
    assert ingest.describe(io.BytesIO(text.encode()), "x").format != "csv"


def test_a_late_foreign_byte_decides_the_encoding():
    rows = "".join(f"{number},plain ascii text of a row\n" for number in range(60_000))
    data = b"id,name\n" + rows.encode() + "60001,影楼的老客户沈知夏女士\n".encode("gb18030")
    assert records_of(data)[-1].fields["name"] == "影楼的老客户沈知夏女士"


CELLS = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x4FFF) | st.sampled_from("abcXYZ ,;|'\"\n09"), max_size=12
)


@settings(max_examples=60)
@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from([",", "\t", ";", "|", "^", "~"]),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_dialect_comes_back_cell_for_cell(rows: list[list[str]], delimiter: str, encoding: str, end: str):
    rows = [["客" + row[0].strip(" '") + "客", row[1], row[2]] for row in rows]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([["客户姓名", "收件地址", "备注"], *rows])
    records = records_of(text.getvalue().encode(encoding))
    cells = [[each.fields[name] for name in ("客户姓名", "收件地址", "备注")] for each in records]
    assert cells == [[cell[1:] if cell[:1] == "'" and cell[1:2].isdigit() else cell for cell in row] for row in rows]


def test_big5_is_told_from_gb18030():
    data = "客戶姓名,聯絡電話,備註\n林曉滿,0912345678,老客戶推薦\n沈知夏,0987654321,預約婚紗照拍攝\n".encode("big5")
    assert records_of(data)[0].fields["客戶姓名"] == "林曉滿"


@settings(max_examples=100)
@given(st.sampled_from([f"csv/{name}" for name in ORDERS]), st.data())
def test_damage_is_never_silent(name: str, data: st.DataObject):
    content = bytearray(fixture(name))
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    items = items_of(bytes(content[: data.draw(st.integers(1, len(content)))]))
    assert items
    assert not any(getattr(item, "reason", "") == "reader_failed" for item in items)


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("1704067200", datetime(2024, 1, 1, tzinfo=UTC)),
        ("1704067200123", datetime(2024, 1, 1, tzinfo=UTC)),
        ("1704067200.5", datetime(2024, 1, 1, tzinfo=UTC)),
        ("2024-01-01 08:00:00", datetime(2024, 1, 1, 8)),
        ("13800138000", None),
        ("4102444800", None),
    ],
)
@pytest.mark.parametrize("column", ["CreateTime", "timestamp", "时间戳"])
def test_seconds_since_1970_are_a_date(column: str, cell: str, date: datetime | None):
    assert only(f"IsSender,{column},StrContent\n0,{cell},你好\n".encode()).date == date
