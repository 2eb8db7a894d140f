"""Chapter "notices, requests, incidents, drills, training": every register with entries, as its page shows it."""

from collections.abc import Sequence

from engine.report.blocks import (
    Block,
    Cell,
    Chapter,
    Column,
    badge,
    callout,
    key_figures,
    number,
    paragraph,
    section,
    table,
)
from engine.report.table_files import csv_file
from engine.report.voice import Voice
from engine.strings import Words, words
from engine.views.entry_cells import cells, titles, totals_told
from engine.views.registers import RegisterPage

_TONES = {"overdue": "severe", "open": "plain", "closed": "low"}
_COLUMNS = 7
"""Columns of a table that can be read on A4; the others are named beneath it and stand in the file."""


def register_csv(page: RegisterPage, say: Words) -> bytes:
    """A register as a CSV file, personal data covered."""
    named = titles(page.register, say)
    return csv_file(list(named.values()), [list(cells(page.register, line, say).values()) for line in page.lines])


def registers_chapter(voice: Voice, pages: Sequence[RegisterPage]) -> Chapter:
    """Every register with entries; those without are named."""
    say = words(voice.language)
    kept = [page for page in pages if page.lines]
    waiting, late = sum(page.count("open") for page in kept), sum(page.count("overdue") for page in kept)
    tiles = [
        (voice("tile.entries"), number(sum(len(page.lines) for page in kept)), voice("tile.entries_detail"), "bar"),
        (voice("tile.entries_open"), number(waiting), voice("tile.entries_open_detail"), "warn" if waiting else "good"),
        (voice("tile.entries_overdue"), number(late), voice("tile.entries_overdue_detail"), "warn" if late else "good"),
    ]
    blocks: list[Block] = [key_figures(tiles, 3)]
    for page in kept:
        blocks += _register(voice, say, page)
    empty = [page.register.label[voice.language] for page in pages if not page.lines]
    if empty:
        blocks.append(callout("medium", "", voice("registers.without", names=say("frame.comma").join(empty))))
    return Chapter(voice("registers.title"), tuple(blocks))


def _register(voice: Voice, say: Words, page: RegisterPage) -> list[Block]:
    rule = page.register
    label, named = rule.label[voice.language], titles(rule, say)
    lines = [cells(rule, line, say) for line in page.lines]
    covered = {one.id for one in rule.fields if one.personal}
    used = [name for name in named if name not in covered and any(line[name] for line in lines)]
    shown = used[:_COLUMNS]
    caption = voice("registers.caption", name=label, count=len(lines))
    rows = [_row(line, one.judged.state, shown) for line, one in zip(lines, page.lines, strict=True)]
    blocks = [section(label), table(caption, _columns(named, shown), rows)]
    if others := [named[name] for name in used[_COLUMNS:]]:
        blocks.append(paragraph(voice("registers.more_columns", names=say("frame.comma").join(others))))
    if sums := totals_told(rule, page.totals, say):
        blocks.append(paragraph(say("frame.comma").join(f"{name} {value}" for name, value in sums.items())))
    return blocks


def _row(line: dict[str, str], state: str, shown: Sequence[str]) -> list[Cell]:
    return [badge(line[name], _TONES[state]) if name == "state" else line[name] for name in shown]


def _columns(named: dict[str, str], shown: Sequence[str]) -> list[Column]:
    return [Column(named[name], fr=0 if name in ("number", "state") else 1) for name in shown]
