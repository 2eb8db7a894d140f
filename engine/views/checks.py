"""The consistency checks that are always on: where register, answers and decisions contradict each other."""

from engine.assess.evidence import Answer
from engine.assess.risk import XRay, x_rays
from engine.model.assessment import ControlAnswer, Risk
from engine.store import engagements
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.views.risks import RiskLine, control_answers, register

__all__ = ["XRay", "consistency"]


def consistency(database: Database) -> tuple[XRay, ...]:
    """Contradictions among levels, answers and decisions; none is good news."""
    engagement, lines = engagements.load(database), register(database).lines
    answers = [
        Answer(line.control, ControlAnswer(line.answer), line.evidence, line.answered_on, line.planned)
        for line in control_answers(database).values()
    ]
    risks = [
        Risk(line.scenario, line.inherent, line.current, line.residual, line.evidence, line.reasons) for line in lines
    ]
    found = x_rays(risks, answers, rules_of(database), engagement)
    expired = [
        line for line in lines if _accepted(line) and line.accepted_until and line.accepted_until < engagement.as_of
    ]
    return (*found, *(XRay("acceptance_expired", line.scenario) for line in expired))


def _accepted(line: RiskLine) -> bool:
    return line.state == "accepted" or line.treatment == "accept"
