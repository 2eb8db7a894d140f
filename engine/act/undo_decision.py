"""Take back a decision as a whole, until something of it was carried out."""

from engine.model.decisions import DecisionKind, Progress
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store import decisions
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, decision: int) -> Event:
    """Undo the decision with this number; what was decided otherwise, before or since, stands."""
    with ledger.database.writing() as writer:
        found = decisions.standing(ledger.database, decision)
        if done := decisions.carried_out(ledger.database, decision):
            raise ActionableError("disposition_done", count=done)
        if found.kind is DecisionKind.RELEASE and not found.awaits:
            raise ActionableError("release_stands", hold=found.hold)
        event = ledger.audit.append(actor, "decision_undone", {"decision": decision})
        decisions.close(writer, decision, Progress.UNDONE, actor, event.sequence, "")
        decisions.settle(writer)
        return event
