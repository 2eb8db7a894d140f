"""A Word document of the years before 2007: text, notes, headers, comments, text boxes, properties, embedded files.

Specification: MS-DOC (the FIB's piece table in an MS-CFB file), Word 6 and 95 by their plain text range; passwords as
in MS-OFFCRYPTO. Read in a helper process. Locators are ``document``, ``pictures`` and ``file-N``.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import document
from engine.ingest.compound import root_names
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, Skipped

SUFFIXES = (".doc", ".dot", ".wps")
RANK = Rank.SIGNATURE


def sniff(file: BinaryIO) -> bool:
    """Whether the file is an OLE container with a Word document's stream."""
    return "WordDocument" in root_names(file)


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The document, then what is embedded in it; passwords that are known are tried."""
    arguments = {"passwords": list(place.reading.settings.passwords)}
    return document.items("engine.ingest.sandboxed.word_text", file, place, arguments)
