"""Which groups people belong to, where they come from, and how numbers moved between printed states, as figures."""

from collections.abc import Callable, Mapping, Sequence

import plotly.graph_objects as go

from engine.catalogue import catalogue
from engine.charts.canvas import ACCENT, Filter, shade, sheet
from engine.model.palette import SERIES
from engine.strings import words
from engine.views.origins import Origins
from engine.views.selection import Selection
from engine.views.snapshots import Moment

DOMAINS_SHOWN = 14
_NUMERAL = 9  # pixels a numeral beside a bar needs
_ROW, _FRAME = 24, 40


def people_in_groups(counts: Mapping[str, int], language: str, chosen: Selection | None = None) -> go.Figure:
    """People by the group that needs special care; groups overlap, one click filters by it."""
    say, picked = words(language), (chosen or Selection()).group
    return _rows(
        [(say(f"people_group.{group}"), count) for group, count in counts.items()],
        [{"group": [group]} for group in counts],
        [group in picked for group in counts],
        say("charts.people"),
    )


def people_by_place(origins: Origins, language: str, chosen: Selection | None = None) -> go.Figure:
    """People by the jurisdiction they seem to live in; one click filters by it."""
    picked = (chosen or Selection()).jurisdiction
    names = catalogue().jurisdictions
    return _rows(
        [(names[line.jurisdiction].label[language], line.people) for line in origins.places],
        [{"jurisdiction": [line.jurisdiction]} for line in origins.places],
        [line.jurisdiction in picked for line in origins.places],
        words(language)("charts.people"),
    )


def addresses_by_domain(origins: Origins, language: str, chosen: Selection | None = None) -> go.Figure:
    """Mail addresses by domain, the most frequent domains; one click filters by the domain."""
    say, picked = words(language), (chosen or Selection()).domain
    shown = origins.domains[:DOMAINS_SHOWN]
    return _rows(
        [(say("charts.own_domain", name=line.name) if line.own else line.name, line.addresses) for line in shown],
        [{"domain": [line.name]} for line in shown],
        [line.name in picked for line in shown],
        say("charts.addresses"),
    )


def trend(moments: Sequence[Moment], figures: Sequence[str], language: str, told: Callable[[Moment], str]) -> go.Figure:
    """Numbers of one kind at every printed state and now, one line each; `told` names a moment."""
    say = words(language)
    figure = sheet(280)
    for at, (name, colour) in enumerate(zip(figures, SERIES, strict=False)):
        values = [moment.figures.get(name, 0) for moment in moments]
        figure.add_scatter(
            x=[told(moment) for moment in moments],
            y=values,
            mode="lines+markers+text",
            name=say(name),
            text=[f"{value:,}" for value in values],
            textposition="bottom center" if at % 2 else "top center",
            line={"color": colour, "width": 2},
            marker={"size": 8, "color": colour},
            cliponaxis=False,
            hovertemplate="<b>%{x}</b><br>" + say(name) + " %{y:,}<extra></extra>",
        )
    figure.update_xaxes(type="category")
    most = max((moment.figures.get(name, 0) for moment in moments for name in figures), default=1)
    figure.update_yaxes(visible=False, range=[0, 1.2 * max(most, 1)])
    figure.update_layout(margin={"t": 24, "l": 40, "r": 40})
    return figure


def _rows(bars: list[tuple[str, int]], filters: list[Filter], chosen: list[bool], unit: str) -> go.Figure:
    figure = sheet(_FRAME + _ROW * len(bars), legend=False)
    most = max((value for _, value in bars), default=1)
    figure.add_bar(
        y=[name for name, _ in bars],
        x=[value for _, value in bars],
        orientation="h",
        marker={"color": ACCENT, "opacity": [shade(one, any(chosen)) for one in chosen]},
        text=[f"{value:,}" for _, value in bars],
        textposition="outside",
        cliponaxis=False,
        customdata=filters,
        hovertemplate="<b>%{y}</b><br>" + unit + " %{x:,}<extra></extra>",
    )
    figure.update_yaxes(autorange="reversed", type="category", dtick=1)
    figure.update_xaxes(visible=False, range=[0, most])
    figure.update_layout(margin={"r": _NUMERAL * len(f"{most:,}") + 8})
    return figure
