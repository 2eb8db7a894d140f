"""Say how far a task has come, who does it and until when."""

from datetime import date

from engine.model.assessment import TaskState
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger


def perform(
    ledger: Ledger,
    actor: Profile,
    task: str,
    state: str,
    assignee: str = "",
    due: date | None = None,
    note: str = "",
    evidence: str = "",
) -> Event:
    """Keep the update; `done` needs evidence where the task asks for it, `not_applicable` needs a reason in `note`."""
    rule = rules_of(ledger.database).tasks.get(task)
    if rule is None:
        raise ActionableError("task_unknown", task=task)
    wanted = TaskState(state)
    if wanted is TaskState.DONE and rule.evidence and not evidence.strip():
        raise ActionableError("evidence_missing")
    if wanted is TaskState.NOT_APPLICABLE and not note.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        writer.execute(
            "INSERT OR REPLACE INTO task_update VALUES (?, ?, ?, ?, ?, ?)",
            [task, str(wanted), assignee.strip(), due, note.strip(), evidence.strip()],
        )
        return ledger.audit.append(actor, "task_updated", {"task": task, "state": str(wanted), "due": due})
