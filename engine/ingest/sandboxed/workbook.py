"""The part of reading a workbook that runs in the helper process: calamine's cells as text, row by row."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import BinaryIO
from xml.etree import ElementTree

import python_calamine as calamine

from engine.ingest.sandbox import HelperRefused

_BATCH = 500
_EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number; a longer one has lost its last."""
_COMMENTS = re.compile(r"xl/(?:comments[^/]*|threadedcomments/[^/]+|comments/[^/]+)\.xml", re.IGNORECASE)
_COMMENTS_LIMIT = 64 << 20


def produce(file: BinaryIO) -> Iterator[dict[str, object]]:
    """A value for each sheet, batch of rows and comment; raises `HelperRefused` where the package cannot be opened."""
    data = file.read()
    try:
        workbook = calamine.load_workbook(io.BytesIO(data))
        sheets = workbook.sheets_metadata
    except calamine.PasswordError as error:
        raise HelperRefused("encrypted") from error
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise HelperRefused("workbook_damaged") from error
    for number, sheet in enumerate(sheets, start=1):
        if sheet.typ in (calamine.SheetTypeEnum.WorkSheet, calamine.SheetTypeEnum.MacroSheet):
            yield from _sheet(workbook, number, sheet.name)
    yield from _comments(data)


def _sheet(workbook: calamine.CalamineWorkbook, number: int, name: str) -> Iterator[dict[str, object]]:
    try:
        rows = workbook.get_sheet_by_index(number - 1).iter_rows()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:
        yield {"damaged_sheet": number}
        return
    yield {"sheet": number, "name": name}
    batch: list[list[str]] = []
    damaged: list[int] = []
    for row in rows:
        if any(isinstance(cell, float | int) and abs(cell) >= _EXACT for cell in row):
            damaged.append(len(batch))
        batch.append([shown(cell) for cell in row])
        if len(batch) >= _BATCH:
            yield {"rows": batch, "damaged": damaged}
            batch, damaged = [], []
    if batch:
        yield {"rows": batch, "damaged": damaged}


def shown(cell: object) -> str:
    """A cell as its sheet shows it: whole numbers without a fraction, dates in ISO form."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e20 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _comments(data: bytes) -> Iterator[dict[str, object]]:
    number = 0
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in filter(_COMMENTS.fullmatch, package.namelist()):
            try:
                if package.getinfo(name).file_size > _COMMENTS_LIMIT:
                    raise zipfile.BadZipFile
                root = ElementTree.fromstring(package.read(name))  # noqa: S314 - expat refuses entity bombs, limits hold
            except (ElementTree.ParseError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
                yield {"damaged_comments": name.rpartition("/")[2]}
                continue
            for node in root.iter():
                text = "".join(node.itertext()).strip() if node.tag.lower().endswith("comment") else ""
                if text:
                    number += 1
                    yield {"comment": text, "number": number}
