"""Part of the chapter "scope": the company's systems and carriers, and how much of each was received."""

from collections.abc import Callable

from engine.model.inventory import Receipt
from engine.report.blocks import Block, Cell, Column, badge, callout, muted, number, paragraph, section, table
from engine.report.voice import Voice
from engine.views.inventory import Inventory, SystemLine

_TONES = {Receipt.RECEIVED: "low", Receipt.PARTLY: "medium", Receipt.NOT_RECEIVED: "high"}


def systems(voice: Voice, known: Inventory, covered: Callable[[str], str]) -> list[Block]:
    """The inventory as a table, and what nobody has answered; names people wrote are `covered`."""
    blocks: list[Block] = [section(voice("inventory.title")), paragraph(voice("inventory.lead"))]
    if known.unanswered:
        kinds = voice("join").join(voice.named(voice.rules.systems, kind) for kind in known.unanswered)
        told = voice("inventory.unanswered", count=number(len(known.unanswered)))
        blocks.append(callout("warn", told, kinds))
    if not known.lines:
        return [*blocks, paragraph(voice("inventory.none"))]
    columns = [
        Column(voice("col.number"), right=True),
        Column(voice("inventory.system"), fr=2),
        Column(voice("inventory.owner"), fr=1),
        Column(voice("inventory.place"), fr=1),
        Column(voice("col.state")),
        Column(voice("inventory.sources"), right=True),
        Column(voice("inventory.records"), right=True),
    ]
    rows = [_row(voice, line, covered) for line in known.lines]
    blocks.append(table(voice("inventory.table", count=number(len(known.lines))), columns, rows))
    return blocks


def _row(voice: Voice, line: SystemLine, covered: Callable[[str], str]) -> list[Cell]:
    system = line.system
    kind = voice.named(voice.rules.systems, system.kind)
    notes = [kind] if system.name else []
    if system.abroad:
        notes.append(voice("inventory.abroad"))
    if system.people is not None:
        notes.append(voice("inventory.people", count=number(system.people)))
    if system.note:
        notes.append(covered(system.note))
    name: Cell = {"text": covered(system.name) if system.name else kind, "note": voice("semicolon").join(notes)}
    word = voice.term("receipt", line.state)
    state = badge(word, _TONES[line.state]) if line.state in _TONES else muted(word)
    sources = ", ".join(map(str, system.sources)) or "–"
    records = number(line.records) if system.sources else "–"
    return [str(system.number), name, covered(system.owner), covered(system.place), state, sources, records]
