import io
import zipfile

import pytest

from engine import ingest
from engine.model.records import Record, Skipped
from tests.ingest.reading import fixture, items_of, reasons_of, records_of

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def package(**parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return data.getvalue()


def paragraphs(*texts: str) -> str:
    lines = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    return f"<w:document {NAMESPACE}><w:body>{lines}</w:body></w:document>"


def test_everything_in_a_word_document_is_read():
    document, row, picture = items_of(fixture("docx/agreement.docx"))
    assert isinstance(document, Record)
    assert document.fields["body"].split("\n") == [
        "甲方：周雨桐\t 13800138000",
        "姓名\t电话",
        "陈一诺\t13900139000",
        "原住址：样例路1号",
        "之后",
        "文本框内的字",
        "证件照",
    ]

    assert {name: text for name, text in document.fields.items() if name != "body"} == {
        "title": "拍摄协议",
        "author": "许知远",
        "last_modified_by": "林小满",
        "header": "页眉：样例影像工作室",
        "footer": "页脚",
        "footnotes": "脚注：儿童，6 岁",
        "endnotes": "尾注",
        "comments": "许知远：需家长签字",
        "links": "zhou@example.com",
        "editors": "赵启明\n许知远",
    }
    assert document.warnings == ("deleted_text_read",)
    assert isinstance(row, Record) and row.locator.startswith("file-1/")
    assert isinstance(picture, Skipped) and picture.locator == "file-2"


def test_slides_come_as_they_are_shown_and_unlisted_ones_last():
    (deck,) = records_of(fixture("pptx/briefing.pptx"))
    assert deck.fields["body"] == "第一页\n\n第二页\n客户：周雨桐\n\n未列出的一页"
    assert (deck.fields["notes"], deck.fields["comments"]) == ("备注：电话 13800138000", "核对电话")
    assert deck.fields["editors"] == "许知远"


def test_open_documents_are_read_with_notes_and_deleted_text():
    (document,) = records_of(fixture("odt/notes.odt"))
    assert "周雨桐\t13800138000  微信\n许知远\n核对" in document.fields["body"]
    assert "姓名\t电话" in document.fields["body"]
    assert "旧电话 13600136000" in document.fields["body"]
    assert document.fields["author"] == "许知远"
    assert document.warnings == ("deleted_text_read",)
    (deck,) = records_of(fixture("odp/visits.odp"))
    assert deck.fields["body"] == "客户回访\n周雨桐 13800138000"


def test_an_encrypted_open_document_says_so():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "\1\2\3")
        archive.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
    assert reasons_of(data.getvalue()) == ["encrypted"]


def test_a_damaged_part_costs_itself():
    document, damaged = items_of(package(document=paragraphs("周雨桐"), header1="<w:hdr>no"))
    assert isinstance(document, Record) and document.fields == {"body": "周雨桐"}
    assert isinstance(damaged, Skipped) and damaged.reason == "document_part_damaged"


def test_a_cut_document_gives_its_text_up_to_the_cut():
    document, damaged = items_of(package(document=paragraphs("周雨桐", "陈一诺")[:-60]))
    assert isinstance(document, Record) and document.fields["body"].startswith("周雨桐")
    assert isinstance(damaged, Skipped)


@pytest.mark.parametrize("length", [200, 700, 3000])
def test_a_truncated_package_says_it_is_damaged(length: int):
    data = fixture("docx/agreement.docx")[:length]
    assert reasons_of(data) and not records_of(data)


def test_entity_bombs_and_text_bombs_are_refused():
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    bomb = f'<!DOCTYPE d [<!ENTITY e0 "ha">{entities}]><w:document {NAMESPACE}><w:p><w:t>&e12;</w:t></w:p></w:document>'
    assert reasons_of(package(document=bomb))
    assert reasons_of(package(document=paragraphs("哈" * (65 << 20)))) == ["expands_too_much"]


def test_an_embedded_file_leads_back_to_its_own_bytes():
    data = fixture("docx/agreement.docx")
    content, format = ingest.original(
        io.BytesIO(data), "docx", next(ingest.extents(io.BytesIO(data), "docx")), "file-1/csv!1"
    )
    assert content.decode().startswith("姓名,手机") and format == "csv"


@pytest.mark.parametrize("name", ["odt/notes.odt", "odp/visits.odp", "ods/customers.ods"])
def test_an_opendocument_package_may_state_its_kind_in_any_member(name: str):
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(fixture(name))) as package,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for member in reversed(package.namelist()):
            made.writestr(member, package.read(member))
    assert [each.id for each in ingest.claims(packed)] == [name.partition("/")[0]]
    assert [item.fields for item in records_of(packed.getvalue())] == [
        item.fields for item in records_of(fixture(name))
    ]
