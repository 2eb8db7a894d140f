"""Release a legal hold, or ask for it where a second person must look."""

from engine.assess.approval import Weight, needed
from engine.model.assessment import DispositionState
from engine.model.decisions import Decision, DecisionKind
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.rules import ApprovalAct
from engine.pipeline.releasing import release
from engine.store import decisions, holds
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, hold: int, reason: str) -> Event:
    """End the hold with the number `hold`; records under another hold stay held.

    Where the rules ask for a second person the hold stays in force until somebody else approves.
    """
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        ended = holds.in_force(ledger.database, hold)
        if decisions.awaited_release(ledger.database, hold):
            raise ActionableError("release_awaits", hold=hold)
        records = int(str(ledger.database.value("SELECT count(*) FROM held WHERE hold = ?", [hold])))
        weights = {DispositionState.ON_HOLD: Weight(records)}
        needs = needed(rules_of(ledger.database).approvals.values(), ApprovalAct.RELEASE, weights)
        kind = "hold_release_asked" if needs else "hold_released"
        facts: dict[str, object] = {"hold": ended.number, "records": records, "reason": reason.strip()}
        event = ledger.audit.append(actor, kind, facts)
        if needs:
            asked = Decision(event.sequence, DecisionKind.RELEASE, reason.strip(), actor.name, needs, hold=hold)
            decisions.add(writer, asked)
        else:
            release(ledger, writer, hold, actor, reason.strip(), event.sequence)
        return event
