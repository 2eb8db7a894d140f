"""Answer whether a control works; the register is computed again at once."""

from datetime import UTC, datetime

from engine.model.assessment import ControlAnswer
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger


def perform(
    ledger: Ledger, actor: Profile, control: str, answer: str, planned: bool = False, evidence: str = ""
) -> Event:
    """Keep the answer; `effective` needs evidence, because a control without evidence lowers nothing."""
    if control not in rules_of(ledger.database).controls:
        raise ActionableError("control_unknown", control=control)
    stated = ControlAnswer(answer)
    if stated is ControlAnswer.EFFECTIVE and not evidence.strip():
        raise ActionableError("evidence_missing")
    with ledger.database.writing() as writer:
        writer.execute(
            "INSERT OR REPLACE INTO control_answer VALUES (?, ?, ?, ?, ?, ?)",
            [control, str(stated), planned, evidence.strip(), actor.name, datetime.now(UTC).date()],
        )
        assessing.assess_risks(ledger)
        facts = {"control": control, "answer": str(stated), "planned": planned}
        return ledger.audit.append(actor, "control_answered", facts)
