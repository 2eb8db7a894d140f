"""Take back what was stated by hand of people's consent or of what they are owed; the records say again."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store import standings
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, decision: int, reason: str) -> Event:
    """Undo the statement with this number; it stays on record."""
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        standings.in_force(ledger.database, decision)
        event = ledger.audit.append(actor, "basis_undone", {"decision": decision, "reason": reason.strip()})
        standings.undo(writer, decision, event.sequence)
        assessing.assess_risks(ledger)
        return event
