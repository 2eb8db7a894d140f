"""Exposure as figures: by type, class by type, and by age."""

import math
from typing import Any

import plotly.graph_objects as go

from engine.catalogue import catalogue
from engine.charts.canvas import ACCENT, FRAME, THEME_INK, shade, sheet
from engine.model.palette import DARK_INK, LIGHT_INK, SENSITIVITY
from engine.strings import words
from engine.views.findings import Exposure, HeatCell
from engine.views.selection import Selection

_STRONG = 0.6
_NUMERAL = 9  # pixels a numeral beside a bar needs
_SCALE = [[0, "rgba(47,109,163,0.08)"], [_STRONG, "rgba(47,109,163,0.34)"], [_STRONG, "#4A7FB0"], [1, "#1B4A78"]]
"""Tints under the theme's own text colour, then, from `_STRONG` on, solid blues under white."""


def exposure_by_type(exposure: Exposure, language: str, chosen: Selection | None = None) -> go.Figure:
    """Exposures per entity type as bars, coloured by sensitivity; one click filters by the type."""
    say, kinds, picked = words(language), catalogue().entity_types, (chosen or Selection()).type
    figure = sheet(64 + 21 * len(exposure.types))
    for sensitivity, colour in SENSITIVITY.items():
        lines = [line for line in exposure.types if line.sensitivity == sensitivity]
        if not lines:
            continue
        figure.add_bar(
            y=[kinds[line.entity_type].label[language] for line in lines],
            x=[line.exposures for line in lines],
            orientation="h",
            name=say(f"charts.sensitivity.{sensitivity}"),
            marker={"color": colour, "opacity": [shade(line.entity_type in picked, bool(picked)) for line in lines]},
            text=[f"{line.exposures:,}" for line in lines],
            textposition="outside",
            cliponaxis=False,
            customdata=[{"type": [line.entity_type]} for line in lines],
            hovertext=[
                say("charts.type_hover", findings=f"{line.findings:,}", records=f"{line.records:,}", people=line.people)
                for line in lines
            ],
            hovertemplate="<b>%{y}</b><br>" + say("charts.exposures") + " %{x:,}<br>%{hovertext}<extra></extra>",
        )
    order = [kinds[line.entity_type].label[language] for line in exposure.types]
    figure.update_yaxes(type="category", categoryorder="array", categoryarray=order[::-1], dtick=1)
    most = max((line.exposures for line in exposure.types), default=1)
    figure.update_xaxes(visible=False, range=[0, most])
    figure.update_layout(barmode="overlay", legend={"y": -0.02}, margin={"r": _NUMERAL * len(f"{most:,}")})
    return figure


def class_by_type(exposure: Exposure, language: str, chosen: Selection | None = None) -> go.Figure:
    """Exposures of each entity type in each record class; shades on a logarithmic scale, one click sets both."""
    rules, picked = catalogue(), chosen or Selection()
    classes = [name for name in rules.record_classes if any(cell.record_class == name for cell in exposure.heat)]
    types = [
        line.entity_type for line in exposure.types if any(c.entity_type == line.entity_type for c in exposure.heat)
    ]
    cells = [cell for cell in exposure.heat if cell.record_class in classes and cell.entity_type in types]
    top = math.log1p(max((cell.exposures for cell in cells), default=1))
    figure = sheet(96 + 26 * len(types), legend=False)
    share = {(cell.entity_type, cell.record_class): math.log1p(cell.exposures) / top for cell in cells}
    figure.add_heatmap(
        z=[[share.get((one, name)) for name in classes] for one in types],
        zmin=0, zmax=1, xgap=2, ygap=2, showscale=False, hoverinfo="skip",
        colorscale=_SCALE,
    )  # fmt: skip
    strong = [cell for cell in cells if share[cell.entity_type, cell.record_class] >= _STRONG]
    weak = [cell for cell in cells if share[cell.entity_type, cell.record_class] < _STRONG]
    for part, colour in ((strong, LIGHT_INK), (weak, THEME_INK)):
        _numerals(figure, part, classes, types, language, colour)
    for x, name in enumerate(classes):
        for y, one in enumerate(types):
            if name in picked.record_class and one in picked.type:
                outline(figure, x, y)
    _ticks(figure, classes, types, language)
    return figure


def _numerals(
    figure: go.Figure, cells: list[HeatCell], classes: list[str], types: list[str], language: str, colour: str
) -> None:
    say, rules = words(language), catalogue()
    figure.add_scatter(
        x=[classes.index(cell.record_class) for cell in cells],
        y=[types.index(cell.entity_type) for cell in cells],
        mode="markers+text",
        text=[f"{cell.exposures:,}" for cell in cells],
        customdata=[{"record_class": [cell.record_class], "type": [cell.entity_type]} for cell in cells],
        hovertext=[
            f"{rules.record_classes[cell.record_class].label[language]} · "
            f"<b>{rules.entity_types[cell.entity_type].label[language]}</b>"
            for cell in cells
        ],
        hovertemplate="%{hovertext}<br>" + say("charts.exposures") + " %{text}<extra></extra>",
        **clickable(24, 12, colour),
    )


def _ticks(figure: go.Figure, classes: list[str], types: list[str], language: str) -> None:
    rules = catalogue()
    figure.update_xaxes(
        tickvals=list(range(len(classes))),
        ticktext=[rules.record_classes[name].label[language] for name in classes],
        side="top",
        tickangle=0 if len(classes) < 8 and language == "zh" else -35,
        range=[-0.5, len(classes) - 0.5],
    )
    figure.update_yaxes(
        tickvals=list(range(len(types))),
        ticktext=[rules.entity_types[one].label[language] for one in types],
        range=[len(types) - 0.5, -0.5],
    )


def clickable(size: int, numeral: int, colour: str | list[str]) -> dict[str, Any]:
    """Looks of invisible square markers that make the cells of a heat map clickable; numerals do not fade."""
    still = {"marker": {"opacity": 0}, "textfont": {"color": colour if isinstance(colour, str) else DARK_INK}}
    return {
        "marker": {"symbol": "square", "size": size, "opacity": 0},
        "textfont": {"size": numeral, "color": colour, "weight": 600},
        "unselected": still,
    }


def outline(figure: go.Figure, x: int, y: int) -> None:
    """A frame around the cell that the filter has chosen."""
    figure.add_shape(
        type="rect",
        x0=x - 0.47,
        x1=x + 0.47,
        y0=y - 0.46,
        y1=y + 0.46,
        line={"color": FRAME, "width": 3},
        layer="above",
    )


def records_by_year(exposure: Exposure, language: str, chosen: Selection | None = None, height: int = 260) -> go.Figure:
    """How old the data is: dated records with findings by year; one click filters by the year."""
    say, picked = words(language), (chosen or Selection()).year
    lines = exposure.dated
    figure = sheet(height, legend=False)
    figure.add_bar(
        x=[line.year for line in lines],
        y=[line.records for line in lines],
        text=[f"{line.records:,}" for line in lines],
        textposition="outside",
        cliponaxis=False,
        marker={
            "color": ACCENT,
            "opacity": [shade(line.year in picked, bool(picked)) for line in lines],
        },
        customdata=[{"year": [line.year]} for line in lines],
        hovertext=[f"{say('charts.exposures')} {line.exposures:,}" for line in lines],
        hovertemplate="<b>%{x}</b><br>" + say("charts.records") + " %{y:,}<br>%{hovertext}<extra></extra>",
    )
    figure.update_xaxes(type="category")
    figure.update_yaxes(visible=False, range=[0, 1.18 * max((line.records for line in lines), default=1)])
    return figure
