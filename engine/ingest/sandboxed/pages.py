"""The part of reading a PDF that runs in the helper process: PDFium's text page by page, then attached files."""

import ctypes
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from engine.ingest.sandbox import HelperRefused
from engine.ingest.sandboxed.package import CONTENT, PIECE

_PROPERTIES = {"Title": "title", "Author": "author", "Subject": "subject", "Keywords": "keywords"}
_LINK = re.compile(rb"(?:mailto|tel):([^?\0]{1,2000})", re.IGNORECASE)
_LONGEST = 1 << 20
_HYPHEN = re.compile("[\ufffe\x02]")


def produce(file: BinaryIO, passwords: list[str]) -> Iterator[dict[str, object]]:
    """A value for each property, page and warning, then for each block of an attached file."""
    document = _opened(file, passwords)
    for key, field in _PROPERTIES.items():
        text = str(document.get_metadata_dict(skip_empty=True).get(key, ""))
        if text.strip():
            yield {"field": field, "text": text}
    count = len(document)
    if not count:
        raise HelperRefused("document_damaged")
    read, empty, damaged = 0, 0, 0
    for number in range(count):
        try:
            text, beside = _page(document, number)
        except pdfium.PdfiumError:
            damaged += 1
            continue
        if text:
            read += 1
            yield from _pieces("body", f"{text}\n\n")
        else:
            empty += 1
        if beside:
            yield from _pieces("annotations", beside)
    if damaged:
        yield {"warning": "pages_unreadable"}
    if empty and read:
        yield {"warning": "pages_without_text"}
    if damaged and not read and not empty:
        raise HelperRefused("document_damaged")
    if empty and not read:
        yield {"step": "pages", "skipped": "image_not_read", "detail": "application/pdf"}
    yield from _attached(document)


def _opened(file: BinaryIO, passwords: list[str]) -> pdfium.PdfDocument:
    """The document, with the first password that opens it."""
    encrypted = False
    for password in (None, *passwords):
        try:
            return pdfium.PdfDocument(file, password=password)
        except pdfium.PdfiumError as error:
            if error.err_code != raw.FPDF_ERR_PASSWORD:
                raise HelperRefused(
                    "encrypted" if error.err_code == raw.FPDF_ERR_SECURITY else "document_damaged"
                ) from error
            encrypted = True
    raise HelperRefused("encrypted" if encrypted else "document_damaged")


def _page(document: pdfium.PdfDocument, number: int) -> tuple[str, str]:
    """The text of a page, and the texts that stand beside it."""
    page = document[number]
    try:
        text_page = page.get_textpage()
        try:
            text = _plain(text_page.get_text_range())
        finally:
            text_page.close()
        return text, _annotations(document, page, text)
    finally:
        page.close()


def _plain(text: str) -> str:
    """Lines as they stand; a hyphen that PDFium joins two lines by is a hyphen again."""
    lines = _HYPHEN.sub("-", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _annotations(document: pdfium.PdfDocument, page: pdfium.PdfPage, text: str) -> str:
    """What annotations and form fields say and the page does not: author, comment, value, addresses behind links."""
    found: dict[str, None] = {}
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            keys = (
                (b"V", b"Contents")
                if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET
                else (b"T", b"Contents")
            )
            for key in keys:
                found[_string(raw.FPDFAnnot_GetStringValue, annotation, key).strip()] = None
            found[_link(document, annotation)] = None
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return "".join(f"{each}\n" for each in found if each and each not in text)


def _string(call: Callable[..., int], *arguments: Any) -> str:
    """A text that PDFium gives in UTF-16 once it is told how long it may be."""
    length = min(call(*arguments, None, 0), _LONGEST)
    buffer = ctypes.create_string_buffer(length + 2)
    call(*arguments, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\0")


def _link(document: pdfium.PdfDocument, annotation: Any) -> str:
    action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(annotation))
    if not action:
        return ""
    buffer = ctypes.create_string_buffer(4096)
    raw.FPDFAction_GetURIPath(document, action, buffer, 4096)
    match = _LINK.match(buffer.value)
    return match[1].decode("utf-8", "replace") if match else ""


def _pieces(field: str, text: str) -> Iterator[dict[str, object]]:
    for start in range(0, len(text), PIECE):
        yield {"field": field, "text": text[start : start + PIECE]}


def _attached(document: pdfium.PdfDocument) -> Iterator[dict[str, object]]:
    for number in range(1, document.count_attachments() + 1):
        try:
            content = memoryview(document.get_attachment(number - 1).get_data()).cast("B")
        except pdfium.PdfiumError:
            yield {"unread": number}
            continue
        for start in range(0, len(content), CONTENT):
            block = bytes(content[start : start + CONTENT])
            yield {"file": number, "more": start + CONTENT < len(content), "content": block}
