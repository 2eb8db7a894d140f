"""Give several tasks to one person, or move their days, in one step."""

from collections.abc import Sequence
from datetime import timedelta

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store import checklist
from engine.store.workspace import Ledger
from engine.views.tasks import tasks as task_lines


def perform(
    ledger: Ledger,
    actor: Profile,
    tasks: Sequence[str],
    assignee: str | None = None,
    shift: int = 0,
    reason: str = "",
) -> Event:
    """Set who does `tasks` ("": nobody, None: as it was) and move their days by `shift`; moving needs a reason.

    Finished tasks and, when days are moved, those without a day are left alone; the event names the ones reached.
    """
    if shift and not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        known = task_lines(ledger.database)
        lines = [line for line in map(known.of, dict.fromkeys(tasks)) if line and not line.finished]
        if assignee is None:
            lines = [line for line in lines if line.due and shift]
        if not lines:
            raise ActionableError("no_task_reached")
        for line in lines:
            due = line.due + timedelta(days=shift) if line.due else None
            person = line.assignee if assignee is None else assignee.strip()
            moved = None if due == line.planned else due
            checklist.update(writer, line.id, line.state, person, moved, line.reason)
        reached = [line.id for line in lines]
        facts = {
            "tasks": reached,
            "number": len(reached),
            "days": shift,
            "assignee": assignee,
            "reason": reason.strip(),
        }
        return ledger.audit.append(actor, "tasks_planned", facts)
