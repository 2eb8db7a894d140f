"""JSON: what is a table in it, what is kept, and what a damaged element costs."""

import io
import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine import ingest
from engine.model.records import Record
from tests.ingest.reading import fixture, items_of, only, reasons_of, records_of


def locators(text: str) -> list[str]:
    return [item.locator for item in items_of(text.encode())]


def test_each_list_of_an_object_is_a_table():
    first, second, order, values = records_of(fixture("json/customers.json"))
    assert first.locator == "json-1!1"
    assert dict(first.fields) == {
        "name": "林小满",
        "phones[0].number": "13800138000",
        "created_at": "2023-05-01 10:00:00",
        "sheet": "customers",
    }
    assert first.date and first.date.year == 2023
    assert second.fields["phones[1].number"] == "13700137000"
    assert (order.locator, order.fields["id"], order.fields["sheet"]) == ("json-2!1", "1.50", "orders")
    assert (values.locator, values.fields["shop.tags[1]"]) == ("json!values", "婚礼")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[{"a":1},{"a":2}]', ["json!1", "json!2"]),
        ('{"a":1}\n{"a":2}\n', ["json!1", "json!2"]),
        ('{"a":1}{"a":2}', ["json!1", "json!2"]),
        ('{"a":1},\n{"a":2},\n', ["json!1", "json!2"]),
        ('{"data":{"list":[{"p":1}],"n":2}}', ["json-1!1", "json!values"]),
        ('{"13800138000":{"n":"x"},"13900139000":{"n":"y"}}', ["json-1!1", "json-1!2"]),
        ('[["姓名","手机"],["林小满","13800138000"]]', ["json!1"]),
        ('["姓名","手机"]\n["林小满","13800138000"]\n', ["json!1"]),
        ("[1,2]", ["json!1", "json!2"]),
        ("{}", ["file"]),
        ('{"a":1}\n{"a":\n{"a":3}\n', ["json!1", "json!2", "json!3"]),
        ('[{"a":1},{"a"', ["json!1", "json!rest"]),
        ('{"list":[{"a":1},{"a"', ["json-1!1", "json!rest"]),
    ],
)
def test_where_items_stand(text: str, expected: list[str]):
    assert locators(text) == expected


def test_lists_with_a_header_name_their_cells():
    row = only('[["姓名","手机"],["林小满",13800138000]]'.encode())
    assert dict(row.fields) == {"姓名": "林小满", "手机": "13800138000"}


def test_repeated_names_and_odd_numbers_are_kept():
    row = only(b'{"phone":"1","phone":"2","n":NaN,"big":%s}' % (b"9" * 5000))
    assert [row.fields[name] for name in ("phone", "phone (2)", "n")] == ["1", "2", "NaN"]
    assert len(row.fields["big"]) == 5000
    assert row.warnings == ("keys_repeated", "not_a_number")


def test_objects_on_one_line_are_warned_of():
    first, second = records_of(b'{"p":"1"}{"p":"2"}')
    assert (first.warnings, second.warnings) == (("json_concatenated",), ())


def test_a_value_nested_too_deep_is_named():
    assert reasons_of(b"[" * 100_000) == ["nested_too_deep"]
    assert reasons_of(b'[{"a":1},' + b"[" * 50_000 + b"]" * 50_000 + b"]") == ["nested_too_deep"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_any_encoding(encoding: str):
    data = '[{"姓名":"林小满","住址":"上海市静安区愚园路一〇八八弄","备注":"老客户的资料"}]'.encode(encoding)
    assert only(data).fields["姓名"] == "林小满"


@pytest.mark.parametrize(
    "text", ["[1] see the note\n[2] and this", "[2024-03-05 14:22:31] 林小满: 您好", '{name: "x"}', "{placeholder}"]
)
def test_what_is_no_json(text: str):
    assert ingest.describe(io.BytesIO(text.encode()), "x").format != "json"


def test_an_element_longer_than_the_window_is_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("engine.ingest.window.BLOCK", 16)
    monkeypatch.setattr("engine.ingest.json_text.BLOCK", 16)
    rows = [{"name": "x" * 100, "n": number} for number in range(30)]
    for text in (json.dumps(rows), json.dumps({"rows": rows}), "\n".join(map(json.dumps, rows))):
        assert [row.fields["n"] for row in records_of(text.encode())] == [str(number) for number in range(30)]


LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=8).filter(lambda text: "\0" not in text)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def leaves(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in leaves(each)]
    if isinstance(value, list):
        return [text for each in value for text in leaves(each)]
    return [] if value is None else [json.dumps(value) if isinstance(value, bool | int) else value]


@settings(max_examples=120)
@given(st.lists(VALUES, min_size=1, max_size=5) | st.dictionaries(st.text(max_size=5), VALUES, min_size=1, max_size=5))
@example([[None, None], [None, False]])
@example([["a", None, None], ["b", "c", "d"]])
def test_every_value_comes_back(value: object):
    text = json.dumps(value, ensure_ascii=True)
    found = " ".join(
        f"{name} {cell}"
        for item in items_of(text.encode())
        if isinstance(item, Record)
        for name, cell in item.fields.items()
    )
    for leaf in leaves(value):
        cleaned = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in leaf)
        assert " ".join(cleaned.split()) in " ".join(found.split())


@settings(max_examples=100)
@given(st.sampled_from(["json/customers.json", "json/lines.jsonl", "json/utf16.json"]), st.data())
def test_damage_is_never_silent(name: str, choices: st.DataObject):
    content = bytearray(fixture(name))
    for _ in range(choices.draw(st.integers(0, 4))):
        content[choices.draw(st.integers(0, len(content) - 1))] = choices.draw(st.integers(0, 255))
    items = items_of(bytes(content[: choices.draw(st.integers(1, len(content)))]))
    assert items
    assert len({item.locator for item in items}) == len(items)
    assert not any(getattr(item, "reason", "") == "reader_failed" for item in items)
