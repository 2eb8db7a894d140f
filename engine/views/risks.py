"""The risk register and its matrix: inherent, current, residual and what is aimed at."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from engine.assess.facts import applies, holds
from engine.assess.treatment import Decision, beginning
from engine.model.assessment import RANK, STAGES, Level, Risk, RiskPoint, RiskState
from engine.store import engagements, risks
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.store.remembering import remembered
from engine.views.selection import Selection

__all__ = ["STAGES", "ControlLine", "JudgementLine", "Register", "RiskLine", "control_answers", "hanging", "register"]


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """A person's judgement that moves a scenario by a step, and why."""

    number: int
    scenario: str
    axis: str
    steps: int
    reason: str
    judged_by: str
    judged_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskLine(Risk):
    """One scenario of the register with what people judged otherwise and what they decided about it."""

    decision: Decision
    judgements: tuple[JudgementLine, ...] = ()

    @property
    def gap(self) -> int:
        """By how many levels what is planned misses the aim."""
        if Level.UNKNOWN in (self.residual.level, self.aim):
            return 0
        return max(0, RANK[self.residual.level] - RANK[self.aim])


@dataclass(frozen=True, slots=True)
class Register:
    """All scenarios, computed; `levels` counts them per stage and level, from the same lines as the matrix."""

    lines: tuple[RiskLine, ...]

    def levels(self, stage: str) -> dict[str, int]:
        """Scenarios per level at a stage, every level present."""
        counts = {str(level): 0 for level in Level}
        for line in self.lines:
            counts[str(line.at(stage).level)] += 1
        return counts

    def cell(self, stage: str, likelihood: str, impact: str) -> tuple[RiskLine, ...]:
        """The scenarios in one cell of the matrix."""
        return tuple(
            line for line in self.lines if line.at(stage).likelihood == likelihood and line.at(stage).impact == impact
        )


@dataclass(frozen=True, slots=True)
class ControlLine:
    """What was answered about one control."""

    control: str
    answer: str
    planned: bool
    evidence: str
    evidence_on: date | None
    owner: str
    due: date | None
    answered_by: str
    answered_on: date | None


_POINTS = ", ".join(f"k.{stage}_likelihood, k.{stage}_impact, k.{stage}_level" for stage in STAGES)
_DECIDED = (
    "d.state, coalesce(d.treatment, ''), coalesce(d.owner, ''), d.due, d.review_on, coalesce(d.aim, ''),"
    " coalesce(d.accepted_by, ''), d.accepted_until, coalesce(d.reason, '')"
)


@remembered
def register(database: Database, selection: Selection | None = None) -> Register:
    """The register, narrowed by the selection's matrix cells and (residual) levels."""
    rows = database.rows(
        f"SELECT k.scenario, k.aim, k.evidence, k.causes, {_DECIDED}, {_POINTS}"
        " FROM risk k LEFT JOIN risk_decision d ON d.scenario = k.scenario"
    )
    said: dict[str, list[JudgementLine]] = {}
    for row in database.rows(
        "SELECT number, scenario, axis, steps, reason, judged_by, judged_on FROM risk_judgement"
        " WHERE NOT undone ORDER BY number"
    ):
        said.setdefault(row[1], []).append(JudgementLine(*row))
    place = {scenario: number for number, scenario in enumerate(rules_of(database).scenarios)}
    read = (_line(row, tuple(said.get(row[0], ()))) for row in rows)
    lines = tuple(sorted(read, key=lambda line: place.get(line.scenario, len(place))))
    if selection and selection.risk:
        lines = tuple(line for line in lines if any(_in_cell(line, cell) for cell in selection.risk))
    if selection and selection.level:
        lines = tuple(line for line in lines if str(line.residual.level) in selection.level)
    return Register(lines)


def hanging(database: Database) -> tuple[str, ...]:
    """The scenarios that may apply: it hangs on a fact nobody has answered."""
    rules, engagement = rules_of(database), engagements.load(database)
    return tuple(
        scenario.id
        for scenario in rules.scenarios.values()
        if applies(scenario.applies, engagement) and holds(scenario.when, engagement) is None
    )


def control_answers(database: Database) -> Mapping[str, ControlLine]:
    """The answers given, by control."""
    rows = database.rows(
        "SELECT control, answer, planned, evidence, evidence_on, coalesce(owner, ''), due, answered_by, answered_on"
        " FROM control_answer"
    )
    return {row[0]: ControlLine(*row) for row in rows}


def _line(row: tuple, judgements: tuple[JudgementLine, ...]) -> RiskLine:
    scenario, aim, found, causes, state, *decided = row[:13]
    inherent, current, residual, target = (RiskPoint(row[i], row[i + 1], Level(row[i + 2])) for i in (13, 16, 19, 22))
    evidence = tuple((str(code), int(number)) for code, number in json.loads(found))
    begun = RiskState(state) if state else beginning(inherent.level)
    return RiskLine(
        scenario,
        inherent,
        current,
        residual,
        target,
        Level(aim),
        evidence,
        risks.causes(causes),
        decision=Decision(scenario, begun, *decided),
        judgements=judgements,
    )


def _in_cell(line: RiskLine, cell: str) -> bool:
    stage, _, place = cell.partition(":")
    return stage in STAGES and place == f"{line.at(stage).likelihood}:{line.at(stage).impact}"
