"""An Excel workbook in Office Open XML: every sheet, hidden ones too, comments, and text in drawings.

Specification: ECMA-376 / ISO/IEC 29500 (SpreadsheetML), transitional and strict. Read as a stream in a helper process
with limits; entities and document types are refused. A formula without a stored result is read as its text.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import office_package, workbook
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, Skipped

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
RANK = Rank.SIGNATURE
_READER = "engine.ingest.sandboxed.spreadsheetml"


def sniff(file: BinaryIO) -> bool:
    """Whether the file is an Office Open XML package with a workbook in XML."""
    return office_package.has_workbook(file, binary=False)


def describe(file: BinaryIO) -> dict[str, str]:
    """The number of sheets, as far as the package's names show it."""
    names = [name.lower() for name in office_package.package_names(file)]
    office_package.forget()
    sheets = sum(name.startswith("xl/worksheets/") and name.endswith(".xml") for name in names)
    return {"sheets": str(sheets)} if sheets else {}


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The rows of every sheet."""
    return workbook.read(_READER, file, place)
