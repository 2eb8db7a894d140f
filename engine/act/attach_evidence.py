"""Attach a file that shows what a task asks for."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store import attachments
from engine.store.workspace import Ledger
from engine.views.tasks import tasks


def perform(ledger: Ledger, actor: Profile, task: str, kind: str, name: str, content: bytes) -> Event:
    """Keep a file in the vault for one kind of evidence ("" for what nobody asked for); the event has no file name."""
    with ledger.database.writing() as writer:
        line = tasks(ledger.database).of(task)
        if line is None:
            raise ActionableError("task_unknown", task=task)
        if kind and kind not in line.rule.evidence:
            raise ActionableError("evidence_kind_unknown")
        kept = attachments.attach(ledger, writer, task, kind, name, content, actor.name)
        facts = {"task": task, "file": kept.id, "kind": kind, "bytes": kept.bytes, "sha256": kept.sha256}
        return ledger.audit.append(actor, "evidence_attached", facts)
