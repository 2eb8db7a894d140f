"""Say something about a task."""

from datetime import UTC, datetime

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store.workspace import Ledger
from engine.views.tasks import tasks


def perform(ledger: Ledger, actor: Profile, task: str, text: str) -> Event:
    """Keep a comment; the event says that there is one, not what it says."""
    if not text.strip():
        raise ActionableError("comment_empty")
    with ledger.database.writing() as writer:
        if tasks(ledger.database).of(task) is None:
            raise ActionableError("task_unknown", task=task)
        number = int(str(ledger.database.value("SELECT coalesce(max(number), 0) + 1 FROM task_comment")))
        now = datetime.now(UTC).replace(tzinfo=None)
        writer.execute("INSERT INTO task_comment VALUES (?, ?, ?, ?, ?)", [number, task, text.strip(), actor.name, now])
        return ledger.audit.append(actor, "task_commented", {"task": task, "number": number})
