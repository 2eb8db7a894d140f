"""The part of reading an XLSX workbook that runs in the helper process: sheets, then comments and text in drawings.

Sheets are read as a stream, so that neither a huge sheet nor one whose last cell stands in the last corner needs
memory for what lies between.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO

from engine.ingest.sandbox import HelperRefused
from engine.ingest.sandboxed.numbers import is_date_format
from engine.ingest.sandboxed.workbook_package import BROKEN, Package, attributes, texts
from engine.ingest.sandboxed.worksheet import Book, SheetDamaged, SheetRow, rows, unescaped

_BATCH = 500
_OPENING = 100
_SHEET = re.compile(r"(?:xl/)?worksheets/[^/]+\.xml")
_COMMENTS = re.compile(r"xl/(?:comments[^/]*|threadedcomments/[^/]+|comments/[^/]+)\.xml")
_DRAWINGS = re.compile(r"xl/drawings/[^/]+\.xml")
_MAIN = "xl/workbook.xml"


def produce(file: BinaryIO) -> Iterator[dict[str, object]]:
    """A value for each sheet, batch of rows, comment and text in a drawing.

    Raises `HelperRefused` where the package cannot be opened or defines entities.
    """
    package = Package(file)
    main = next((target for kind, target in package.related("").values() if kind.endswith("/officeDocument")), _MAIN)
    sheets, since_1904 = _sheets(package, main)
    if not sheets:
        raise HelperRefused("workbook_damaged")
    broken: list[str] = []
    book = Book(_strings(package, main, broken), _dates(package, main), since_1904)
    for number, (name, state, part) in enumerate(sheets, start=1):
        yield from _sheet(package, book, part, {"sheet": number, "name": name, "hidden": state != "visible"})
    for kind in broken:
        yield {"damaged_part": kind}
    yield from _notes(package, _COMMENTS, "comment")
    yield from _notes(package, _DRAWINGS, "drawing")


def _sheets(package: Package, main: str) -> tuple[list[tuple[str, str, str]], bool]:
    """Name, state and part of every worksheet; by the parts' names where the workbook does not list them."""
    related = package.related(main)
    found: list[tuple[str, str, str]] = []
    since_1904 = False
    try:
        for element in package.root(main).iter():
            stated = attributes(element)
            if element.tag == "workbookPr":
                since_1904 = stated.get("date1904", "0") in ("1", "true", "on")
            elif element.tag == "sheet":
                kind, part = related.get(stated.get("id", ""), ("", ""))
                if part in package and not kind.endswith(("/chartsheet", "/dialogsheet")):
                    found.append((stated.get("name", ""), stated.get("state", "visible"), part))
    except BROKEN:
        found = []
    listed = {part.lower() for _, _, part in found}
    return found + [("", "visible", part) for part in package.names(_SHEET) if part not in listed], since_1904


def _part(package: Package, main: str, kind: str, usual: str) -> str:
    related = (target for name, target in package.related(main).values() if name.endswith(f"/{kind}"))
    return next(related, f"{main.rpartition('/')[0]}/{usual}".lstrip("/"))


def _strings(package: Package, main: str, broken: list[str]) -> list[str]:
    part = _part(package, main, "sharedStrings", "sharedStrings.xml")
    found: list[str] = []
    if part not in package:
        return found
    try:
        for item in package.elements(part, "si"):
            found.append(unescaped("".join(texts(item, "t", without="rPh"))))
    except BROKEN:
        broken.append("strings")
    return found


def _dates(package: Package, main: str) -> frozenset[int]:
    """The cell styles whose number format is a date."""
    try:
        root = package.root(_part(package, main, "styles", "styles.xml"))
    except BROKEN:
        return frozenset()
    codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter("numFmt")}
    styles = [each.get("numFmtId", "0") for group in root.iter("cellXfs") for each in group if each.tag == "xf"]
    return frozenset(
        number
        for number, style in enumerate(styles)
        if is_date_format(int(style) if style.isdecimal() else 0, codes.get(style))
    )


def _sheet(package: Package, book: Book, part: str, opening: dict[str, object]) -> Iterator[dict[str, object]]:
    yield opening
    try:
        with package.open(part) as stream:
            yield from _batches(rows(stream, book))
    except (SheetDamaged, *BROKEN):
        yield {"damaged_sheet": opening["sheet"]}


def _batches(found: Iterator[SheetRow]) -> Iterator[dict[str, object]]:
    """The rows from the first on, the empty ones between them as a number."""
    batch: list[list[str]] = []
    warned: list[tuple[int, list[str]]] = []
    failures: list[SheetDamaged] = []
    flow = _sound(found, failures)
    opening = list(islice(flow, _OPENING))
    first = min((min(row.cells) for row in opening), default=0)
    last = opening[0].number - 1 if opening else 0
    for row in chain(opening, flow):
        gap, last = row.number - last - 1, row.number
        if gap or len(batch) >= _BATCH:
            yield {"rows": batch, "warned": warned, "gap": gap}
            batch, warned = [], []
        if row.warnings:
            warned.append((len(batch), row.warnings))
        batch.append(row.listed(first))
    if batch:
        yield {"rows": batch, "warned": warned, "gap": 0}
    if failures:
        raise failures[0]


def _sound(found: Iterator[SheetRow], failures: list[SheetDamaged]) -> Iterator[SheetRow]:
    try:
        yield from found
    except SheetDamaged as error:
        failures.append(error)


def _notes(package: Package, pattern: re.Pattern[str], kind: str) -> Iterator[dict[str, object]]:
    """Each comment, or each text in a drawing."""
    number = 0
    for part in package.names(pattern):
        try:
            root = package.root(part)
        except BROKEN:
            yield {"damaged_part": kind}
            continue
        tag = "comment" if kind == "comment" else "txbody"
        for element in (each for each in root.iter() if each.tag.lower().endswith(tag)):
            text = "\n".join(texts(element, "t", without="rPh")) if tag == "txbody" else "".join(element.itertext())
            if text.strip():
                number += 1
                yield {"note": kind, "text": text.strip(), "number": number}
