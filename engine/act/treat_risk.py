"""Decide how a risk is treated: by whom, until when, or accepted by name until a date."""

from datetime import date

from engine.model.assessment import RiskState
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger

TREATMENTS = ("mitigate", "accept", "avoid", "transfer")


def perform(
    ledger: Ledger,
    actor: Profile,
    scenario: str,
    state: str,
    treatment: str = "",
    owner: str = "",
    due: date | None = None,
    accepted_by: str = "",
    accepted_until: date | None = None,
    reason: str = "",
) -> Event:
    """Keep the decision; acceptance needs a name, an end date and a reason."""
    if scenario not in rules_of(ledger.database).scenarios:
        raise ActionableError("scenario_unknown", scenario=scenario)
    if treatment and treatment not in TREATMENTS:
        raise ActionableError("treatment_unknown")
    wanted = RiskState(state)
    if (wanted is RiskState.ACCEPTED or treatment == "accept") and not (
        accepted_by.strip() and accepted_until and reason.strip()
    ):
        raise ActionableError("acceptance_incomplete")
    with ledger.database.writing() as writer:
        writer.execute(
            "INSERT OR REPLACE INTO risk_decision VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [scenario, str(wanted), treatment, owner.strip(), due, accepted_by.strip(), accepted_until, reason.strip()],
        )
        facts = {"scenario": scenario, "state": str(wanted), "treatment": treatment, "due": due}
        return ledger.audit.append(actor, "risk_treated", facts)
