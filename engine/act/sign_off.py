"""Sign a printed paper off: from then on it prints without the word "draft" and names who signed."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.papers import SignOff
from engine.store import snapshots
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, snapshot: str) -> Event:
    """Sign the snapshot off, once, as somebody else than who made it."""
    with ledger.database.writing() as writer:
        kept = snapshots.kept(ledger.database, snapshot)
        if not kept.has_content:
            raise ActionableError("snapshot_without_content", id=snapshot)
        if kept.signed:
            raise ActionableError("snapshot_signed", id=snapshot, name=kept.signed.by)
        if kept.made_by == actor.name:
            raise ActionableError("snapshot_own")
        facts = {"id": kept.id, "sha256": kept.sha256, "paper": str(kept.paper)}
        event = ledger.audit.append(actor, "snapshot_signed_off", facts)
        at = event.at.replace(microsecond=0)
        snapshots.sign(writer, kept.id, SignOff(actor.name, str(actor.role), at, event.sequence))
        return event
