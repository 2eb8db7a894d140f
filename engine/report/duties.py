"""Chapter "obligations": the articles this deal brings about, what answers them and until when."""

from collections.abc import Sequence

from engine.assess.duties import Duty
from engine.model.assessment import DutyState
from engine.report.blocks import Block, Cell, Chapter, Column, badge, callout, muted, number, paragraph, section, table
from engine.report.voice import Voice
from engine.views.duties import Duties, Group

_TONES = {
    DutyState.MET: "low",
    DutyState.PARTLY: "medium",
    DutyState.NOT_MET: "severe",
    DutyState.UNANSWERED: "high",
}
_PRINTED = (Group.DEAL, Group.OPEN, Group.ALWAYS)


def obligations_chapter(voice: Voice, known: Duties) -> Chapter:
    """The obligations that are there or may be; those that wait for an event are counted only."""
    blocks: list[Block] = [paragraph(voice("duties.lead"))]
    if known.blocking:
        names = [voice.rules.obligations[duty.obligation].label[voice.language] for duty in known.blocking]
        told = voice("duties.blocking", count=number(len(names)))
        blocks.append(callout("warn", told, voice("semicolon").join(names)))
    for group in _PRINTED:
        lines = known.group(group)
        if lines:
            title = voice.term("duties", f"groups.{group}")
            blocks += [section(title), _table(voice, title, lines)]
    waiting, absent = len(known.group(Group.WAITING)), len(known.group(Group.NOT_HERE))
    blocks.append(paragraph(voice("duties.rest", waiting=number(waiting), absent=number(absent))))
    return Chapter(voice("duties.title"), tuple(blocks))


def _table(voice: Voice, title: str, lines: Sequence[Duty]) -> Block:
    columns = [
        Column(voice("duties.obligation"), fr=10),
        Column(voice("duties.source"), fr=11),
        Column(voice("duties.due")),
        Column(voice("col.state")),
        Column(voice("duties.tasks"), right=True),
    ]
    return table(
        voice("duties.table", group=title, count=number(len(lines))), columns, [_row(voice, one) for one in lines]
    )


def _row(voice: Voice, duty: Duty) -> list[Cell]:
    entry = voice.rules.obligations[duty.obligation]
    due = voice.day(duty.due)
    if duty.is_target:
        due = voice("duties.target", date=due)
    word = voice.term("duty_state", duty.state)
    state = badge(word, _TONES[duty.state]) if duty.state in _TONES else muted(word)
    told = [duty.answer.note] if duty.answer else []
    if duty.due and entry.deadline.working_days:
        told.append(voice("duties.working_days"))
    name: Cell = {"text": entry.label[voice.language], "note": "\n".join(told)}
    source: Cell = {"text": voice.citation(entry.authority), "note": voice.term("verified", entry.authority.verified)}
    tasks = f"{duty.done}/{len(duty.tasks)}" if duty.tasks else "–"
    return [name, source, badge(due, "severe") if duty.overdue else due, state, tasks]
