"""What may be decided about a risk: the flow of its states, and what each of them asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from engine.model.assessment import Level, RiskState

TREATMENTS = ("mitigate", "accept", "avoid", "transfer")
"""Ways to treat a risk."""

NEXT: Mapping[RiskState, tuple[RiskState, ...]] = {
    RiskState.IDENTIFIED: (RiskState.EVALUATED,),
    RiskState.EVALUATED: (RiskState.TREATED, RiskState.ACCEPTED),
    RiskState.TREATED: (RiskState.EVALUATED, RiskState.ACCEPTED, RiskState.CLOSED),
    RiskState.ACCEPTED: (RiskState.EVALUATED, RiskState.TREATED, RiskState.CLOSED),
    RiskState.CLOSED: (RiskState.EVALUATED,),
}
"""Where a risk may go from each state; it may always stay and be decided anew."""

_OPEN_WHEN_CLOSED = (Level.HIGH, Level.SEVERE, Level.UNKNOWN)
"""Current levels at which a risk cannot be closed."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decides about a risk; `aim` is the level aimed at, "" for that of the method."""

    scenario: str
    state: RiskState
    treatment: str = ""
    owner: str = ""
    due: date | None = None
    review_on: date | None = None
    aim: str = ""
    accepted_by: str = ""
    accepted_until: date | None = None
    reason: str = ""


def beginning(level: Level) -> RiskState:
    """The state of a risk nobody has decided about: evaluated, once there was anything to judge it by."""
    return RiskState.IDENTIFIED if level is Level.UNKNOWN else RiskState.EVALUATED


def refusal(
    decision: Decision, before: RiskState, current: Level, residual: Level, as_of: date, manager: bool
) -> str | None:
    """The key of the error that speaks against a decision; None if nothing does.

    `current` and `residual` are the risk's levels now; `manager` says whether a manager decides.
    """
    if decision.treatment and decision.treatment not in TREATMENTS:
        return "treatment_unknown"
    if decision.aim and decision.aim not in (Level.LOW, Level.MEDIUM, Level.HIGH):
        return "aim_unknown"
    if decision.state is not before and decision.state not in NEXT[before]:
        return "risk_state_skipped"
    if decision.state is RiskState.ACCEPTED or decision.treatment == "accept":
        return _acceptance(decision, residual, as_of, manager)
    if decision.state is RiskState.TREATED and not (decision.treatment and decision.owner.strip() and decision.due):
        return "treatment_incomplete"
    if decision.state is RiskState.CLOSED and current in _OPEN_WHEN_CLOSED:
        return "closed_while_high"
    return None


def _acceptance(decision: Decision, residual: Level, as_of: date, manager: bool) -> str | None:
    if not (decision.accepted_by.strip() and decision.accepted_until and decision.reason.strip()):
        return "acceptance_incomplete"
    if decision.accepted_until < as_of:
        return "acceptance_over"
    if residual is Level.SEVERE and not manager:
        return "severe_needs_manager"
    return None
