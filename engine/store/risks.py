"""The evaluated register, which can be computed again, and what people said of risks, which stays."""

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date

from engine.assess.evidence import Answer, Judgement, Said
from engine.model.assessment import STAGES, Cause, ControlAnswer, Level, Risk
from engine.model.rules import Axis
from engine.store.database import Database, Writer

_CAUSE = tuple(one.name for one in fields(Cause))


def write_risks(writer: Writer, risks: Iterable[Risk]) -> None:
    """Replace the evaluated register."""
    rows = []
    for risk in risks:
        row: dict[str, object] = {"scenario": risk.scenario, "aim": str(risk.aim)}
        for stage in STAGES:
            point = risk.at(stage)
            row |= {
                f"{stage}_likelihood": point.likelihood,
                f"{stage}_impact": point.impact,
                f"{stage}_level": str(point.level),
            }
        causes = {stage: [_told(cause) for cause in found] for stage, found in risk.causes.items()}
        rows.append(row | {"evidence": json.dumps(risk.evidence), "causes": json.dumps(causes, default=str)})
    writer.replace("risk", rows)


def causes(stored: str) -> dict[str, tuple[Cause, ...]]:
    """The causes of a stored risk, by stage."""
    return {stage: tuple(_cause(one) for one in found) for stage, found in json.loads(stored).items()}


def _told(cause: Cause) -> dict[str, object]:
    return {name: getattr(cause, name) for name in _CAUSE}


def _cause(stored: dict) -> Cause:
    day = stored.get("day")
    return Cause(**{**stored, "day": date.fromisoformat(day) if day else None})


def said(database: Database) -> Said:
    """What people said of risks, as it holds now."""
    answers = database.rows(
        "SELECT control, answer, evidence, evidence_on, planned, owner, due FROM control_answer ORDER BY control"
    )
    judgements = database.rows(
        "SELECT number, scenario, axis, steps, reason FROM risk_judgement WHERE NOT undone ORDER BY number"
    )
    aims = database.rows("SELECT scenario, aim FROM risk_decision WHERE aim <> ''")
    return Said(
        tuple(
            Answer(control, ControlAnswer(state), evidence or "", day, bool(planned), owner or "", due)
            for control, state, evidence, day, planned, owner, due in answers
        ),
        tuple(
            Judgement(number, scenario, Axis(axis), steps, reason)
            for number, scenario, axis, steps, reason in judgements
        ),
        {scenario: Level(aim) for scenario, aim in aims},
    )
