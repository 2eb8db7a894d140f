"""Approve a decision that asks for a second person; the release of a hold takes effect with it."""

from engine.model.decisions import Progress
from engine.model.events import Event, Profile
from engine.pipeline.deciding import second_person
from engine.pipeline.releasing import release
from engine.store import decisions
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, decision: int, reason: str = "") -> Event:
    """Approve the decision with this number, as somebody else than who made it, in a role the rules name."""
    with ledger.database.writing() as writer:
        found = second_person(ledger, actor, decision)
        facts: dict[str, object] = {"decision": decision, "decided_by": found.decided_by, "reason": reason.strip()}
        event = ledger.audit.append(actor, "decision_approved", facts)
        decisions.close(writer, decision, Progress.APPROVED, actor, event.sequence, reason.strip())
        if found.hold:
            release(ledger, writer, found.hold, actor, found.reason, event.sequence)
        return event
