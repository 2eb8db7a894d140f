"""An Excel workbook in Excel's binary package: every sheet, hidden ones too.

Specification: MS-XLSB. Read by calamine in a helper process with limits; comments in it are named as not read.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import office_package, workbook
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, Skipped

SUFFIXES = (".xlsb",)
RANK = Rank.SIGNATURE


def sniff(file: BinaryIO) -> bool:
    """Whether the file is a package with a binary workbook."""
    return office_package.has_workbook(file, binary=True)


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The rows of every sheet."""
    return workbook.read(workbook.CALAMINE, file, place)
