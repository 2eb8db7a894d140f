"""The original of a record deep inside: the same bytes whatever it was packed in."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from base64 import encodebytes
from collections.abc import Callable

import py7zr
import pytest

from engine import ingest
from engine.ingest import image, media
from engine.model.records import Record
from tests.ingest import outlook
from tests.ingest.reading import SOURCE, fixture, mail, reasons_of

TABLE = "姓名,手机\n林小满,13800138000\n".encode()


def zipped(*members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for number, content in enumerate(members):
            made.writestr(f"{number}.bin", content)
    return data.getvalue()


def tarred(content: bytes) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as made:
        entry = tarfile.TarInfo("a")
        entry.size = len(content)
        made.addfile(entry, io.BytesIO(content))
    return data.getvalue()


def seven_zipped(content: bytes) -> bytes:
    data = io.BytesIO()
    with py7zr.SevenZipFile(data, "w") as made:
        made.writestr(b"other", "a.txt")
        made.writestr(content, "b")
    return data.getvalue()


def letter(content: bytes, name: str = "a.bin") -> bytes:
    head = f"From: a@example.com\nMessage-ID: <a@example.com>\nContent-Type: application/octet-stream; name={name}"
    return mail(f"{head}\nContent-Transfer-Encoding: base64", encodebytes(content))


def mailbox(content: bytes) -> bytes:
    one = b"From a@example.com Mon Jan  6 10:00:00 2025\n"
    return one + mail("From: b@example.com\nMessage-ID: <b@example.com>") + b"\n" + one + letter(content) + b"\n"


def message(content: bytes) -> bytes:
    return outlook.message_file(outlook.mail("s", "words", parts=[outlook.file("a.bin", content)]))


def winmail(content: bytes) -> bytes:
    return outlook.wrapped(outlook.mail("s", "words", parts=[outlook.file("a.bin", content)]))


CONTAINERS: dict[str, Callable[[bytes], bytes]] = {
    "zip": lambda content: zipped(b"other", content),
    "tar": tarred,
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "sevenzip": seven_zipped,
    "eml": letter,
    "mbox": mailbox,
    "msg": message,
    "tnef": winmail,
}


def originals(data: bytes, field: str) -> list[tuple[str, bytes, str | None]]:
    """Locator, original and its format of the records that have a field."""
    claimed = ingest.claim(io.BytesIO(data))
    assert claimed
    extents = {each.offset: each for each in ingest.extents(io.BytesIO(data), claimed.id)}
    items = ingest.read(io.BytesIO(data), SOURCE, "x")
    found = [item for item in items if isinstance(item, Record) and field in item.fields]
    return [
        (each.locator, *ingest.original(io.BytesIO(data), claimed.id, extents[each.origin], each.locator))
        for each in found
    ]


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("inner", ["zip", "eml"])
def test_the_original_of_a_row_is_its_table(container: str, inner: str):
    data = CONTAINERS[container](CONTAINERS[inner](TABLE))
    assert (ingest.claim(io.BytesIO(data)) or pytest.fail()).id == container
    ((locator, content, format),) = originals(data, "手机")
    assert locator.endswith("/csv!1")
    assert (content, format) == (TABLE, "csv")


def test_a_zip_in_a_wrapped_message_in_a_mail_gives_its_mail():
    inner = mail("From: c@example.com\nMessage-ID: <c@example.com>\nSubject: deep")
    data = letter(winmail(zipped(inner)), "winmail.dat")
    found = [each for each in originals(data, "subject") if each[1] == inner]
    assert [(locator.rpartition("/")[2], format) for locator, _, format in found] == [("<c@example.com>", "eml")]


def test_a_workbook_in_a_document_in_a_7z_is_read_with_its_comments():
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as made:
        main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", f'<w:document xmlns:w="{main}"><w:body><w:p/></w:body></w:document>')
        made.writestr("word/embeddings/Book.xlsx", fixture("xlsx/customers.xlsx"))
    data = seven_zipped(document.getvalue())
    assert "reader_failed" not in reasons_of(data)
    found = originals(data, "comment")
    assert found and all(locator.startswith("2/file-1/comment-") for locator, _, _ in found)
    assert {content for _, content, _ in found} == {fixture("xlsx/customers.xlsx")}


def test_what_is_too_large_is_not_handed_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ingest, "ORIGINAL_LIMIT", len(TABLE) - 1)
    inner = zipped(TABLE)
    ((_, content, _),) = originals(zipped(inner), "手机")
    assert content == inner


@pytest.mark.parametrize(
    ("content", "format", "suffix"),
    [
        (b"From: a@example.com\n\n", "eml", ".eml"),
        (b"BEGIN:VCARD\n", "vcard", ".vcf"),
        (b"<?xml version='1.0'?><html/>", "page", ".html"),
        (b"PK\3\4", "docx", ".docx"),
        (b"\0\0\0\x0cjP  ", "image", ".jp2"),
        (b"%PDF-1.4", None, ".pdf"),
        (b"OggS", None, ".ogg"),
        (b"\0\1\2", None, ".bin"),
        (b"", None, ".bin"),
    ],
)
def test_a_download_is_named_after_what_it_is(content: bytes, format: str | None, suffix: str):
    assert ingest.suffix(content, format) == suffix


def test_every_media_type_that_is_recognised_has_a_suffix():
    recognised = {name for _, name in media._MAGIC} | set(media._BRANDS.values()) | set(media._RIFF.values())
    assert recognised - set(media._SUFFIXES) == set()
    pictures = {suffix for name, suffix in media._SUFFIXES.items() if name.startswith("image/")}
    assert pictures - set(image.SUFFIXES) == set()
