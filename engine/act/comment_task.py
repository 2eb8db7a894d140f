"""Say something about a task."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store import checklist
from engine.store.workspace import Ledger
from engine.views.tasks import tasks


def perform(ledger: Ledger, actor: Profile, task: str, text: str) -> Event:
    """Keep a comment; the event says that there is one, not what it says."""
    if not text.strip():
        raise ActionableError("comment_empty")
    with ledger.database.writing() as writer:
        if tasks(ledger.database).of(task) is None:
            raise ActionableError("task_unknown", task=task)
        number = checklist.comment(ledger.database, writer, task, text.strip(), actor.name)
        return ledger.audit.append(actor, "task_commented", {"task": task, "number": number})
