"""The sheet every figure is drawn on, and stacked bars."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from engine.model.palette import LEVEL, SERIES, ink

ACCENT, MISSING = SERIES[0], LEVEL["unknown"]
MANY = (*SERIES, "#8DB8DE", "#9ED0CB", "#F0CF86", "#E79A95", "#B9A5D6", "#4A7C6F", "#55606F", "#A8682F")
"""Colours for more kinds than `SERIES` has."""
FRAME = "#1D6FE0"
THEME_INK = "#000037"
"""Near black; Streamlit turns this very colour into its theme's text colour, dark or light."""

FADED = 0.28
_ROOM = 0.035  # share of the longest bar that has room for its numeral

Filter = Mapping[str, Sequence[str]]
"""Facet names and values that a click on a mark stands for."""


@dataclass(slots=True)
class Series:
    """One colour of stacked bars: a value, a filter and an opacity for each bar."""

    name: str
    colour: str
    values: list[int] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    chosen: list[bool] = field(default_factory=list)
    pattern: str = ""


def sheet(height: int, legend: bool = True) -> go.Figure:
    """An empty figure: transparent, without a template's colours, the legend below."""
    figure = go.Figure()
    figure.update_layout(
        template="none",
        font={"color": THEME_INK},
        height=height,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=legend,
        legend={"orientation": "h", "yanchor": "top", "y": -0.12, "x": 0, "traceorder": "normal", "itemclick": False},
        hovermode="closest",
        dragmode=False,
        bargap=0.28,
    )
    for update in (figure.update_xaxes, figure.update_yaxes):
        update(
            automargin=True,
            fixedrange=True,
            zeroline=False,
            showgrid=False,
            tickfont={"color": THEME_INK},
            title={"font": {"color": THEME_INK}},
        )
    return figure


def height_of(figure: go.Figure) -> int:
    """A figure's height in pixels, so that its neighbour can be as tall."""
    return int(figure.to_dict()["layout"]["height"])


def shade(is_chosen: bool, any_chosen: bool) -> float:
    """Opacity of a mark: chosen ones, and all while nothing is chosen, are full."""
    return 1.0 if is_chosen or not any_chosen else FADED


def stacked_rows(bars: Sequence[str], series: Collection[Series], hover: str, height: int | None = None) -> go.Figure:
    """Horizontal stacked bars, the first on top; `hover` is a template with %{y}, %{x} and the series' name."""
    longest = max((sum(one.values[i] for one in series) for i in range(len(bars))), default=0) or 1
    figure = sheet(height or 84 + 28 * len(bars))
    any_chosen = any(any(one.chosen) for one in series)
    for one in series:
        figure.add_bar(
            y=list(bars),
            x=one.values,
            orientation="h",
            name=one.name,
            customdata=one.filters,
            text=[f"{value:,}" if value >= longest * _ROOM else "" for value in one.values],
            **_look(one, hover, any_chosen),
        )
    figure.update_layout(barmode="stack", legend={"y": -0.2 if len(bars) < 3 else -0.02})
    figure.update_yaxes(autorange="reversed", type="category", dtick=1)  # every bar has its name, however narrow
    figure.update_xaxes(visible=False, range=[0, longest])
    return figure


def stacked_columns(bars: Sequence[str], series: Collection[Series], hover: str, height: int = 300) -> go.Figure:
    """Vertical stacked bars, in order."""
    figure = sheet(height)
    any_chosen = any(any(one.chosen) for one in series)
    for one in series:
        look = _look(one, hover, any_chosen)
        figure.add_bar(x=list(bars), y=one.values, name=one.name, customdata=one.filters, **look)
    figure.update_layout(barmode="stack", legend={"y": -0.2})
    figure.update_xaxes(type="category")
    figure.update_yaxes(showgrid=True, rangemode="tozero", tickformat=",d", nticks=5)
    return figure


def one_bar(series: Collection[Series], unit: str) -> go.Figure:
    """One stacked bar: the parts of a whole, counted in `unit`; whoever draws it names the parts beside it."""
    figure = stacked_rows([unit], series, "<b>{series}</b><br>" + unit + " %{x:,}", height=56)
    figure.update_yaxes(visible=False)
    figure.update_layout(bargap=0, showlegend=False, margin={"l": 0, "r": 0})
    return figure


def _look(one: Series, hover: str, any_chosen: bool) -> dict[str, Any]:
    return {
        "marker": {
            "color": one.colour,
            "opacity": [shade(chosen, any_chosen) for chosen in one.chosen] or 1.0,
            "line": {"width": 0},
            "pattern": {"shape": one.pattern, "fgcolor": "rgba(255,255,255,0.55)", "fillmode": "overlay", "size": 6},
        },
        "hovertemplate": hover.replace("{series}", one.name) + "<extra></extra>",
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": ink(one.colour)},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": FADED}},
    }
