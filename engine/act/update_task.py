"""Say how far a task has come, who does it, until when, and what shows it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from engine.model.assessment import TaskState
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store import checklist
from engine.store.database import Writer
from engine.store.workspace import Ledger
from engine.views.tasks import FINISHED, TaskLine, tasks


def perform(
    ledger: Ledger,
    actor: Profile,
    task: str,
    state: str,
    assignee: str = "",
    due: date | None = None,
    reason: str = "",
    references: Mapping[str, str] | None = None,
) -> Event:
    """Keep the update; `references` says in writing, by kind of evidence, where it is to be found ("" takes it back).

    `done` needs each kind that the task asks for, as a file, in writing or by a notice that was sent; `not_applicable`
    and opening a finished task again need a reason.
    """
    wanted, said = TaskState(state), {kind: text.strip() for kind, text in (references or {}).items()}
    with ledger.database.writing() as writer:
        line = tasks(ledger.database).of(task)
        if line is None:
            raise ActionableError("task_unknown", task=task)
        _refuse(line, wanted, reason.strip(), said)
        for kind, text in said.items():
            _refer(writer, actor, line, kind, text)
        moved = None if due == line.planned else due
        checklist.update(writer, task, wanted, assignee.strip(), moved, reason.strip())
        facts: dict[str, object] = {"task": task, "state": str(wanted), "due": due, "reason": reason.strip()}
        return ledger.audit.append(actor, "task_updated", facts)


def _refuse(line: TaskLine, wanted: TaskState, reason: str, said: Mapping[str, str]) -> None:
    given = {one.kind for one in line.evidence if one.files or one.entries or one.notices}
    given |= {one.kind for one in line.evidence if one.reference and one.kind not in said}
    given |= {kind for kind, text in said.items() if text}
    missing = [kind for kind in line.rule.evidence if kind not in given]
    if wanted is TaskState.DONE and missing:
        raise ActionableError("evidence_kinds_missing", number=len(missing))
    reopened = line.state in FINISHED and wanted not in FINISHED
    if (wanted is TaskState.NOT_APPLICABLE or reopened) and not reason:
        raise ActionableError("reason_missing")


def _refer(writer: Writer, actor: Profile, line: TaskLine, kind: str, text: str) -> None:
    if kind and kind not in line.rule.evidence:
        raise ActionableError("evidence_kind_unknown")
    known = next((one.reference for one in line.evidence if one.kind == kind), "")
    if text == known:
        return
    writer.execute("DELETE FROM task_reference WHERE task = ? AND kind = ?", [line.id, kind])
    if text:
        now = datetime.now(UTC).replace(tzinfo=None)
        writer.execute("INSERT INTO task_reference VALUES (?, ?, ?, ?, ?)", [line.id, kind, text, actor.name, now])
