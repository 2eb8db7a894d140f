"""The risk register and its matrix, inherent, current and residual."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from engine.model.assessment import Level, RiskPoint
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.views.selection import Selection

STAGES = ("inherent", "current", "residual")


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One scenario of the register with its three points, its evidence and what was decided about it."""

    scenario: str
    inherent: RiskPoint
    current: RiskPoint
    residual: RiskPoint
    evidence: tuple[tuple[str, int], ...]
    reasons: tuple[str, ...]
    state: str
    treatment: str
    owner: str
    due: date | None
    accepted_by: str
    accepted_until: date | None
    reason: str

    def at(self, stage: str) -> RiskPoint:
        """The point at one of `STAGES`."""
        return {"inherent": self.inherent, "current": self.current, "residual": self.residual}[stage]


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
    answered_by: str
    answered_on: date | None


def register(database: Database, selection: Selection | None = None) -> Register:
    """The register, narrowed by the selection's matrix cells and (residual) levels."""
    rows = database.rows(
        """
        SELECT k.*, coalesce(d.state, 'evaluated'), coalesce(d.treatment, ''), coalesce(d.owner, ''), d.due,
            coalesce(d.accepted_by, ''), d.accepted_until, coalesce(d.reason, '')
        FROM risk k LEFT JOIN risk_decision d ON d.scenario = k.scenario
        """
    )
    place = {scenario: number for number, scenario in enumerate(rules_of(database).scenarios)}
    lines = tuple(sorted(map(_line, rows), key=lambda line: place.get(line.scenario, len(place))))
    if selection and selection.risk:
        lines = tuple(line for line in lines if any(_in_cell(line, cell) for cell in selection.risk))
    if selection and selection.level:
        lines = tuple(line for line in lines if str(line.residual.level) in selection.level)
    return Register(lines)


def control_answers(database: Database) -> Mapping[str, ControlLine]:
    """The answers given, by control."""
    rows = database.rows("SELECT control, answer, planned, evidence, answered_by, answered_on FROM control_answer")
    return {row[0]: ControlLine(*row) for row in rows}


def _line(row: tuple) -> RiskLine:
    inherent, current, residual = (RiskPoint(row[i], row[i + 1], Level(row[i + 2])) for i in (1, 4, 7))
    evidence = tuple((str(code), int(number)) for code, number in json.loads(row[10]))
    return RiskLine(row[0], inherent, current, residual, evidence, tuple(row[11] or ()), *row[12:])


def _in_cell(line: RiskLine, cell: str) -> bool:
    stage, _, place = cell.partition(":")
    return stage in STAGES and place == f"{line.at(stage).likelihood}:{line.at(stage).impact}"
