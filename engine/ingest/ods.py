"""An OpenDocument spreadsheet: every sheet, and the comments on cells.

Specification: OASIS OpenDocument 1.3, part 3. Read by calamine in a helper process with limits. One with a password
is encrypted inside its package and is not read.
"""

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import office_package, workbook
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, Skipped

SUFFIXES = (".ods", ".ots")
RANK = Rank.SIGNATURE
_MEDIA_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def sniff(file: BinaryIO) -> bool:
    """Whether the package says that it is a spreadsheet."""
    if file.read(4) != b"PK\x03\x04":
        return False
    if "mimetype" not in office_package.package_names(file):
        return False
    try:
        with zipfile.ZipFile(file) as package, package.open("mimetype") as part:
            return part.read(200).strip().removesuffix(b"-template") == _MEDIA_TYPE
    except (KeyError, ValueError, RuntimeError, OSError, NotImplementedError, zipfile.BadZipFile):
        return False


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The rows of every sheet."""
    return workbook.read("engine.ingest.sandboxed.workbook", file, place)
