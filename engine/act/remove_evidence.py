"""Remove a file from a task: its key goes, and with it every copy of its bytes."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store import attachments
from engine.store.workspace import Ledger
from engine.views.tasks import tasks


def perform(ledger: Ledger, actor: Profile, file: str, reason: str) -> Event:
    """Remove the file with a reason; what a task that is done rests on alone stays until the task is opened again."""
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        kept = attachments.attachment(ledger.database, file)
        line = tasks(ledger.database).of(kept.owner)
        if line is None:
            raise ActionableError("file_unknown")
        shown = next(one for one in line.evidence if one.kind == kept.kind)
        rests_on_it = not (shown.reference or shown.entries or shown.notices) and shown.files == 1
        if line.state == "done" and kept.kind in line.rule.evidence and rests_on_it:
            raise ActionableError("evidence_needed")
        attachments.forget(writer, file)
        facts = {"task": kept.owner, "file": file, "kind": kept.kind, "sha256": kept.sha256, "reason": reason.strip()}
        event = ledger.audit.append(actor, "evidence_removed", facts)
    ledger.vault.remove(file)
    ledger.database.checkpoint()
    return event
