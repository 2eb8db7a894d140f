"""An Excel workbook of the years before 2007: every sheet, hidden ones too.

Specification: MS-XLS (BIFF5 and BIFF8 streams in an MS-CFB file); passwords as in MS-OFFCRYPTO. Read by calamine in
a helper process with limits, after msoffcrypto where it has a password.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import workbook
from engine.ingest.compound import root_names
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, Skipped

SUFFIXES = (".xls", ".xlt", ".et")
RANK = Rank.SIGNATURE


def sniff(file: BinaryIO) -> bool:
    """Whether the file is an OLE container with a workbook's stream."""
    return not {"workbook", "book"}.isdisjoint(map(str.lower, root_names(file)))


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The rows of every sheet."""
    passwords = list(place.reading.settings.passwords)
    return workbook.read(workbook.CALAMINE, file, place, {"passwords": passwords})
