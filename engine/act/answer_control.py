"""Answer whether a control works; the register is computed again at once."""

from datetime import UTC, date, datetime

from engine.model.assessment import ControlAnswer
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger


def perform(
    ledger: Ledger,
    actor: Profile,
    control: str,
    answer: str,
    planned: bool = False,
    evidence: str = "",
    evidence_on: date | None = None,
    owner: str = "",
    due: date | None = None,
) -> Event:
    """Keep the answer; `effective` needs evidence, because a control without evidence lowers nothing.

    Evidence without a day is of today. A plan counts for the residual risk once it has an owner and a due date.
    """
    if control not in rules_of(ledger.database).controls:
        raise ActionableError("control_unknown", control=control)
    stated = ControlAnswer(answer)
    if stated is ControlAnswer.EFFECTIVE and not evidence.strip():
        raise ActionableError("evidence_missing")
    today = datetime.now(UTC).date()
    row = {
        "control": control,
        "answer": str(stated),
        "planned": planned,
        "evidence": evidence.strip(),
        "answered_by": actor.name,
        "answered_on": today,
        "owner": owner.strip(),
        "due": due,
        "evidence_on": (evidence_on or today) if evidence.strip() else None,
    }
    with ledger.database.writing() as writer:
        writer.execute("DELETE FROM control_answer WHERE control = ?", [control])
        writer.insert("control_answer", [row])
        assessing.assess_risks(ledger)
        facts = {"control": control, "answer": str(stated), "planned": planned, "due": due}
        return ledger.audit.append(actor, "control_answered", facts)
