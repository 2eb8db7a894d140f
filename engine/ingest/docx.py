"""A word processor document: text with tables, headers, notes, comments and deleted text; embedded files.

Specification: ECMA-376 / ISO/IEC 29500 (WordprocessingML), transitional and strict. Read in a helper process.
Locators are ``document`` and ``file-N``.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import document, office_package
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, Skipped

SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
RANK = Rank.SIGNATURE


def sniff(file: BinaryIO) -> bool:
    """Whether the file is an Office Open XML package with a text document."""
    return office_package.has_part(file, "word/")


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The document, then what is embedded in it."""
    return document.items(document.PACKAGE, file, place)
