"""Checks of levels against each other and against what lowers them; each function is named as its check."""

from collections.abc import Iterator

from engine.assess.xrays.case import Case, XRay, above, level, of_risk
from engine.model.assessment import Risk


def current_above_inherent(case: Case) -> Iterator[XRay]:
    """What works raises instead of lowering."""
    yield from _pairs(case, "current_above_inherent", "current", "inherent")


def residual_above_inherent(case: Case) -> Iterator[XRay]:
    """What is planned raises above what nothing would do."""
    yield from _pairs(case, "residual_above_inherent", "residual", "inherent")


def residual_above_current(case: Case) -> Iterator[XRay]:
    """What is planned raises above what works."""
    yield from _pairs(case, "residual_above_current", "residual", "current")


def lowered_without_measure(case: Case) -> Iterator[XRay]:
    """Current below inherent, and no control that works."""
    for risk in case.risks:
        if above(risk.inherent.level, risk.current.level) and not _measured(risk, "current", "control"):
            yield of_risk("lowered_without_measure", risk)


def residual_without_plan(case: Case) -> Iterator[XRay]:
    """Residual below current, and nothing planned."""
    for risk in case.risks:
        if above(risk.current.level, risk.residual.level) and not _measured(risk, "residual", "planned"):
            yield of_risk("residual_without_plan", risk)


def _pairs(case: Case, check: str, one: str, other: str) -> Iterator[XRay]:
    for risk in case.risks:
        if above(risk.at(one).level, risk.at(other).level):
            yield of_risk(check, risk, level("level", risk.at(one).level), level("other", risk.at(other).level))


def _measured(risk: Risk, stage: str, code: str) -> bool:
    """Whether a stage names a control of this kind, or a modifier that follows from controls."""
    return any(
        cause.code == code or (cause.code == "modifier" and cause.steps < 0) for cause in risk.causes.get(stage, ())
    )
