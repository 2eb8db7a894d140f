"""Annex "changes since the last snapshot": the numbers and levels that moved, and the versions that did."""

from engine.model.papers import Kept
from engine.report.blocks import Block, Cell, Chapter, Column, moment, number, paragraph, points, table
from engine.report.voice import Voice
from engine.views.snapshots import Change, Moved, State, since


def since_chapter(voice: Voice, before: Kept, now: State) -> Chapter:
    """What differs from the snapshot before."""
    told = since(before, now)
    blocks: list[Block] = [paragraph(voice("since.compared", id=before.id, at=moment(before.created_at)))]
    versions = [voice(f"since.{name}") for name in ("sources", "rules", "engine") if getattr(told, name)]
    if versions:
        blocks.append(points(versions))
    if told.changes:
        blocks.append(_numbers(voice, told.changes))
    if told.moved:
        blocks.append(_levels(voice, told.moved))
    if not (told.changes or told.moved):
        blocks.append(paragraph(voice("since.nothing")))
    return Chapter(voice("since.title"), tuple(blocks))


def _numbers(voice: Voice, changes: tuple[Change, ...]) -> Block:
    columns = [
        Column(voice("col.figure"), fr=1),
        Column(voice("col.before"), right=True),
        Column(voice("col.now"), right=True),
        Column(voice("col.difference"), right=True),
    ]
    rows: list[list[Cell]] = [
        [voice.whole(one.name), number(one.before), number(one.after), f"{one.after - one.before:+,}"]
        for one in changes
    ]
    return table(voice("since.numbers"), columns, rows)


def _levels(voice: Voice, moved: tuple[Moved, ...]) -> Block:
    columns = [
        Column(voice("col.id")),
        Column(voice("col.scenario_name"), fr=1),
        *(Column(voice(f"col.{name}")) for name in ("was_current", "is_current", "was_residual", "is_residual")),
    ]
    rows: list[list[Cell]] = []
    for one in moved:
        cells = [pair[place] if pair else "" for place in (0, 1) for pair in (one.before, one.after)]
        name = voice.named(voice.rules.scenarios, one.scenario)
        rows.append([one.scenario, name, *(voice.level(level) if level else "–" for level in cells)])
    return table(voice("since.levels"), columns, rows)
