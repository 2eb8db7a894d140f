"""Retention and disposition as figures: states, states by class, what falls due when, the mass balance."""

from itertools import cycle

import plotly.graph_objects as go

from engine.catalogue import catalogue
from engine.charts.canvas import MANY, Series, one_bar, stacked_columns, stacked_rows
from engine.model.palette import DISPOSITION, RETENTION
from engine.strings import words
from engine.views.balance import Balance
from engine.views.due import months_ahead
from engine.views.retention import RetentionStatus
from engine.views.selection import Selection


def retention_bar(status: RetentionStatus, language: str, chosen: Selection | None = None) -> go.Figure:
    """All selected records by retention state, as one bar; one click filters by the state."""
    say, picked, counts = words(language), (chosen or Selection()).retention, dict(status.states)
    series = [
        Series(say(f"retention_state.{state}"), colour, [counts[state]], [{"retention": [state]}], [state in picked])
        for state, colour in RETENTION.items()
        if counts.get(state)
    ]
    return one_bar(series, say("charts.records"))


def retention_by_class(status: RetentionStatus, language: str, chosen: Selection | None = None) -> go.Figure:
    """Records per class and retention state; one click sets both."""
    say, rules, picked = words(language), catalogue().record_classes, chosen or Selection()
    counts = {(line.record_class, line.state): line.records for line in status.classes}
    totals: dict[str, int] = {}
    for line in status.classes:
        totals[line.record_class] = totals.get(line.record_class, 0) + line.records
    classes = sorted(totals, key=lambda name: (-totals[name], name))
    series = [
        Series(
            say(f"retention_state.{state}"),
            colour,
            [counts.get((name, state), 0) for name in classes],
            [{"record_class": [name], "retention": [state]} for name in classes],
            [name in picked.record_class and state in picked.retention for name in classes],
        )
        for state, colour in RETENTION.items()
        if any(counts.get((name, state)) for name in classes)
    ]
    hover = "<b>%{y}</b><br>{series} %{x:,}"
    return stacked_rows([rules[name].label[language] for name in classes], series, hover)


def due_timeline(
    status: RetentionStatus, language: str, chosen: Selection | None = None, height: int = 320
) -> go.Figure:
    """Records that become due in each of the next months, by class; one click filters by both."""
    rules, picked = catalogue().record_classes, chosen or Selection()
    months = months_ahead(status.as_of)
    ahead = {line.record_class: line.months for line in status.due if line.ahead}
    classes = [name for name in rules if name in ahead]
    colours = dict(zip(rules, cycle(MANY), strict=False))
    series = [
        Series(
            rules[name].label[language],
            colours[name],
            [ahead[name].get(month, 0) for month in months],
            [{"record_class": [name], "due": [month]} for month in months],
            [name in picked.record_class and month in picked.due for month in months],
        )
        for name in classes
    ]
    figure = stacked_columns(months, series, "<b>%{x}</b><br>{series} %{y:,}", height)
    figure.update_xaxes(tickmode="array", tickvals=months[::3], categoryorder="array", categoryarray=months)
    return figure


_PROGRESS = (("done", "charts.done", ""), ("intended", "charts.planned", "/"), ("open", "", ""))
"""Parts of a balance, what the legend adds to their names, and their hatching."""


def balance_bar(balance: Balance, language: str, chosen: Selection | None = None) -> go.Figure:
    """The mass balance as one bar: done is solid, planned is hatched; one click filters by the disposition."""
    say, picked = words(language), (chosen or Selection()).disposition
    series: list[Series] = []
    for state, colour in DISPOSITION.items():
        for counts, said, hatch in _PROGRESS:
            if count := getattr(balance, counts).get(state):
                name = say(f"disposition_state.{state}")
                name = say(said, state=name) if said else name
                chosen_by = {"disposition": [state]}
                series.append(Series(name, colour, [count], [chosen_by], [state in picked], hatch))
    return one_bar(series, say("charts.records"))
