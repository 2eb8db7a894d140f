import hashlib
import io

import pypdfium2 as pdfium
import pytest

from engine import ingest
from engine.ingest.place import Settings
from engine.model.records import Record, Skipped
from tests.ingest.reading import SOURCE, fixture, items_of, reasons_of


def test_a_document_gives_its_pages_properties_links_and_attached_files():
    document, row = items_of(fixture("pdf/agreement.pdf"))
    assert isinstance(document, Record) and document.locator == "document"
    assert document.fields["title"] == "客户合同"
    assert document.fields["author"] == "许知远"
    assert document.fields["body"] == "客户：周雨桐 电话 13800138000 𠮷 写信\n\n第二页 陈一诺"
    assert "zhou@example.com" in document.fields["annotations"]
    assert document.warnings == ("pages_without_text",)
    assert isinstance(row, Record) and row.locator.startswith("file-1/") and row.fields["姓名"] == "何其多"


def blank() -> bytes:
    document = pdfium.PdfDocument.new()
    document.new_page(200, 200).close()
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_pages_without_any_text_are_said_not_to_be_read():
    (pages,) = items_of(blank())
    assert isinstance(pages, Skipped)
    assert (pages.locator, pages.reason, pages.detail) == ("pages", "image_not_read", "application/pdf")


def locked(password: bytes) -> bytes:
    """A PDF of one page under the standard handler's first revision (ISO 32000-2, 7.6.4)."""
    padding = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
    padded = (password + padding)[:32]
    owner = rc4(md5(padded)[:5], padded)
    key = md5(padded + owner + (-4).to_bytes(4, "little", signed=True) + b"id")[:5]
    page = rc4(md5(key + b"\4\0\0" + b"\0\0")[:10], b"BT /F 12 Tf 20 100 Td (Zhou 13800138000) Tj ET")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
        b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (owner.hex().encode(), rc4(key, padding).hex().encode()),
    ]
    data, offsets = b"%PDF-1.4\n", list[int]()
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer<</Size 6/Root 1 0 R/Encrypt 5 0 R/ID[<6964><6964>]>>\nstartxref\n%d\n%%%%EOF" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


def md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def rc4(key: bytes, data: bytes) -> bytes:
    state, at = list(range(256)), 0
    for index in range(256):
        at = (at + state[index] + key[index % len(key)]) % 256
        state[index], state[at] = state[at], state[index]
    first = second = 0
    out = bytearray()
    for byte in data:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        out.append(byte ^ state[(state[first] + state[second]) % 256])
    return bytes(out)


def test_a_locked_document_opens_with_a_known_password_only():
    data = locked(b"baobao")
    assert reasons_of(data) == ["encrypted"]
    settings = Settings(passwords=("wrong", "baobao"))
    (document,) = ingest.read(io.BytesIO(data), SOURCE, "upload", settings)
    assert isinstance(document, Record) and document.fields["body"] == "Zhou 13800138000"


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.7\nnothing", fixture("pdf/agreement.pdf")[:700]])
def test_a_damaged_document_says_so(data: bytes):
    assert reasons_of(data) == ["document_damaged"]


def test_an_attached_file_leads_back_to_its_own_bytes():
    data = io.BytesIO(fixture("pdf/agreement.pdf"))
    extent = next(ingest.extents(data, "pdf"))
    content, format = ingest.original(data, "pdf", extent, "file-1/csv!1")
    assert content.decode().startswith("姓名,手机") and format == "csv"
