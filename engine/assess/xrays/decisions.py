"""Checks of what was decided about risks; each function is named as its check."""

from collections.abc import Iterator

from engine.assess.levels import counts
from engine.assess.treatment import Decision
from engine.assess.xrays.case import Case, XRay, level, of_risk
from engine.model.assessment import Level, Risk, RiskState, TaskState

_HIGH = (Level.HIGH, Level.SEVERE)


def acceptance_expired(case: Case) -> Iterator[XRay]:
    """An acceptance whose end date is over."""
    for risk, decision in _accepted(case):
        if decision.accepted_until and decision.accepted_until < case.engagement.as_of:
            yield of_risk("acceptance_expired", risk, ("day", "day", str(decision.accepted_until)))


def acceptance_incomplete(case: Case) -> Iterator[XRay]:
    """Accepted without a name, an end date or a reason."""
    for risk, decision in _accepted(case):
        if not (decision.accepted_by.strip() and decision.accepted_until and decision.reason.strip()):
            yield of_risk("acceptance_incomplete", risk)


def treated_without_measure(case: Case) -> Iterator[XRay]:
    """Treated, but none of the controls suggested works or is planned, and none of the tasks has begun."""
    for risk, decision in case.decided:
        if decision.state is RiskState.TREATED and decision.treatment != "accept" and not _measured(case, risk):
            yield of_risk("treated_without_measure", risk)


def treatment_overdue(case: Case) -> Iterator[XRay]:
    """The day of a treatment is over, and the risk still stands above its aim."""
    for risk, decision in case.decided:
        if decision.state in (RiskState.EVALUATED, RiskState.TREATED) and decision.due:
            reached = risk.current.level not in _HIGH
            if decision.due < case.engagement.as_of and not reached:
                yield of_risk("treatment_overdue", risk, ("day", "day", str(decision.due)))


def review_overdue(case: Case) -> Iterator[XRay]:
    """A risk that was to be looked at again and was not."""
    for risk, decision in case.decided:
        if decision.review_on and decision.review_on < case.engagement.as_of:
            yield of_risk("review_overdue", risk, ("day", "day", str(decision.review_on)))


def closed_while_high(case: Case) -> Iterator[XRay]:
    """A closed risk whose current level is high or severe."""
    for risk, decision in case.decided:
        if decision.state is RiskState.CLOSED and risk.current.level in _HIGH:
            yield of_risk("closed_while_high", risk, level("level", risk.current.level))


def _accepted(case: Case) -> list[tuple[Risk, Decision]]:
    return [
        (risk, decision)
        for risk, decision in case.decided
        if decision.state is RiskState.ACCEPTED or decision.treatment == "accept"
    ]


def _measured(case: Case, risk: Risk) -> bool:
    scenario = case.rules.scenarios.get(risk.scenario)
    if scenario is None:
        return False
    answered = (answer for answer in case.said.answers if answer.control in scenario.controls)
    begun = (task for task in case.tasks if task.id in scenario.tasks)
    return any(answer.planned or counts(answer, case.rules, case.engagement) for answer in answered) or any(
        task.state in (TaskState.IN_PROGRESS, TaskState.DONE) for task in begun
    )
