"""How far a scenario's impact and likelihood reach at one stage, and what brought them there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from engine.assess.evidence import Answer, Evidence, Judgement
from engine.assess.facts import answer as fact_answer
from engine.assess.periods import last_day
from engine.catalogue import Catalogue
from engine.model.assessment import Cause, ControlAnswer
from engine.model.engagement import Engagement
from engine.model.rules import Axis, Modifier, Scenario

_MOST_RAISED = 1
"""How far evidence raises impact or likelihood at most, however many modifiers hold; our choice, not the draft's."""

_HALF, _STEP = 5, 10
"""Weights are in tenths of a step; half a step is rounded up."""


@dataclass(frozen=True, slots=True)
class Force:
    """The answers about controls that have a say at a stage: those in force, and those that failed."""

    effective: tuple[Answer, ...] = ()
    failed: tuple[Answer, ...] = ()

    def of(self, factor: str, rules: Catalogue) -> tuple[list[Answer], list[Answer]]:
        """Those of one factor: in force, failed."""
        return _of_factor(self.effective, factor, rules), _of_factor(self.failed, factor, rules)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(answer.control for answer in self.effective)


@dataclass(frozen=True, slots=True)
class Judged:
    """One scenario with all it is judged by, at any stage. `seen` says whether any of its evidence was found."""

    scenario: Scenario
    rules: Catalogue
    evidence: Evidence
    engagement: Engagement
    judgements: tuple[Judgement, ...]
    seen: bool


def counts(answer: Answer, rules: Catalogue, engagement: Engagement) -> bool:
    """Whether an answer lowers the current risk: effective, with evidence, and the evidence still fresh."""
    control = rules.controls.get(answer.control)
    if control is None or answer.planned or answer.state is not ControlAnswer.EFFECTIVE:
        return False
    if not answer.evidence.strip() or answer.evidence_on is None:
        return False
    return last_day(answer.evidence_on, control.fresh_for) >= engagement.as_of


def promised(answer: Answer, rules: Catalogue, engagement: Engagement) -> bool:
    """Whether a plan lowers the residual risk: it has an owner and a due date that is not over."""
    if answer.control not in rules.controls or not answer.planned:
        return False
    return bool(answer.owner.strip()) and answer.due is not None and answer.due >= engagement.as_of


def forces(answers: Iterable[Answer], rules: Catalogue, engagement: Engagement) -> dict[str, Force]:
    """What has a say at each stage. A failed control stands against the others until its mending is promised."""
    known = [answer for answer in answers if answer.control in rules.controls]
    works = tuple(answer for answer in known if counts(answer, rules, engagement))
    plans = tuple(answer for answer in known if promised(answer, rules, engagement))
    failed = tuple(answer for answer in known if answer.state is ControlAnswer.FAILED)
    mended = tuple(answer for answer in failed if answer not in plans)
    return {"inherent": Force(), "current": Force(works, failed), "residual": Force(works + plans, mended)}


def impact(judged: Judged, force: Force) -> tuple[str, list[Cause]]:
    """The impact in the default method's steps, with its causes."""
    steps = [step.id for step in judged.rules.default_method.impact]
    place = steps.index(judged.scenario.impact)
    causes: list[Cause] = []
    stated = any(fact_answer(fact, judged.engagement) is True for fact in judged.scenario.facts)
    if judged.seen or stated:
        causes += [Cause("impact", "fact", fact) for fact in _true(judged)] if not judged.seen else []
    else:
        causes.append(Cause("impact", "no_evidence", steps=-1))
    causes += _raised(judged, Axis.IMPACT) + _said(judged, Axis.IMPACT) + _lowered(judged, Axis.IMPACT, force)
    return steps[_within(place + sum(cause.steps for cause in causes), steps)], causes


