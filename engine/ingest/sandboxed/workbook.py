"""The part of reading an XLS, XLSB or ODS workbook that runs in the helper process: calamine's cells as text."""

import io
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import msoffcrypto
import python_calamine as calamine

from engine.ingest.compound import SIGNATURE
from engine.ingest.sandbox import HelperRefused
from engine.ingest.sandboxed.decrypted import decrypted
from engine.ingest.sandboxed.numbers import EXACT, shown
from engine.ingest.sandboxed.workbook_package import BROKEN, Package

_BATCH = 500
_CONTENT = re.compile(r"content\.xml")
_XLSB_COMMENTS = re.compile(r"xl/comments\d*\.bin")
_OURS = (KeyboardInterrupt, SystemExit, MemoryError)


def produce(file: BinaryIO, passwords: Sequence[str] = ()) -> Iterator[dict[str, object]]:
    """A value for each sheet, batch of rows and comment; raises `HelperRefused` where the workbook cannot be opened."""
    data = file.read()
    if data.startswith(SIGNATURE):
        data = _plain(data, passwords)
    try:
        workbook = calamine.load_workbook(io.BytesIO(data))
        sheets = workbook.sheets_metadata
    except calamine.PasswordError as error:
        raise HelperRefused("encrypted") from error
    except _OURS:
        raise
    except BaseException as error:
        raise HelperRefused("encrypted" if _is_encrypted(data) else "workbook_damaged") from error
    for number, sheet in enumerate(sheets, start=1):
        if sheet.typ in (calamine.SheetTypeEnum.WorkSheet, calamine.SheetTypeEnum.MacroSheet):
            hidden = sheet.visible != calamine.SheetVisibleEnum.Visible
            yield from _sheet(workbook, {"sheet": number, "name": sheet.name, "hidden": hidden})
    if not data.startswith(SIGNATURE):
        yield from _annotations(data)


def _plain(data: bytes, passwords: Sequence[str]) -> bytes:
    """The workbook without its password; as it is where it has none."""
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        encrypted = office.is_encrypted()
    except _OURS:
        raise
    except BaseException:
        return data
    return decrypted(office, passwords) if encrypted else data


def _is_encrypted(data: bytes) -> bool:
    """Whether the parts of an OpenDocument package are encrypted."""
    try:
        with Package(io.BytesIO(data)).open("META-INF/manifest.xml") as part:
            return b"encryption-data" in part.read(1 << 20)
    except (HelperRefused, *BROKEN):
        return False


def _sheet(workbook: calamine.CalamineWorkbook, opening: dict[str, object]) -> Iterator[dict[str, object]]:
    number = opening["sheet"]
    yield opening
    try:
        rows = workbook.get_sheet_by_index(int(str(number)) - 1).iter_rows()
    except _OURS:
        raise
    except BaseException:
        yield {"damaged_sheet": number}
        return
    batch: list[list[str]] = []
    warned: list[tuple[int, list[str]]] = []
    for row in rows:
        if any(isinstance(cell, float | int) and abs(cell) >= EXACT for cell in row):
            warned.append((len(batch), ["number_damaged"]))
        batch.append([shown(cell) for cell in row])
        if len(batch) >= _BATCH:
            yield {"rows": batch, "warned": warned, "gap": 0}
            batch, warned = [], []
    if batch:
        yield {"rows": batch, "warned": warned, "gap": 0}


def _annotations(data: bytes) -> Iterator[dict[str, object]]:
    """The comments in an ODS workbook; those of an XLSB one are named as not read."""
    package = Package(io.BytesIO(data))
    number = 0
    try:
        for part in package.names(_CONTENT):
            for element in package.elements(part, "annotation"):
                text = "\n".join("".join(each.itertext()) for each in element if each.tag.endswith("p")).strip()
                if text:
                    number += 1
                    yield {"note": "comment", "text": text, "number": number}
    except BROKEN:
        yield {"damaged_part": "comments"}
    for _ in package.names(_XLSB_COMMENTS):
        yield {"damaged_part": "comments"}
