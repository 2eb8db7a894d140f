"""Take back what was stated by hand of people's consent or of what they are owed; the records say again."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store import standings
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, decision: int, reason: str) -> Event:
    """Undo the statement with this number; it stays on record."""
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        undone = standings.in_force(ledger.database, decision)
        purpose = rules_of(ledger.database).purposes.get(undone.purpose)
        event = ledger.audit.append(actor, "basis_undone", {"decision": decision, "reason": reason.strip()})
        standings.undo(writer, decision, event.sequence)
        assessing.follow_basis(ledger, bool(purpose and purpose.transfer))
        return event
