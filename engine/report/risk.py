"""Chapters "risk matrix" and "risk register": computed from the same lines, numbered alike in both."""

from collections import Counter

from engine.assess.treatment import Decision
from engine.model.assessment import Level
from engine.model.rules import RiskMethod, Weight
from engine.report.blocks import (
    Block,
    Cell,
    Chapter,
    Column,
    badge,
    muted,
    number,
    paragraph,
    section,
    table,
)
from engine.report.verdict import not_scanned
from engine.report.voice import Voice
from engine.views.checks import Checked
from engine.views.risks import STAGES, Register, RiskLine

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
    return Chapter(voice("matrix.title"), tuple(blocks))


def register_chapter(voice: Voice, risks: Register, grid: RiskMethod, checked: Checked) -> Chapter:
    """Every scenario with the sentence behind each of its levels and what was decided; then the contradictions."""
    if not risks.lines:
        return Chapter(voice("register.title"), (paragraph(voice("matrix.none")),))
    rows = [_register_row(voice, grid, place, line) for place, line in enumerate(risks.lines, 1)]
    columns = [
        Column(voice("col.number"), right=True),
        Column(voice("col.scenario"), fr=1),
        *(Column(voice(f"stage.{stage}"), mm=15.5) for stage in STAGES),
        Column(voice("col.decision"), mm=30),
    ]
    blocks = [paragraph(voice("register.intro")), table(voice("register.table", count=len(rows)), columns, rows)]
    return Chapter(voice("register.title"), (*blocks, *_contradictions(voice, checked)))


def _contradictions(voice: Voice, checked: Checked) -> list[Block]:
    """What the checks that are always on found."""
    title = section(voice("register.checks"))
    if not checked.found:
        return [title, paragraph(voice("register.consistent", checks=checked.checks))]
    rows: list[list[Cell]] = []
    for ray in checked.found:
        check = voice.rules.x_rays[ray.check]
        blocks = check.weight is Weight.BLOCKS
        mark = badge(voice("register.blocks"), "severe") if blocks else muted(voice("register.warns"))
        rows.append([mark, check.label[voice.language], voice.contradiction(ray)])
    columns = [
        Column(voice("col.weight"), mm=18),
        Column(voice("col.check"), mm=34),
        Column(voice("col.found_in"), fr=1),
    ]
    caption = voice("register.checks_table", count=len(rows), checks=checked.checks)
    return [title, table(caption, columns, rows)]


def method_of(voice: Voice, risks: Register) -> RiskMethod:
    """The method in whose steps the register is written."""
    points = [line.at(stage) for line in risks.lines for stage in STAGES]
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
    for stage in STAGES:
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
        "alt": f"{caption}: " + "; ".join(_told(voice, risks, stage) for stage in STAGES),
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
        change = counts[STAGES.index("residual")] - counts[0]
        rows.append([voice.level(level), *map(number, counts), f"{change:+d}" if change else "0", told])
    total = number(len(risks.lines))
    rows.append([voice("sum"), *[total] * len(STAGES), "", ""])
    columns = [Column(voice("col.level"), mm=22)]
    columns += [Column(voice(f"stage.{stage}"), right=True, mm=15) for stage in STAGES]
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


def _register_row(voice: Voice, grid: RiskMethod, place: int, line: RiskLine) -> list[Cell]:
    scenario = voice.named(voice.rules.scenarios, line.scenario)
    return [
        str(place),
        {"text": f"{line.scenario} {scenario}", "below": "\n".join(_sentences(voice, grid, line))},
        *(voice.level(line.at(stage).level) for stage in STAGES),
        {"text": voice.term("risk_state", line.decision.state), "note": "\n".join(_decided(voice, line.decision))},
    ]


def _sentences(voice: Voice, grid: RiskMethod, line: RiskLine) -> list[str]:
    """One sentence for each level; a stage that rests on what the one before it rests on is not told again."""
    if line.inherent.level == Level.UNKNOWN:
        return [voice.because(grid, line, "inherent")]
    told, before = list[str](), None
    for stage in STAGES:
        if stage == "target" or before is None or line.causes.get(stage) != line.causes.get(before):
            why = voice.because(grid, line, stage, before)
            told.append(voice("register.why", stage=voice(f"stage.{stage}"), why=why))
            before = stage
    return told


def _decided(voice: Voice, decision: Decision) -> list[str]:
    decided = [voice(f"treatment.{decision.treatment}")] if decision.treatment else []
    decided += [part for part in (decision.owner, voice.day(decision.due) if decision.due else "") if part]
    if decision.review_on:
        decided.append(voice("register.review", on=voice.day(decision.review_on)))
    if decision.accepted_by:
        decided.append(voice("register.accepted", by=decision.accepted_by, until=voice.day(decision.accepted_until)))
    return decided
