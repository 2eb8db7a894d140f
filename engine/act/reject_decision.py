"""Reject a decision that asks for a second person; what stood before stands again."""

from engine.model.decisions import Progress
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline.deciding import second_person
from engine.store import decisions
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, decision: int, reason: str) -> Event:
    """Reject the decision with this number, as somebody else than who made it, with a reason."""
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        found = second_person(ledger, actor, decision)
        facts: dict[str, object] = {"decision": decision, "decided_by": found.decided_by, "reason": reason.strip()}
        event = ledger.audit.append(actor, "decision_rejected", facts)
        decisions.close(writer, decision, Progress.REJECTED, actor, event.sequence, reason.strip())
        decisions.settle(writer)
        return event
