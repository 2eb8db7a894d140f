"""Say how far an obligation is met, and what shows it."""

from datetime import UTC, datetime

from engine.assess.duties import DutyAnswer
from engine.model.assessment import DutyState
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store import duties
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, obligation: str, state: str, note: str = "") -> Event:
    """Keep the answer; every answer needs a note that shows it. `unanswered` takes an answer back."""
    if obligation not in rules_of(ledger.database).obligations:
        raise ActionableError("obligation_unknown", obligation=obligation)
    wanted = DutyState(state)
    if wanted is not DutyState.UNANSWERED and not note.strip():
        raise ActionableError("evidence_missing" if wanted is DutyState.MET else "reason_missing")
    with ledger.database.writing() as writer:
        answer = DutyAnswer(wanted, note.strip(), actor.name, datetime.now(UTC).date())
        duties.keep(writer, obligation, None if wanted is DutyState.UNANSWERED else answer)
        return ledger.audit.append(actor, "duty_answered", {"obligation": obligation, "state": str(wanted)})
