"""A spreadsheet workbook: every sheet, hidden ones too, and the comments on cells.

Specification: ECMA-376 / ISO/IEC 29500 (SpreadsheetML); a password-protected one is MS-OFFCRYPTO in an OLE
container. Read by calamine in a helper process with limits. Locators are ``sheetN!R``: the sheet by number, because
its name may be a person's, and the row counting from 1 below the header; a sheet's name is the field `sheet` where
somebody chose it. Comments are ``comment-N``.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, cast

from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.ingest.sandbox import HelperFailed
from engine.ingest.table import Row, items
from engine.model.records import Record, RecordKind, Skipped

SUFFIXES = (".xlsx", ".xlsm")
RANK = Rank.SIGNATURE
SIZE_LIMIT = 256 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_READER = "engine.ingest.sandboxed.workbook"
_UNNAMED = re.compile(r"(?:sheet|工作表|table|page)[ _-]?\d*", re.IGNORECASE)


def sniff(file: BinaryIO) -> bool:
    """Whether the file is an Office Open XML package with a workbook, or such a package encrypted."""
    head = file.read(8)
    if head == _OLE:
        return _ENCRYPTED in file.read(SIZE_LIMIT)
    if not head.startswith(b"PK\x03\x04"):
        return False
    names = package_names(file)
    return any(name.lower().startswith("xl/") for name in names) and is_office(names)


def package_names(file: BinaryIO) -> list[str]:
    """The names in a zip file; of one whose directory is lost, the name of its first member."""
    try:
        with zipfile.ZipFile(file) as archive:
            return [name.replace("\\", "/") for name in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        file.seek(0)
        head = file.read(1024)
        return [head[30 : 30 + int.from_bytes(head[26:28], "little")].decode("cp437")]


def is_office(names: list[str]) -> bool:
    """Whether the names are those of an Office or OpenDocument package rather than of files somebody packed."""
    return "[Content_Types].xml" in names or "mimetype" in names or "xl/workbook.xml" in names


def describe(file: BinaryIO) -> dict[str, str]:
    """The number of sheets, as far as the package's names show it."""
    if file.read(8) == _OLE:
        return {}
    sheets = sum(name.lower().startswith("xl/worksheets/") and name.endswith(".xml") for name in package_names(file))
    return {"sheets": str(sheets)} if sheets else {}


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The rows of every sheet; a workbook the helper cannot read is one skipped item."""
    data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        yield place.skipped("", "too_large")
        return
    if data.startswith(_OLE):
        yield place.skipped("", "encrypted", "application/x-ole-storage")
        return
    answers = place.reading.sandbox.produce(_READER, BytesIO(data))
    count = 0
    try:
        for item in _items(answers, place):
            count += 1
            yield item
    except HelperFailed as error:
        yield place.skipped("rest" if count else "", error.reason)
        return
    if not count:
        yield place.skipped("", "no_rows")


def _items(answers: Iterator[dict[str, object]], place: Place) -> Iterator[Record | Skipped]:
    """Group the helper's answers by sheet: one that names a sheet, then its rows."""
    pending = next(answers, None)
    while pending is not None:
        if "comment" in pending:
            fields = {"comment": str(pending["comment"])}
            yield place.record(f"comment-{pending['number']}", RecordKind.ROW, fields)
            pending = next(answers, None)
        elif "damaged_sheet" in pending:
            yield place.skipped(f"sheet{pending['damaged_sheet']}", "sheet_damaged")
            pending = next(answers, None)
        elif "damaged_comments" in pending:
            yield place.skipped(f"{pending['damaged_comments']}", "sheet_damaged")
            pending = next(answers, None)
        else:
            name = str(pending["name"])
            extra = {} if _UNNAMED.fullmatch(name.strip()) else {"sheet": name}
            following: list[dict[str, object]] = []
            rows = _rows(answers, following)
            yield from items(rows, place, f"sheet{pending['sheet']}", extra, strict=False)
            pending = following[0] if following else None


def _rows(answers: Iterator[dict[str, object]], following: list[dict[str, object]]) -> Iterator[Row]:
    for answer in answers:
        if "rows" not in answer:
            following.append(answer)
            return
        damaged = set(cast("list[int]", answer["damaged"]))
        for number, cells in enumerate(cast("list[list[str]]", answer["rows"])):
            yield Row(cells, ("number_damaged",) if number in damaged else ())
