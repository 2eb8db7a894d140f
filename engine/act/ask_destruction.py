"""Ask to destroy the whole engagement; it is done apart, after a second person approved where the rules ask for one."""

from engine.assess.approval import Weight, needed
from engine.model.assessment import DispositionState
from engine.model.decisions import Decision, DecisionKind
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.rules import ApprovalAct
from engine.store import decisions, holds
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, reason: str) -> Event:
    """Ask for it, with a reason; refused while a legal hold is in force."""
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        if held := holds.active(ledger.database):
            raise ActionableError("engagement_on_hold", count=len(held))
        if decisions.destruction(ledger.database):
            raise ActionableError("destruction_asked")
        records = int(str(ledger.database.value("SELECT count(*) FROM record")))
        weights = {DispositionState.DELETED: Weight(records)}
        needs = needed(rules_of(ledger.database).approvals.values(), ApprovalAct.DESTROY, weights)
        facts: dict[str, object] = {"records": records, "reason": reason.strip(), "needs": list(needs)}
        event = ledger.audit.append(actor, "destruction_asked", facts)
        decisions.add(writer, Decision(event.sequence, DecisionKind.DESTRUCTION, reason.strip(), actor.name, needs))
        return event
