"""What a foreign parser may cost: its item, and no more."""

import io
from typing import Any

import pytest

from engine import ingest
from engine.ingest import sandbox
from tests.ingest.reading import fixture, reasons_of

PARSERS = "tests.ingest.parsers"


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
    monkeypatch.setattr("engine.ingest.xlsx._READER", f"{PARSERS}.{module}")
    monkeypatch.setattr(sandbox.Sandbox.__init__, "__kwdefaults__", {"memory_limit": 1 << 29, "time_limit": 1.5})
    assert reasons_of(fixture("xlsx/customers.xlsx")) == [reason]


def test_one_helper_serves_a_source_and_ends_with_it():
    helpers = sandbox.Sandbox()
    first, second = ([*helpers.produce(f"{PARSERS}.tells", io.BytesIO(data))] for data in (b"a", b"bc"))
    assert (first[0]["size"], second[0]["size"]) == (1, 2)
    assert first[0]["process"] == second[0]["process"]
    half: Any = helpers.produce(f"{PARSERS}.tells", io.BytesIO(b"d"))
    next(half)
    half.close()
    assert next(iter(helpers.produce(f"{PARSERS}.tells", io.BytesIO(b"e"))))["process"] != first[0]["process"]
    helpers.close()


def test_parsers_at_work_at_once_have_a_helper_each():
    helpers = sandbox.Sandbox()
    outer = helpers.produce(f"{PARSERS}.tells", io.BytesIO(b"a"))
    first = next(outer)
    inner = list(helpers.produce(f"{PARSERS}.tells", io.BytesIO(b"bc")))
    assert inner[0]["process"] != first["process"]
    assert len([first, *outer]) == len(inner)
    helpers.close()


def test_a_helper_reads_its_file_by_blocks_and_hands_bytes_back():
    helpers = sandbox.Sandbox()
    data = bytes(range(256)) * 8192
    values = list(helpers.produce(f"{PARSERS}.copies", io.BytesIO(data), {"offset": 1000}))
    assert b"".join(value["content"] for value in values) == data[1000:]
    assert [value["number"] for value in values] == list(range(len(values)))
    helpers.close()


def test_reading_half_a_workbook_leaves_no_helper():
    reading: Any = ingest.read(io.BytesIO(fixture("xlsx/customers.xlsx")), "s", "x")
    next(reading)
    (helper,) = reading.gi_frame.f_locals["reading"].sandbox._all
    reading.close()
    assert helper._process.poll() is not None
    assert reasons_of(b"") == ["empty_file"]
