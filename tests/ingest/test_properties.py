"""Whatever the bytes: no exception, no item twice, the same items again, and extents that hold every record."""

import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine import ingest
from engine.model.records import Record
from tests.ingest.reading import FIXTURES, fixture, items_of

SEEDS = sorted(str(path.relative_to(FIXTURES)) for path in FIXTURES.glob("*/*") if path.parent.name != "xlsx")


def assert_sound(data: bytes) -> None:
    items = items_of(data)
    assert items
    assert len({item.locator for item in items}) == len(items)
    assert items == items_of(data)
    form = ingest.describe(io.BytesIO(data), "upload").format
    extents = list(ingest.extents(io.BytesIO(data), form))
    position = 0
    for extent in extents:
        assert extent.offset >= position and extent.length > 0
        position = extent.offset + extent.length
    assert position <= len(data)
    records = [item for item in items if isinstance(item, Record)]
    assert {record.origin for record in records} <= {extent.offset for extent in extents}
    for record in records:
        "".join([*record.fields, *record.fields.values(), record.locator]).encode()
        assert not any("\0" in text for text in record.fields.values())


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SEEDS), st.data())
def test_damaged_files(seed: str, data: st.DataObject):
    content = bytearray(fixture(seed))
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    assert_sound(bytes(content[:cut] if data.draw(st.booleans()) else content))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes(content: bytes):
    assert_sound(content)


HEADER_LINES = st.sampled_from(
    [
        b"From: a@x",
        b"From a@x Mon Jan  6 10:00:00 2025",
        b"Subject: =?gbk?B?1tA=?=",
        b'Content-Type: multipart/mixed; boundary="b"',
        b"Content-Type: message/rfc822",
        b"Content-Type: text/html; charset=gbk",
        b"Content-Transfer-Encoding: base64",
        b"Message-ID: <i@x>",
        b"--b",
        b"--b--",
        b"",
        b" folded",
        b"BEGIN:VCARD",
        b"FN:x;y",
        b"END:VCARD",
        b"a,b,c",
        b"PK\x03\x04",
        b"\xff\xfe",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(HEADER_LINES, max_size=25), st.sampled_from([b"\n", b"\r\n", b"\r"]))
@example([b"BEGIN:VCARD", b" folded"], b"\n")
def test_any_order_of_telling_lines(lines: list[bytes], end: bytes):
    assert_sound(end.join(lines))


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_cut_short(cut: float):
    content = fixture("xlsx/customers.xlsx")
    assert_sound(content[: int(len(content) * cut)])
