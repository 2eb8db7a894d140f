"""Risk: the register of scenarios, each looked up in the matrix from evidence and answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.assess.evidence import Answer, Evidence
from engine.assess.facts import answer as fact_answer
from engine.assess.facts import applies, holds
from engine.assess.periods import last_day
from engine.catalogue import Catalogue
from engine.model.assessment import ControlAnswer, Level, Risk, RiskPoint
from engine.model.engagement import Engagement
from engine.model.rules import Axis, RiskMethod, ScaleLevel, Scenario

UNKNOWN = "unknown"
"""The step of a scenario that no scan has seen yet."""

_MOST_IMPACT_STEPS = 1
"""How far evidence raises an impact at most, however many modifiers hold; our choice, stated on the method page."""

_RANK = {Level.LOW: 0, Level.MEDIUM: 1, Level.HIGH: 2, Level.SEVERE: 3}


def register(
    catalogue: Catalogue,
    evidence: Evidence,
    answers: Iterable[Answer],
    engagement: Engagement,
    method: RiskMethod | None = None,
) -> list[Risk]:
    """The scenarios that apply to the engagement, evaluated.

    Inherent: no controls. Current: controls that work, with fresh evidence. Residual: those and the planned ones.
    Impact is the same in all three: controls lower likelihood only.
    """
    asked = tuple(answers)
    return [
        _risk(scenario, catalogue, evidence, asked, engagement, method or catalogue.default_method)
        for scenario in catalogue.scenarios.values()
        if applies(scenario.applies, engagement) and holds(scenario.when, engagement)
    ]


def _risk(
    scenario: Scenario,
    catalogue: Catalogue,
    evidence: Evidence,
    answers: tuple[Answer, ...],
    engagement: Engagement,
    method: RiskMethod,
) -> Risk:
    seen = tuple((name, evidence[name]) for name in scenario.evidence if evidence[name])
    if not evidence.records and not (seen and scenario.evidence == ("skipped",)):
        blank = RiskPoint(UNKNOWN, UNKNOWN, Level.UNKNOWN)
        return Risk(scenario.id, blank, blank, blank, seen, ("nothing_scanned",))
    impact, impact_reasons = _impact(scenario, catalogue, evidence, engagement, bool(seen))
    floor, floor_reasons = _floor(scenario, catalogue, evidence)
    works = [answer for answer in answers if counts(answer, catalogue, engagement)]
    meant = works + [answer for answer in answers if answer.planned and answer not in works]
    inherent, current, residual = (
        _point(impact, _likelihood(scenario, catalogue, {part.control for part in chosen}, floor), method)
        for chosen in ([], works, meant)
    )
    controls = _relevant(scenario, catalogue, works, "control_effective")
    plans = _relevant(scenario, catalogue, meant[len(works) :], "control_planned")
    return Risk(scenario.id, inherent, current, residual, seen, (*impact_reasons, *floor_reasons, *controls, *plans))


def counts(answer: Answer, catalogue: Catalogue, engagement: Engagement) -> bool:
    """Whether an answer lowers the current risk: effective, with evidence, and the evidence still fresh."""
    control = catalogue.controls.get(answer.control)
    if control is None or answer.planned or answer.state is not ControlAnswer.EFFECTIVE:
        return False
    if not answer.evidence.strip() or answer.evidence_on is None:
        return False
    return last_day(answer.evidence_on, control.fresh_for) >= engagement.as_of


def _relevant(scenario: Scenario, catalogue: Catalogue, answers: list[Answer], code: str) -> tuple[str, ...]:
    """The reason code if one of the answers is about a factor of the scenario."""
    named = any(catalogue.controls[answer.control].factor in scenario.factors for answer in answers)
    return (code,) if named else ()


def _impact(
    scenario: Scenario, catalogue: Catalogue, evidence: Evidence, engagement: Engagement, seen: bool
) -> tuple[str, tuple[str, ...]]:
    """The impact in the default method's steps, with the codes of what moved it."""
    steps = [step.id for step in catalogue.default_method.impact]
    base = steps.index(scenario.impact)
    if not seen and not any(fact_answer(fact, engagement) is True for fact in scenario.facts):
        return steps[max(base - 1, 0)], ("no_evidence",)
    reasons = tuple(
        modifier.id
        for modifier in (catalogue.modifiers[name] for name in scenario.modifiers)
        if modifier.axis is Axis.IMPACT and evidence[modifier.evidence] >= modifier.at_least
    )
    raised = min(sum(catalogue.modifiers[name].steps for name in reasons), _MOST_IMPACT_STEPS)
    return steps[min(base + raised, len(steps) - 1)], reasons


