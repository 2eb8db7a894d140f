"""Chapter "what remains": the checklist by phase, and where it is signed."""

from engine.report.blocks import (
    Block,
    Cell,
    Chapter,
    Column,
    badge,
    callout,
    key_figures,
    number,
    ranked,
    section,
    table,
)
from engine.report.voice import Voice
from engine.views.tasks import TaskLine, Tasks

_TONES = {"done": "low", "in_progress": "may_keep", "open": "plain", "not_applicable": "no_rule"}
_SIGNERS = ("consultant", "manager", "reviewer", "recipient")


def remaining_chapter(voice: Voice, todo: Tasks, recipient: str) -> Chapter:
    """Tasks by phase with owner, due date and state; then the signatures."""
    gates = sum(line.gate for line in todo.remaining)
    tiles = [
        (voice("tile.tasks_all"), number(len(todo.lines)), voice.counted(ranked(todo.states), "task_state"), "bar"),
        (voice("tile.remaining"), number(len(todo.remaining)), voice("tile.remaining_detail"), "bar"),
        (voice("tile.gates"), number(gates), voice("tile.gates_detail"), "warn" if gates else "good"),
        (
            voice("tile.overdue"),
            number(len(todo.overdue)),
            voice("tile.overdue_detail", as_of=voice.day(todo.as_of)),
            "warn" if todo.overdue else "good",
        ),
    ]
    blocks: list[Block] = [key_figures(tiles)]
    known = [phase for phase in voice.rules.phases if any(line.phase == phase for line in todo.lines)]
    others = list(dict.fromkeys(line.phase for line in todo.lines if line.phase not in known))
    for phase in [*known, *others]:
        blocks.append(_phase(voice, phase, [line for line in todo.lines if line.phase == phase]))
    if not todo.lines:
        blocks.append(callout("medium", "", voice("remaining.none")))
    blocks += [section(voice("sign.title")), _signatures(voice, recipient)]
    return Chapter(voice("remaining.title"), tuple(blocks))


def _phase(voice: Voice, phase: str, lines: list[TaskLine]) -> Block:
    closed = sum(line.finished for line in lines)
    ordered = sorted(lines, key=lambda line: (line.due is None, line.due, line.id))
    columns = [
        Column(voice("col.id")),
        Column(voice("col.task"), fr=1),
        Column(voice("col.owner"), mm=31),
        Column(voice("col.due")),
        Column(voice("col.state")),
    ]
    name = voice.named(voice.rules.phases, phase)
    caption = voice("remaining.phase", phase=name, count=len(lines), closed=closed)
    return table(caption, columns, [_row(voice, line) for line in ordered], size=7.8)


def _row(voice: Voice, line: TaskLine) -> list[Cell]:
    task = line.rule.label[voice.language]
    owner = voice.role(line.owner)
    state = badge(voice.term("task_state", line.state), _TONES.get(line.state, "plain"))
    return [
        line.id,
        {"text": task, "mark": voice("remaining.gate")} if line.gate else task,
        {"text": owner, "note": line.assignee} if line.assignee else owner,
        badge(voice("remaining.overdue", day=voice.day(line.due)), "severe") if line.overdue else voice.day(line.due),
        state,
    ]


def _signatures(voice: Voice, recipient: str) -> Block:
    rows = [
        {"role": voice(f"sign.{signer}"), "name": voice("sign.name"), "date": voice("sign.date")} for signer in _SIGNERS
    ]
    if recipient:
        rows[-1]["role"] = voice("sign.recipient_named", recipient=recipient)
    return {"kind": "signatures", "rows": rows}
