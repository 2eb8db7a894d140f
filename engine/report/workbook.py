"""The tables and charts of a printed paper as a workbook: one sheet each, and a first one that says what they hold."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from engine.report.blocks import number
from engine.spreadsheet import Cell, Sheet, workbook
from engine.strings import Words

_COUNT = re.compile(r"[+-]?\d{1,3}(?:,\d{3})*|[+-]?\d+")
_NAME_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_WIDEST, _NARROWEST = 60, 8


def workbook_of(content: Mapping[str, Any], words: Words) -> bytes:
    """All that is printed in rows or drawn from numbers, in the order of the paper; counts are numbers again."""
    sheets: list[Sheet] = []
    listed: list[list[Cell]] = []
    for place, chapter in enumerate(content["chapters"], 1):
        tables = [one for block in chapter["blocks"] if (one := _table(block, words))]
        for order, (caption, header, rows) in enumerate(tables, 1):
            name = _named(f"{place}.{order} {chapter['title']}")
            sheets.append(Sheet(name, header, rows, widths=_widths(header, rows)))
            listed.append([name, chapter["title"], caption, len(rows)])
    return workbook([_readme(content, words, listed), *sheets])


def _readme(content: Mapping[str, Any], words: Words, listed: Sequence[Sequence[Cell]]) -> Sheet:
    rows: list[Sequence[Cell]] = [[words("report.workbook.company"), content["company"], "", ""]]
    rows += [[name, _said(value), "", ""] for name, value in content["cover"]]
    rows += [[words("report.workbook.masked"), "", "", ""], ["", "", "", ""]]
    rows.append([words(f"report.workbook.{name}") for name in ("sheet", "chapter", "table", "rows")])
    rows += listed
    return Sheet(words("report.workbook.readme"), [content["title"], "", "", ""], rows, widths=(36, 44, 60, 10))


def _table(block: Mapping[str, Any], words: Words) -> tuple[str, list[str], list[list[Cell]]] | None:
    """Caption, header and rows of a block; None of one that holds no table."""
    drawn = _TABLES.get(block["kind"])
    if drawn is None:
        return None
    header, rows = drawn(block, words)
    return block.get("caption", "") or words("report.workbook.figures"), header, rows


def listing(block: Mapping[str, Any], _words: Words | None = None) -> tuple[list[str], list[list[Cell]]]:
    """Header and rows of a printed table."""
    return [one["title"] for one in block["columns"]], [[_cell(one) for one in row] for row in block["rows"]]


def _figures(block: Mapping[str, Any], words: Words) -> tuple[list[str], list[list[Cell]]]:
    header = [words("report.col.figure"), words("report.workbook.value"), words("report.workbook.detail")]
    return header, [[one["label"], _cell(one["value"]), one["detail"]] for one in block["items"]]


def _bars(block: Mapping[str, Any], words: Words) -> tuple[list[str], list[list[Cell]]]:
    parts = block.get("rows") or block["parts"]
    return [words("report.col.figure"), words("report.workbook.value")], [[one["label"], one["value"]] for one in parts]


def _stacks(block: Mapping[str, Any], _words: Words) -> tuple[list[str], list[list[Cell]]]:
    names = [one["label"] for one in block["legend"]]
    rows: list[list[Cell]] = []
    for line in block["rows"]:
        known = {one["label"]: one["value"] for one in line["parts"]}
        rows.append([line["label"], *(known.get(name, 0) for name in names)])
    return ["", *names], rows


def _heat(block: Mapping[str, Any], _words: Words) -> tuple[list[str], list[list[Cell]]]:
    rows = [[line["label"], *line["values"], sum(line["values"])] for line in block["rows"]]
    return [block["corner"], *block["columns"], block["sum"]], rows


_TABLES = {
    "listing": listing,
    "figures": _figures,
    "bars": _bars,
    "columns": _bars,
    "stack": _bars,
    "stacks": _stacks,
    "heat": _heat,
}


def _cell(value: Any) -> Cell:
    text = _said(value)
    return int(text.replace(",", "")) if (_COUNT.fullmatch(text) and text[:1] != "0") or text == "0" else text


def _said(value: Any) -> str:
    if isinstance(value, str):
        return value
    parts = [value.get(name, "") for name in ("text", "mark", "note", "below")]
    return " · ".join(part for part in parts if part)


def _named(title: str) -> str:
    return _FORBIDDEN.sub(" ", title)[:_NAME_LENGTH]


def _widths(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> tuple[int, ...]:
    """In characters, Han ones twice as wide."""
    widths = [_NARROWEST] * len(header)
    for row in (header, *rows):
        for place, value in enumerate(row):
            text = number(value) if isinstance(value, int) else str(value or "")
            wide = sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)
            widths[place] = min(_WIDEST, max(widths[place], wide + 2))
    return tuple(widths)
