"""Risk: the register of scenarios, each looked up in the matrix from evidence and answers."""

from collections.abc import Mapping

from engine.assess.evidence import Evidence, Said
from engine.assess.facts import applies, holds
from engine.assess.levels import Force, Judged, forces, impact, likelihood
from engine.catalogue import Catalogue
from engine.model.assessment import RANK, UNKNOWN_POINT, Cause, Level, Risk, RiskPoint
from engine.model.engagement import Engagement
from engine.model.rules import RiskMethod, Scenario


def register(
    catalogue: Catalogue,
    evidence: Evidence,
    said: Said,
    engagement: Engagement,
    method: RiskMethod | None = None,
) -> list[Risk]:
    """The scenarios that apply to the engagement, evaluated.

    Inherent: no controls. Current: controls that work, with fresh evidence. Residual: those and the planned ones that
    have an owner and a date. Target: the aim, as near as likelihood alone can come to it.
    """
    in_force = forces(said.answers, catalogue, engagement)
    return [
        _risk(_judged(scenario, catalogue, evidence, said, engagement), in_force, said, method)
        for scenario in catalogue.scenarios.values()
        if applies(scenario.applies, engagement) and holds(scenario.when, engagement)
    ]


def _judged(scenario: Scenario, catalogue: Catalogue, evidence: Evidence, said: Said, engagement: Engagement) -> Judged:
    seen = any(evidence[name] for name in scenario.evidence)
    return Judged(scenario, catalogue, evidence, engagement, said.judgements, seen)


def _risk(judged: Judged, in_force: Mapping[str, Force], said: Said, method: RiskMethod | None) -> Risk:
    scenario, evidence = judged.scenario, judged.evidence
    grid = method or judged.rules.default_method
    aim = said.aims.get(scenario.id, grid.target)
    seen = tuple((name, evidence[name]) for name in scenario.evidence if evidence[name])
    if not evidence.records and not (seen and scenario.unread):
        unknown = UNKNOWN_POINT
        return Risk(scenario.id, unknown, unknown, unknown, unknown, aim, seen)
    points: dict[str, RiskPoint] = {}
    causes: dict[str, tuple[Cause, ...]] = {}
    places: dict[str, tuple[str, str]] = {}
    for stage, force in in_force.items():
        (harm, why), (chance, because) = impact(judged, force), likelihood(judged, force)
        places[stage], causes[stage] = (harm, chance), (*why, *because)
        points[stage] = _point(harm, chance, grid)
    target = _target(*places["residual"], aim, judged.rules.default_method, grid)
    return Risk(scenario.id, points["inherent"], points["current"], points["residual"], target, aim, seen, causes)


def _target(harm: str, chance: str, aim: Level, written: RiskMethod, grid: RiskMethod) -> RiskPoint:
    """The likeliest place that reaches the aim, no likelier than what is planned; else the least likely one."""
    steps = [step.id for step in written.likelihood]
    below = [_point(harm, step, grid) for step in reversed(steps[: steps.index(chance) + 1])]
    return next((point for point in below if RANK[point.level] <= RANK[aim]), below[-1])


def _point(impact: str, likelihood: str, method: RiskMethod) -> RiskPoint:
    """The lookup: steps of the default method, translated into `method`, answered by its grid."""
    row, column = method.from_impact[impact], method.from_likelihood[likelihood]
    return RiskPoint(column, row, method.grid[row][column])
