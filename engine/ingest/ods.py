"""An OpenDocument spreadsheet: every sheet, and the comments on cells.

Specification: OASIS OpenDocument 1.3, part 3. Read by calamine in a helper process with limits. One with a password
is encrypted inside its package and is not read.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import office_package, workbook
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, Skipped

SUFFIXES = (".ods", ".ots")
RANK = Rank.SIGNATURE


def sniff(file: BinaryIO) -> bool:
    """Whether the package says that it is a spreadsheet."""
    return office_package.has_media_type(file, "application/vnd.oasis.opendocument.spreadsheet")


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The rows of every sheet."""
    return workbook.read(workbook.CALAMINE, file, place)
