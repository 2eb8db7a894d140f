"""A presentation: its slides in the order they are shown, hidden ones last, speaker's notes, comments; embedded files.

Specification: ECMA-376 / ISO/IEC 29500 (PresentationML). Read in a helper process.
Locators are ``document`` and ``file-N``.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import document, office_package
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, Skipped

SUFFIXES = (".pptx", ".pptm", ".ppsx", ".potx")
RANK = Rank.SIGNATURE


def sniff(file: BinaryIO) -> bool:
    """Whether the file is an Office Open XML package with a presentation."""
    return office_package.has_part(file, "ppt/")


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The document, then what is embedded in it."""
    return document.items(document.PACKAGE, file, place)
