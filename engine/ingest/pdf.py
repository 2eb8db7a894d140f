"""A PDF: the text of all pages with annotations, form values and properties; attached files are items of their own.

Specification: ISO 32000-2. Read by PDFium in a helper process, page by page. Pages are separated by an empty line;
pages that are only pictures are not read, which a warning says, or a skipped item ``pages`` where no page has text.
Locators are ``document``, ``pages`` and ``file-N``.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import document
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, Skipped

SUFFIXES = (".pdf", ".ai")
RANK = Rank.SIGNATURE
_READER = "engine.ingest.sandboxed.pages"
_HEAD = 1024


def sniff(file: BinaryIO) -> bool:
    """Whether the file begins with ``%PDF``, after white space and a byte order mark at most."""
    return file.read(_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip(b"\0\r\n\t ").startswith(b"%PDF")


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The document, then what is attached to it; passwords that are known are tried."""
    return document.items(_READER, file, place, {"passwords": list(place.reading.settings.passwords)})
