"""An Excel workbook in Office Open XML: every sheet, hidden ones too, comments, and text in drawings.

Specification: ECMA-376 / ISO/IEC 29500 (SpreadsheetML), transitional and strict. Read as a stream in a helper process
with limits; entities and document types are refused. A formula without a stored result is read as its text.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import workbook
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.ingest.workbook import package_names
from engine.model.records import Record, Skipped

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
RANK = Rank.SIGNATURE


def sniff(file: BinaryIO) -> bool:
    """Whether the file is an Office Open XML package with a workbook in XML."""
    if file.read(4) != b"PK\x03\x04":
        return False
    names = [name.lower() for name in package_names(file)]
    if not is_office(names) or "xl/workbook.bin" in names:
        return False
    return any(name.startswith("xl/") for name in names) or "workbook.xml" in names


def is_office(names: list[str]) -> bool:
    """Whether the names are those of an Office or OpenDocument package rather than of files somebody packed."""
    lowered = {name.lower() for name in names}
    return not lowered.isdisjoint({"[content_types].xml", "mimetype", "xl/workbook.xml", "xl/workbook.bin"})


def describe(file: BinaryIO) -> dict[str, str]:
    """The number of sheets, as far as the package's names show it."""
    names = [name.lower() for name in package_names(file)]
    sheets = sum(name.startswith("xl/worksheets/") and name.endswith(".xml") for name in names)
    return {"sheets": str(sheets)} if sheets else {}


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The rows of every sheet."""
    return workbook.read("engine.ingest.sandboxed.spreadsheetml", file, place)
