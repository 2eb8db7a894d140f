"""Risks as figures: the matrix filled from the register, its movement, and levels per stage."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

import plotly.graph_objects as go

from engine.catalogue import Catalogue, catalogue
from engine.charts.canvas import ACCENT, MISSING, THEME_INK, Series, sheet, stacked_rows
from engine.charts.exposure import clickable, outline
from engine.model.palette import LEVEL, LIGHT_INK, ink
from engine.model.rules import RiskMethod
from engine.strings import words
from engine.views.risks import STAGES, Register, RiskLine
from engine.views.selection import Selection

_EMPTY = 0.30


def risk_matrix(
    register: Register,
    stage: str,
    language: str,
    chosen: Selection | None = None,
    method: RiskMethod | None = None,
    height: int = 380,
    rules: Catalogue | None = None,
) -> go.Figure:
    """Scenarios per cell at a stage, on the method's grid; one click filters the register by the cell.

    `rules` name the scenarios; the shipped ones do where no others are given.
    """
    say, grid = words(language), method or catalogue().default_method
    picked = (chosen or Selection()).risk
    cells = [(x, y, found, impact, likelihood) for x, y, impact, likelihood in _cells(grid)
             if (found := register.cell(stage, likelihood, impact))]  # fmt: skip
    scenarios = (rules or catalogue()).scenarios
    figure = _grid(grid, language, height, {(x, y) for x, y, *_ in cells})
    for x, y, _, impact, likelihood in cells:
        if f"{stage}:{likelihood}:{impact}" in picked:
            outline(figure, x, y)
    figure.add_scatter(
        x=[x for x, *_ in cells],
        y=[y for _, y, *_ in cells],
        mode="markers+text",
        text=[str(len(found)) for *_, found, _, _ in cells],
        customdata=[{"risk": [f"{stage}:{likelihood}:{impact}"]} for *_, impact, likelihood in cells],
        hovertext=[
            "<br>".join(f"· {scenarios[line.scenario].label[language]}" for line in found) for *_, found, _, _ in cells
        ],
        hovertemplate="<b>" + say("charts.scenarios") + " %{text}</b><br>%{hovertext}<extra></extra>",
        **clickable(56, 20, [ink(LEVEL[str(grid.grid[impact][likelihood])]) for *_, impact, likelihood in cells]),
    )
    return figure


_STAGE_LOOK = {
    "inherent": ("circle-open", -0.22, 0.22),
    "current": ("circle", 0.22, 0.22),
    "residual": ("square", -0.22, -0.22),
    "target": ("diamond-open", 0.22, -0.22),
}
"""A stage's symbol, and how far from the middle of a cell it stands, so that no stage covers another."""


def risk_movement(register: Register, language: str, method: RiskMethod | None = None, height: int = 380) -> go.Figure:
    """Where scenarios move from stage to stage: numerals count them, arrows join the cells of two stages.

    The way to what is aimed at is faint; where nothing moves there is no arrow.
    """
    say, grid = words(language), method or catalogue().default_method
    figure = _grid(grid, language, height)
    places = {(likelihood, impact): (x, y) for x, y, impact, likelihood in _cells(grid)}
    arrows: list[dict] = []
    for one, other in pairwise(STAGES):
        moves = Counter((_at(line, one, places), _at(line, other, places)) for line in register.lines)
        for (start, end), number in moves.items():
            if start and end and start != end:
                arrows.append(_arrow(_shifted(start, one), _shifted(end, other), number, other == "target"))
    for stage, (shape, _, _) in _STAGE_LOOK.items():
        counts = Counter(found for line in register.lines if (found := _at(line, stage, places)))
        name, filled = say(f"charts.stage.{stage}"), not shape.endswith("open")
        figure.add_scatter(
            x=[_shifted(cell, stage)[0] for cell in counts], y=[_shifted(cell, stage)[1] for cell in counts],
            mode="markers+text", name=name, text=[str(number) for number in counts.values()],
            marker={"symbol": shape, "size": 19, "color": ACCENT, "line": {"width": 2, "color": ACCENT}},
            textfont={"color": LIGHT_INK if filled else THEME_INK, "size": 10},
            hovertemplate=name + " %{text}<extra></extra>",
        )  # fmt: skip
    figure.update_layout(annotations=arrows, showlegend=True, legend={"y": -0.2, "font": {"size": 11}})
    return figure


