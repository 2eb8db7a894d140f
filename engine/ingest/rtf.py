r"""A rich text document: running text, notes, comments and properties; pictures are items of their own.

Specification: Microsoft Rich Text Format 1.9.1; HTML packed in it is MS-OXRTFEX. Locators are ``document``,
``picture-N`` and ``object-N``.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from engine.ingest.html import text_of
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.ingest.richtext import RichText
from engine.model.records import Record, RecordKind, Skipped

SUFFIXES = (".rtf",)
RANK = Rank.SIGNATURE
SIZE_LIMIT = 64 << 20
_PROPERTIES = {
    "title": "title", "subject": "subject", "author": "author", "operator": "last_modified_by", "manager": "manager",
    "company": "company", "keywords": "keywords", "doccomm": "description", "comment": "description",
}  # fmt: skip
_BESIDE = ("header", "footer", "footnote", "atnauthor", "annotation")
_LINK = re.compile(r"HYPERLINK\s+(?:\\l\s+)?\"(?:mailto:|tel:)?([^\"]{1,2000})\"", re.IGNORECASE)


def sniff(file: BinaryIO) -> bool:
    """Whether the file begins as rich text does."""
    return file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{\\rtf")


def text_of_rtf(data: bytes) -> str:
    """The text of a rich text document, or of the HTML that is packed in it."""
    document = RichText()
    document.read(data)
    return _text(document)


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The document, then its pictures and embedded objects."""
    data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        yield place.skipped("", "too_large")
        return
    document = RichText()
    document.read(data)
    fields: dict[str, str] = {}
    for name, shown in _PROPERTIES.items():
        if value := document.text(name).strip():
            fields[shown] = "\n".join(filter(None, (fields.get(shown), value)))
    if body := _text(document):
        fields["body"] = body
    if fields:
        warnings = ("deleted_text_read",) if document.deleted else ()
        yield place.record("document", RecordKind.ATTACHMENT, fields, warnings=warnings)
    for number, picture in enumerate(document.pictures, start=1):
        if place.concerns(f"picture-{number}"):
            yield from place.inside(f"picture-{number}").read(BytesIO(picture))
    for number in range(1, document.objects + 1):
        yield place.skipped(f"object-{number}", "attachment_format_not_read", "application/x-ole-storage")


def _text(document: RichText) -> str:
    body = document.text("body")
    if document.html:
        return text_of(body)
    lines = [line.strip(" ") for line in body.split("\n")]
    texts = [re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")]
    texts += [document.text(place).strip() for place in _BESIDE]
    texts += [name for name in _editors(document) if name not in texts]
    links = _LINK.findall(document.text("fldinst"))
    texts += [link for link in dict.fromkeys(links) if link not in texts[0]]
    return "\n".join(filter(None, texts))


def _editors(document: RichText) -> list[str]:
    """Who has changed the document; the list begins with a name that stands for nobody."""
    names = [name.strip() for name in re.split(r"[;\n]", document.text("revtbl"))]
    return [name for name in dict.fromkeys(names) if name not in ("", "Unknown")]
