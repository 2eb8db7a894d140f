import struct

import pytest

from engine.model.records import Record
from tests.ingest.reading import fixture, items_of, reasons_of, records_of


def test_everything_in_an_old_word_document_is_read():
    document, row = items_of(fixture("doc/notes.doc"))
    assert isinstance(document, Record)
    assert dict(document.fields) == {
        "title": "客户说明",
        "author": "许知远",
        "last_modified_by": "林小满",
        "body": "客户：周雨桐\n写信 电话 13800138000\n姓名\t电话\nAddress: 1 Sample Road",
        "footnotes": "脚注：儿童",
        "header": "样例影像工作室",
        "comments": "需核对",
        "links": "zhou@example.com",
        "editors": "赵启明\n许知远",
        "saved_by": "林小满\nC:\\customers\\a.doc",
    }
    assert isinstance(row, Record) and row.locator.startswith("file-1/") and row.fields["姓名"] == "何其多"


def test_an_old_presentation_gives_its_texts():
    (deck,) = records_of(fixture("ppt/visits.ppt"))
    assert deck.fields["body"] == "客户回访\n13800138000\n周雨桐\n女儿六岁\n备注：对花粉过敏\n许知远\n需核对"
    assert deck.fields["author"] == "许知远"


def test_a_locked_word_document_says_so():
    data = bytearray(fixture("doc/notes.doc"))
    struct.pack_into("<H", data, 512 + 10, 0x0300)
    assert reasons_of(bytes(data)) == ["encrypted"]


@pytest.mark.parametrize("length", [600, 4000, 9000])
@pytest.mark.parametrize("name", ["doc/notes.doc", "ppt/visits.ppt"])
def test_a_truncated_document_is_counted(name: str, length: int):
    assert items_of(fixture(name)[:length])


def test_a_piece_table_that_repeats_the_text_is_refused():
    data = bytearray(fixture("doc/notes.doc"))
    start = data.index(b"\x01\x02\0\0\0\x02")
    struct.pack_into("<I", data, start + 10 + 4 * 3, 0x7FFFFFFF)
    assert reasons_of(bytes(data)) == ["document_damaged"]
