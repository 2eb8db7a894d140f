"""The management letter: one page with the verdict, the numbers, what stands in the way and who does what next."""

from engine.report.blocks import Block, Chapter, Column, badge, paragraph, table
from engine.report.verdict import answer, blockers, not_scanned, tiles
from engine.report.voice import Voice
from engine.views.findings import Exposure
from engine.views.overview import Overview
from engine.views.tasks import Tasks

_BLOCKERS, _NEXT = 6, 5


def letter(voice: Voice, seen: Overview, found: Exposure, todo: Tasks) -> Chapter:
    """What the manager must know and do; the report holds the rest, and the letter says so."""
    blocks: list[Block] = [answer(voice, seen)]
    if not seen.coverage.read:
        blocks.append(not_scanned(voice))
    blocks += [tiles(voice, seen, found), *blockers(voice, seen, _BLOCKERS)]
    if todo.remaining:
        blocks.append(_next(voice, todo))
    blocks.append(paragraph(voice("letter.more")))
    return Chapter(voice("letter.title"), tuple(blocks))


def _next(voice: Voice, todo: Tasks) -> Block:
    rows = [
        [
            line.rule.label[voice.language],
            line.assignee or voice.role(line.owner),
            badge(voice.day(line.due), "severe") if line.overdue else voice.day(line.due),
        ]
        for line in todo.remaining[:_NEXT]
    ]
    columns = [Column(voice("col.task"), fr=1), Column(voice("col.owner"), mm=34), Column(voice("col.due"))]
    caption = voice("letter.next", count=len(rows), all=len(todo.remaining))
    return table(caption, columns, rows)
