"""A presentation or drawing of OpenDocument: text of every page with notes; embedded files.

Specification: ISO/IEC 26300 (OpenDocument 1.2), presentation and graphics. Read in a helper process.
Locators are ``document`` and ``file-N``.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import document, office_package
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, Skipped

SUFFIXES = (".odp", ".otp", ".odg")
RANK = Rank.SIGNATURE


def sniff(file: BinaryIO) -> bool:
    """Whether the file is an OpenDocument package with a presentation or a drawing."""
    return office_package.has_media_type(
        file, ("application/vnd.oasis.opendocument.presentation", "application/vnd.oasis.opendocument.graphics")
    )


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The document, then what is embedded in it."""
    return document.items(document.PACKAGE, file, place)
