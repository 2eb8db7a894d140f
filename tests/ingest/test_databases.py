"""SQLite and Parquet: tables alone, files in cells read, damage confined."""

import contextlib
import io
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import ingest
from engine.ingest.sandbox import HelperRefused
from engine.ingest.sandboxed import parquet, sqlite
from engine.model.records import Record, Skipped
from tests.ingest.reading import fixture, items_of, records_of


def told(data: bytes) -> list[tuple[str, str]]:
    return [(item.locator, item.reason if isinstance(item, Skipped) else "") for item in items_of(data)]


def test_tables_are_read_and_views_are_not():
    assert told(fixture("sqlite/customers.db")) == [
        ("table1!1", ""),
        ("table1!1/column-3/contact-1", ""),
        ("table1!2", ""),
        ("table1!2/column-3", "attachment_format_not_read"),
        ("table2!1", ""),
        ("table3!1", ""),
    ]


def test_rows_of_a_database():
    first, contact, second, *_ = records_of(fixture("sqlite/customers.db"))
    assert (first.fields["手机"], first.fields["sheet"]) == ("13800138000", '客户 "x"')
    assert first.date and first.date.year == 2023
    assert contact.fields["tel"] == "13700137000"
    assert second.fields["手机"] == "13900139000"


def database(rows: int) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table a (name text, note text)")
    connection.executemany("insert into a values (?, ?)", [(f"n{number}", "x" * 300) for number in range(rows)])
    connection.execute("create table b (phone text)")
    connection.execute("insert into b values ('13800138000')")
    connection.commit()
    return connection.serialize()


def test_a_damaged_page_costs_the_rest_of_its_table():
    data = bytearray(database(500))
    data[20 * 4096 : 24 * 4096] = b"\xff" * (4 * 4096)
    found = told(bytes(data))
    assert ("table1!1", "") in found
    assert ("table1!rest", "table_damaged") in found
    assert found[-1] == ("table2!1", "")


def test_a_database_in_write_ahead_mode_is_opened():
    data = bytearray(database(1))
    data[18:20] = b"\2\2"
    assert len(records_of(bytes(data))) == 2


@pytest.mark.parametrize(("size", "reason"), [(100, "database_damaged"), (5000, "database_damaged")])
def test_a_database_cut_short(size: int, reason: str):
    found = told(database(200)[:size])
    assert all(code for _, code in found)
    assert found


def test_rows_of_a_parquet_file():
    first, second = records_of(fixture("parquet/customers.parquet"))
    assert first.fields["note"] == "老客户 13600136000"
    assert second.fields["phones[1].number"] == "13700137000"
    assert first.date and first.date.hour == 10


@pytest.mark.parametrize("cut", [8, 400, 1200, 2200])
def test_a_parquet_file_cut_short_says_so(cut: int):
    assert told(fixture("parquet/customers.parquet")[:cut]) == [("file", "parquet_damaged")]


def test_a_damaged_row_group_costs_itself():
    data = bytearray(fixture("parquet/customers.parquet"))
    data[4:40] = b"\xff" * 36
    found = told(bytes(data))
    assert any(code in ("rows_damaged", "parquet_damaged", "reader_crashed") for _, code in found)


@pytest.mark.parametrize("name", ["sqlite/customers.db", "parquet/customers.parquet"])
def test_the_same_bytes_give_the_same_items(name: str):
    first, second = ([*ingest.read(io.BytesIO(fixture(name)), "s", "x")] for _ in range(2))
    assert first == second
    assert any(isinstance(item, Record) for item in first)


@settings(max_examples=60)
@given(st.sampled_from(["sqlite/customers.db", "parquet/customers.parquet"]), st.data())
def test_a_damaged_file_is_read_or_refused(name: str, choices: st.DataObject):
    content = bytearray(fixture(name))
    for _ in range(choices.draw(st.integers(1, 6))):
        content[choices.draw(st.integers(0, len(content) - 1))] = choices.draw(st.integers(0, 255))
    reader = sqlite if name.startswith("sqlite") else parquet
    with contextlib.suppress(HelperRefused):
        list(reader.produce(io.BytesIO(content)))