def likelihood(judged: Judged, force: Force) -> tuple[str, list[Cause]]:
    """The likelihood in the default method's steps: that of the worst factor (the weakest link), then what moves it.

    Each factor starts at the scenario's base. Controls in force take their weights off their factor, failed ones give
    back what others took; no factor rises above its base or falls below the lowest step.
    """
    steps = [step.id for step in judged.rules.default_method.likelihood]
    base = steps.index(judged.scenario.likelihood)
    reached = {factor: _factor(base, factor, force, judged.rules) for factor in judged.scenario.factors}
    weakest = max(judged.scenario.factors, key=lambda factor: reached[factor])
    causes = _measures(judged, force, weakest, reached[weakest] - base)
    causes += _raised(judged, Axis.LIKELIHOOD) + _said(judged, Axis.LIKELIHOOD)
    causes += _lowered(judged, Axis.LIKELIHOOD, force)
    place = _within(base + sum(cause.steps for cause in causes), steps)
    for modifier in _reached(judged, Axis.LIKELIHOOD):
        if modifier.floor and steps.index(modifier.floor) > place:
            place = steps.index(modifier.floor)
            causes.append(Cause("likelihood", "floor", modifier.id))
    return steps[place], causes


def _factor(base: int, factor: str, force: Force, rules: Catalogue) -> int:
    effective, failed = force.of(factor, rules)
    relief = max(0, _weight(effective, rules) - _weight(failed, rules))
    return max(0, (base * _STEP - relief + _HALF) // _STEP)


def _measures(judged: Judged, force: Force, weakest: str, moved: int) -> list[Cause]:
    """The weakest factor, with what is in force for it; where it was moved, with what is in force for all factors."""
    of_factors = {factor: force.of(factor, judged.rules) for factor in judged.scenario.factors}
    if not any(part for parts in of_factors.values() for part in parts):
        return [Cause("likelihood", "no_control")]
    named = of_factors if moved else [weakest]
    measures = [_measure(answer) for factor in named for answer in of_factors[factor][0]]
    causes = [Cause("likelihood", "weakest", weakest, moved)]
    causes += sorted(measures, key=lambda cause: cause.code != "planned")
    return causes + [Cause("likelihood", "failed", answer.control) for answer in of_factors[weakest][1]]


def _measure(answer: Answer) -> Cause:
    if answer.planned:
        return Cause("likelihood", "planned", answer.control, day=answer.due, who=answer.owner)
    return Cause("likelihood", "control", answer.control, day=answer.evidence_on)


def _true(judged: Judged) -> list[str]:
    return [fact for fact in judged.scenario.facts if fact_answer(fact, judged.engagement) is True]


def _modifiers(judged: Judged, axis: Axis) -> list[Modifier]:
    named = (judged.rules.modifiers[name] for name in judged.scenario.modifiers)
    return [modifier for modifier in named if modifier.axis is axis]


def _reached(judged: Judged, axis: Axis) -> list[Modifier]:
    """The modifiers whose evidence reaches far enough."""
    named = [one for one in _modifiers(judged, axis) if one.evidence]
    return [one for one in named if judged.evidence[one.evidence] >= one.at_least]


def _raised(judged: Judged, axis: Axis) -> list[Cause]:
    """What evidence raises; all that hold are named, together they raise by one step at most."""
    left = _MOST_RAISED
    causes: list[Cause] = []
    for modifier in (one for one in _reached(judged, axis) if one.steps):
        taken = min(modifier.steps, left)
        left -= taken
        causes.append(Cause(str(axis), "modifier", modifier.id, taken))
    return causes


def _lowered(judged: Judged, axis: Axis, force: Force) -> list[Cause]:
    """What controls in force lower beyond their weights."""
    own = judged.scenario.controls
    return [
        Cause(str(axis), "modifier", one.id, one.steps)
        for one in _modifiers(judged, axis)
        if one.controls
        and force.names.issuperset(one.controls)
        and (not one.complete or (own and force.names.issuperset(own)))
    ]


def _said(judged: Judged, axis: Axis) -> list[Cause]:
    return [
        Cause(str(axis), "judgement", str(one.number), one.steps)
        for one in judged.judgements
        if one.axis is axis and one.scenario == judged.scenario.id
    ]


def _of_factor(answers: Sequence[Answer], factor: str, rules: Catalogue) -> list[Answer]:
    return [answer for answer in answers if rules.controls[answer.control].factor == factor]


def _weight(answers: Collection[Answer], rules: Catalogue) -> int:
    return sum(rules.controls[answer.control].weight for answer in answers)


def _within(place: int, steps: Sequence[str]) -> int:
    return min(max(place, 0), len(steps) - 1)