def _at(line: RiskLine, stage: str, places: Mapping[tuple[str, str], tuple[int, int]]) -> tuple[int, int] | None:
    """The cell of a scenario at a stage; None for the unknown."""
    return places.get((line.at(stage).likelihood, line.at(stage).impact))


def _shifted(cell: tuple[int, int], stage: str) -> tuple[float, float]:
    """Where in a cell the mark of a stage stands."""
    _, right, up = _STAGE_LOOK[stage]
    return cell[0] + right, cell[1] + up


def _arrow(start: tuple[float, float], end: tuple[float, float], number: int, hoped: bool) -> dict:
    """An arrow from mark to mark, the thicker the more scenarios take this way; faint where it is only hoped for."""
    return {
        "x": end[0], "y": end[1], "ax": start[0], "ay": start[1], "xref": "x", "yref": "y", "axref": "x", "ayref": "y",
        "text": "", "arrowhead": 2, "arrowsize": 1, "arrowwidth": 1 + min(number, 5) * 0.4, "arrowcolor": MISSING,
        "opacity": 0.5 if hoped else 1, "standoff": 10, "startstandoff": 10,
    }  # fmt: skip


def risk_levels(register: Register, language: str, chosen: Selection | None = None) -> go.Figure:
    """Scenarios per level at each stage, as three bars; one click filters by the level at that stage."""
    say, picked = words(language), set((chosen or Selection()).risk)
    counts = {stage: register.levels(stage) for stage in STAGES}
    cells = {
        (stage, level): sorted(
            {f"{stage}:{point.likelihood}:{point.impact}" for line in register.lines
             if str((point := line.at(stage)).level) == level}
        )
        for stage in STAGES
        for level in LEVEL
    }  # fmt: skip
    series = [
        Series(
            say(f"level.{level}"),
            colour,
            [counts[stage][level] for stage in STAGES],
            [{"risk": cells[stage, level]} for stage in STAGES],
            [bool(cells[stage, level]) and set(cells[stage, level]) <= picked for stage in STAGES],
        )
        for level, colour in reversed(list(LEVEL.items()))
        if any(counts[stage][level] for stage in STAGES)
    ]
    return stacked_rows([say(f"charts.stage.{stage}") for stage in STAGES], series, "<b>%{y}</b><br>{series} %{x}")


def _cells(method: RiskMethod) -> Iterator[tuple[int, int, str, str]]:
    for y, impact in enumerate(method.impact):
        for x, likelihood in enumerate(method.likelihood):
            yield x, y, impact.id, likelihood.id


def _grid(method: RiskMethod, language: str, height: int, full: Collection[tuple[int, int]] = ()) -> go.Figure:
    """The squares of the matrix, faint, those that are `full` in their colour as well."""
    say = words(language)
    figure = sheet(height, legend=False)
    colours = {(x, y): LEVEL[str(method.grid[impact][likelihood])] for x, y, impact, likelihood in _cells(method)}
    squares = [_square(*cell, colour, _EMPTY) for cell, colour in colours.items()]
    squares += [_square(*cell, colour, 1.0) for cell, colour in colours.items() if cell in full]
    figure.update_layout(shapes=squares)  # all at once: with each one added plotly looks at all others again
    for axis, steps in (("xaxis", method.likelihood), ("yaxis", method.impact)):
        figure.layout[axis].update(
            tickvals=list(range(len(steps))),
            ticktext=[step.label[language] for step in steps],
            range=[-0.52, len(steps) - 0.48],
            ticks="",
            title={"text": say("charts.likelihood" if axis == "xaxis" else "charts.impact")},
        )
    return figure


def _square(x: int, y: int, colour: str, opacity: float) -> dict:
    return {
        "type": "rect", "x0": x - 0.475, "x1": x + 0.475, "y0": y - 0.46, "y1": y + 0.46, "layer": "below",
        "fillcolor": colour, "opacity": opacity, "line": {"width": 0},
    }  # fmt: skip
