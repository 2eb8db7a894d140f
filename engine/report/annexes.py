"""Tables too long for paper: their first rows are printed, the whole table goes along as a CSV file in the PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from engine.report.blocks import Block, Chapter, Column, number, paragraph, table
from engine.report.table_files import csv_file
from engine.report.workbook import listing
from engine.strings import Words

MOST, PRINTED = 200, 40
"""Rows of the longest table that is printed whole, and the rows printed of a longer one."""


@dataclass(frozen=True, slots=True)
class Annex:
    """A table as the CSV file (UTF-8 with BOM) that goes along; `sha256` is that of the file."""

    name: str
    caption: str
    rows: int
    text: str
    sha256: str


def with_annexes(printed: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """The same content, its long tables cut short with a word on where the rest is, and `annexes` with the files."""
    annexes: list[Annex] = []
    chapters = [
        {**chapter, "blocks": [part for block in chapter["blocks"] for part in _shortened(block, words, annexes)]}
        for chapter in printed["chapters"]
    ]
    if annexes:
        chapters.append(_chapter(annexes, words).data())
    files = [{"name": one.name, "caption": one.caption, "text": one.text, "sha256": one.sha256} for one in annexes]
    return {**printed, "chapters": chapters, "annexes": files}


def _shortened(block: Block, words: Words, annexes: list[Annex]) -> Sequence[Mapping[str, Any]]:
    rows: Any = block.get("rows")
    if block["kind"] != "listing" or len(rows) <= MOST:
        return [block]
    last = rows[-1:] if block["total"] else []
    lines = len(rows) - len(last)
    annex = _annex(block, words, len(annexes) + 1, lines)
    annexes.append(annex)
    told = {"all": number(lines), "shown": number(PRINTED), "name": annex.name, "hash": annex.sha256[:16]}
    return [{**block, "rows": [*rows[:PRINTED], *last]}, paragraph(words("report.annex.cut", **told))]


def _annex(block: Mapping[str, Any], words: Words, place: int, lines: int) -> Annex:
    header, rows = listing(block)
    content = csv_file(header, rows)
    name = f"annex-{place:02}-{words.language}.csv"
    return Annex(name, block["caption"], lines, content.decode(), sha256(content).hexdigest())


def _chapter(annexes: Sequence[Annex], words: Words) -> Chapter:
    columns = [
        Column(words("report.annex.file")),
        Column(words("report.annex.holds"), fr=1),
        Column(words("report.workbook.rows"), right=True),
    ]
    rows = [[one.name, {"text": one.caption, "note": f"SHA-256 {one.sha256}"}, number(one.rows)] for one in annexes]
    listed = table(words("report.annex.listed", count=len(annexes)), columns, rows)
    return Chapter(words("report.annex.title"), (paragraph(words("report.annex.about")), listed))
