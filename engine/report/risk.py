"""Chapters "risk matrix" and "risk register": computed from the same lines, numbered alike in both."""

from collections import Counter

from engine.model.assessment import Level
from engine.model.rules import RiskMethod
from engine.report.blocks import (
    Block,
    Cell,
    Chapter,
    Column,
    number,
    paragraph,
    section,
    table,
)
from engine.report.verdict import not_scanned
from engine.report.voice import Voice
from engine.views.risks import STAGES, Register, RiskLine

_DRAWN = ("inherent", "residual")
_RANKED = (Level.SEVERE, Level.HIGH, Level.MEDIUM, Level.LOW, Level.UNKNOWN)


def matrix_chapter(voice: Voice, risks: Register, grid: RiskMethod, scanned: bool) -> Chapter:
    """The matrix before and after measures, its scales, and what moved."""
    blocks: list[Block] = [] if scanned else [not_scanned(voice)]
    if risks.lines:
        blocks += [_matrices(voice, risks, grid), *_unplaced(voice, risks), section(voice("matrix.movement"))]
        blocks += [paragraph(_movement(voice, risks)), _levels(voice, risks)]
    else:
        blocks.append(paragraph(voice("matrix.none")))
    blocks += [section(voice("matrix.scales")), *_scales(voice, grid)]
    return Chapter(voice("matrix.title"), tuple(blocks), newpage=bool(risks.lines))


def register_chapter(voice: Voice, risks: Register) -> Chapter:
    """Every scenario with its evidence in sentences, owner, due date and state."""
    if not risks.lines:
        return Chapter(voice("register.title"), (paragraph(voice("matrix.none")),), newpage=False)
    rows = [_register_row(voice, place, line) for place, line in enumerate(risks.lines, 1)]
    columns = [
        Column(voice("col.number"), right=True),
        Column(voice("col.scenario"), fr=1),
        *(Column(voice(f"stage.{stage}"), mm=16) for stage in STAGES),
        Column(voice("col.treatment_owner"), mm=22),
        Column(voice("col.due_state"), mm=22),
    ]
    blocks = (paragraph(voice("register.intro")), table(voice("register.table", count=len(rows)), columns, rows))
    return Chapter(voice("register.title"), blocks, newpage=False)


def method_of(voice: Voice, risks: Register) -> RiskMethod:
    """The method in whose steps the register is written."""
    points = [point for line in risks.lines for point in (line.inherent, line.residual)]
    for method in voice.rules.methods.values():
        impact, likelihood = {step.id for step in method.impact}, {step.id for step in method.likelihood}
        if all(_unknown(p.impact) or (p.impact in impact and p.likelihood in likelihood) for p in points):
            return method
    return voice.rules.default_method


def _unknown(step: str) -> bool:
    return step in ("", "unknown")


def _matrices(voice: Voice, risks: Register, method: RiskMethod) -> Block:
    lang = voice.language
    grids = []
    for stage in _DRAWN:
        rows = []
        for impact in reversed(method.impact):
            cells = [_cell(risks, stage, step.id, impact.id, method) for step in method.likelihood]
            rows.append({"label": impact.label[lang], "cells": cells})
        grids.append(
            {
                "title": voice(f"stage.{stage}"),
                "rows": rows,
                "columns": [step.label[lang] for step in method.likelihood],
            }
        )
    caption = voice("matrix.caption", count=number(len(risks.lines)))
    return {
        "kind": "matrices",
        "caption": caption,
        "alt": f"{caption}: " + "; ".join(_told(voice, risks, stage) for stage in _DRAWN),
        "grids": grids,
        "axes": voice("matrix.axes"),
        "legend": [
            {"label": voice.term("level", level), "text": "", "tone": str(level)} for level in reversed(_RANKED[:4])
        ],
    }