def _floor(scenario: Scenario, catalogue: Catalogue, evidence: Evidence) -> tuple[int, tuple[str, ...]]:
    """The lowest likelihood the number of people allows, with the codes that say so."""
    steps = [step.id for step in catalogue.default_method.likelihood]
    reasons = tuple(
        modifier.id
        for modifier in (catalogue.modifiers[name] for name in scenario.modifiers)
        if modifier.axis is Axis.LIKELIHOOD and evidence[modifier.evidence] >= modifier.at_least
    )
    return max((steps.index(catalogue.modifiers[name].floor) for name in reasons), default=0), reasons


def _likelihood(scenario: Scenario, catalogue: Catalogue, controls: set[str], floor: int) -> str:
    """The likelihood in the default method's steps: that of the worst factor (the weakest link).

    Each factor starts at the scenario's base; each control takes its weight off its factor. Half a step is rounded up,
    and no factor falls below the lowest step.
    """
    steps = [step.id for step in catalogue.default_method.likelihood]
    base = steps.index(scenario.likelihood)
    worst = 0
    for factor in scenario.factors:
        tenths = sum(catalogue.controls[name].weight for name in controls if catalogue.controls[name].factor == factor)
        worst = max(worst, (base * 10 - tenths + 5) // 10)
    return steps[max(worst, floor)]


def _point(impact: str, likelihood: str, method: RiskMethod) -> RiskPoint:
    """The lookup: steps of the default method, translated into `method`, answered by its grid."""
    row, column = method.from_impact[impact], method.from_likelihood[likelihood]
    return RiskPoint(column, row, method.grid[row][column])


@dataclass(frozen=True, slots=True)
class XRay:
    """A contradiction found: `code` has a sentence under ``x_ray.``; `subject` is the scenario or control."""

    code: str
    subject: str


def x_rays(
    risks: Iterable[Risk], answers: Iterable[Answer], catalogue: Catalogue, engagement: Engagement
) -> list[XRay]:
    """The consistency checks that are always on: levels that contradict each other or their measures."""
    asked = tuple(answers)
    found: list[XRay] = []
    for risk in risks:
        inherent, current, residual = (point.level for point in (risk.inherent, risk.current, risk.residual))
        if Level.UNKNOWN in (inherent, current, residual):
            continue
        if _RANK[current] > _RANK[inherent]:
            found.append(XRay("current_above_inherent", risk.scenario))
        if _RANK[residual] > _RANK[current]:
            found.append(XRay("residual_above_current", risk.scenario))
        if _RANK[current] < _RANK[inherent] and "control_effective" not in risk.reasons:
            found.append(XRay("lowered_without_measure", risk.scenario))
        if _RANK[residual] < _RANK[current] and "control_planned" not in risk.reasons:
            found.append(XRay("residual_without_plan", risk.scenario))
    for answer in asked:
        found += _contradictions(answer, catalogue, engagement)
    return found


def _contradictions(answer: Answer, catalogue: Catalogue, engagement: Engagement) -> list[XRay]:
    if answer.control not in catalogue.controls:
        return [XRay("unknown_control", answer.control)]
    if answer.state is not ControlAnswer.EFFECTIVE or answer.planned:
        return []
    if not answer.evidence.strip():
        return [XRay("effective_without_evidence", answer.control)]
    return [] if counts(answer, catalogue, engagement) else [XRay("evidence_not_fresh", answer.control)]


def by_level(risks: Iterable[Risk], stage: str = "residual") -> Mapping[Level, int]:
    """How many risks stand at each level, at one stage: inherent, current or residual."""
    totals = dict.fromkeys(Level, 0)
    for risk in risks:
        totals[getattr(risk, stage).level] += 1
    return totals


def step(method: RiskMethod, axis: Axis, name: str) -> ScaleLevel | None:
    """A step of a method's scale by its id; None for the unknown."""
    steps = method.impact if axis is Axis.IMPACT else method.likelihood
    return next((found for found in steps if found.id == name), None)
