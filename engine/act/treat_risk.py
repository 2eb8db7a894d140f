"""Decide how a risk is treated: by whom, until when, or accepted by name until a date."""

from datetime import date

from engine.assess.treatment import Decision, refusal
from engine.model.assessment import Level, RiskState
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile, ProfileRole
from engine.pipeline import assessing
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger
from engine.views.risks import register


def perform(
    ledger: Ledger,
    actor: Profile,
    scenario: str,
    state: str,
    treatment: str = "",
    owner: str = "",
    due: date | None = None,
    review_on: date | None = None,
    aim: str = "",
    accepted_by: str = "",
    accepted_until: date | None = None,
    reason: str = "",
) -> Event:
    """Keep the decision, if the flow of states allows it; a changed aim is computed into the register at once."""
    if scenario not in rules_of(ledger.database).scenarios:
        raise ActionableError("scenario_unknown", scenario=scenario)
    decision = Decision(
        scenario,
        RiskState(state),
        treatment,
        owner.strip(),
        due,
        review_on,
        aim,
        accepted_by.strip(),
        accepted_until,
        reason.strip(),
    )
    with ledger.database.writing() as writer:
        _check(ledger, decision, actor)
        writer.execute("DELETE FROM risk_decision WHERE scenario = ?", [scenario])
        row = {name: getattr(decision, name) for name in Decision.__slots__}
        writer.insert("risk_decision", [row | {"state": str(decision.state)}])
        assessing.assess_risks(ledger)
        facts = {"scenario": scenario, "state": str(decision.state), "treatment": treatment, "due": due, "aim": aim}
        return ledger.audit.append(actor, "risk_treated", facts)


def _check(ledger: Ledger, decision: Decision, actor: Profile) -> None:
    line = next((one for one in register(ledger.database).lines if one.scenario == decision.scenario), None)
    before = line.decision.state if line else RiskState.IDENTIFIED
    current, residual = (line.current.level, line.residual.level) if line else (Level.UNKNOWN, Level.UNKNOWN)
    manager = actor.role is ProfileRole.MANAGER
    problem = refusal(decision, before, current, residual, ledger.engagement.as_of, manager)
    if problem:
        raise ActionableError(problem)