def _cell(risks: Register, stage: str, likelihood: str, impact: str, method: RiskMethod) -> dict[str, object]:
    inside = [str(place) for place, line in enumerate(risks.lines, 1) if _at(line, stage) == (likelihood, impact)]
    return {"count": len(inside), "numbers": ", ".join(inside), "tone": str(method.grid[impact][likelihood])}


def _at(line: RiskLine, stage: str) -> tuple[str, str]:
    return line.at(stage).likelihood, line.at(stage).impact


def _told(voice: Voice, risks: Register, stage: str) -> str:
    return f"{voice(f'stage.{stage}')} {voice.counted(risks.levels(stage), 'level')}"


def _unplaced(voice: Voice, risks: Register) -> list[Block]:
    unknown = [str(place) for place, line in enumerate(risks.lines, 1) if line.residual.level == Level.UNKNOWN]
    return [paragraph(voice("matrix.unknown", count=len(unknown), numbers=", ".join(unknown)))] if unknown else []


def _movement(voice: Voice, risks: Register) -> str:
    rank = {level: place for place, level in enumerate(reversed(_RANKED[:4]))}
    known = [line for line in risks.lines if line.inherent.level in rank and line.residual.level in rank]
    steps = Counter(rank[line.inherent.level] > rank[line.residual.level] for line in known)
    rest = len(risks.lines) - len(known)
    return voice("matrix.moved", total=len(risks.lines), lower=steps[True], same=steps[False], unknown=rest)


def _levels(voice: Voice, risks: Register) -> Block:
    lang = voice.language
    rows: list[list[Cell]] = []
    for level in _RANKED:
        counts = [risks.levels(stage)[level] for stage in STAGES]
        asked = voice.rules.treatments.get(level)
        told = voice("matrix.treated", how=asked.label[lang], gate=asked.gate[lang]) if asked else "–"
        change = counts[-1] - counts[0]
        rows.append([voice.level(level), *map(number, counts), f"{change:+d}" if change else "0", told])
    total = number(len(risks.lines))
    rows.append([voice("sum"), total, total, total, "", ""])
    columns = [Column(voice("col.level"), mm=22)]
    columns += [Column(voice(f"stage.{stage}"), right=True, mm=18) for stage in STAGES]
    columns += [Column(voice("col.change"), right=True, mm=18), Column(voice("col.asked"), fr=1)]
    return table(voice("matrix.levels_table", count=total), columns, rows, total=True)


def _scales(voice: Voice, method: RiskMethod) -> list[Block]:
    lang = voice.language
    blocks = []
    for axis, steps in (("impact", method.impact), ("likelihood", method.likelihood)):
        rows: list[list[Cell]] = [[step.label[lang], step.description[lang]] for step in reversed(steps)]
        columns = [Column(voice(f"matrix.{axis}"), mm=26), Column(voice("col.meaning"), fr=1)]
        blocks.append(table(voice(f"matrix.{axis}_table"), columns, rows))
    return blocks


def _register_row(voice: Voice, place: int, line: RiskLine) -> list[Cell]:
    sentences = [voice.term("evidence", code, number=number(count)) for code, count in line.evidence]
    sentences += [_reason(voice, reason) for reason in line.reasons]
    scenario = voice.named(voice.rules.scenarios, line.scenario)
    state = voice.term("risk_state", line.state)
    if line.accepted_by:
        state = voice("register.accepted", by=line.accepted_by, until=voice.day(line.accepted_until))
    treatment = voice(f"treatment.{line.treatment}") if line.treatment else "–"
    return [
        str(place),
        {"text": f"{line.scenario} {scenario}", "note": voice("semicolon").join(sentences)},
        *(voice.level(line.at(stage).level) for stage in STAGES),
        {"text": treatment, "note": line.owner},
        {"text": voice.day(line.due), "note": state},
    ]


def _reason(voice: Voice, reason: str) -> str:
    """Why likelihood or impact moved: a modifier of the catalogue, or a reason of the assessment itself."""
    if reason in voice.rules.modifiers:
        return voice.named(voice.rules.modifiers, reason)
    return voice.term("risk_reason", reason)
