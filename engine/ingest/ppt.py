"""A presentation of the years before 2007: the text of every slide, notes and comments, with its properties.

Specification: MS-PPT (text atoms of the PowerPoint Document stream in an MS-CFB file). Earlier states of slides that
the file still holds are read too. Read in a helper process. Locators are ``document`` and ``pictures``.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import document
from engine.ingest.compound import root_names
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, Skipped

SUFFIXES = (".ppt", ".pps", ".pot", ".dps")
RANK = Rank.SIGNATURE


def sniff(file: BinaryIO) -> bool:
    """Whether the file is an OLE container with a presentation's stream."""
    return "PowerPoint Document" in root_names(file)


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The presentation; its pictures are not read."""
    return document.items("engine.ingest.sandboxed.slides", file, place)
