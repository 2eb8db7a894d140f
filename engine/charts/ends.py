"""Where records and people end as figures: by class, by kind and group of people."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from engine.catalogue import catalogue
from engine.charts.canvas import Filter, Series, stacked_rows
from engine.model.palette import DISPOSITION
from engine.strings import words
from engine.views.ends import EndLine, Ends
from engine.views.selection import Selection


def ends_by_class(ends: Ends, language: str, chosen: Selection | None = None) -> go.Figure:
    """Records per class and disposition; one click sets both."""
    rules, picked = catalogue().record_classes, chosen or Selection()
    lit = {(name, state) for name in picked.record_class for state in picked.disposition}
    filters = {
        (line.name, state): {"record_class": [line.name], "disposition": [state]}
        for line in ends.classes
        for state in line.states
    }
    labels = [rules[line.name].label[language] if line.name in rules else line.name for line in ends.classes]
    return _rows(labels, ends.classes, language, filters, lit)


def ends_by_people(ends: Ends, language: str) -> go.Figure:
    """People per kind, then per group, and disposition, `mixed` as one of its own; one click shows the kind."""
    say, lines = words(language), (*ends.kinds, *ends.groups)
    labels = [say(f"subject_kind.{line.name}") for line in ends.kinds]
    labels += [say(f"decisions.of_whom_{line.name}") for line in ends.groups]
    filters = {(line.name, state): {"subject_kind": [line.name]} for line in ends.kinds for state in line.states}
    return _rows(labels, lines, language, filters, set())


def _rows(
    labels: Sequence[str],
    lines: Sequence[EndLine],
    language: str,
    filters: Mapping[tuple[str, str], Filter],
    lit: set[tuple[str, str]],
) -> go.Figure:
    say = words(language)
    series = [
        Series(
            say(f"disposition_state.{state}"),
            colour,
            [line.states.get(state, 0) for line in lines],
            [filters.get((line.name, state), {}) for line in lines],
            [(line.name, state) in lit for line in lines],
        )
        for state, colour in DISPOSITION.items()
        if any(line.states.get(state) for line in lines)
    ]
    return stacked_rows(labels, series, "<b>%{y}</b><br>{series} %{x:,}")
