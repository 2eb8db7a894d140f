"""Coverage as figures: how much of each source was scanned, and how much was not."""

from collections.abc import Sequence

import plotly.graph_objects as go

from engine.charts.canvas import Series, one_bar, stacked_rows
from engine.model.palette import COVERAGE
from engine.strings import words
from engine.views.coverage import Coverage
from engine.views.selection import Selection
from engine.views.sources import SourceLine

_NAME = 26


def coverage_bar(coverage: Coverage, language: str) -> go.Figure:
    """All items as one bar by coverage state; a click filters by it."""
    say, states = words(language), coverage.states
    series = [
        Series(say(f"coverage_state.{state}"), colour, [states[state]], [{"coverage": [state]}], [False])
        for state, colour in COVERAGE.items()
        if states[state]
    ]
    return one_bar(series, say("charts.items"))


def coverage_by_source(lines: Sequence[SourceLine], language: str, chosen: Selection | None = None) -> go.Figure:
    """A bar for each source by coverage state; a click filters by both."""
    say, picked = words(language), chosen or Selection()
    names = [f"{line.number} · {line.name[:_NAME]}{'…' if len(line.name) > _NAME else ''}" for line in lines]
    series = [
        Series(
            say(f"coverage_state.{state}"),
            colour,
            [_count(line, state) for line in lines],
            [{"source": [str(line.number)], "coverage": [state]} for line in lines],
            [str(line.number) in picked.source and state in picked.coverage for line in lines],
        )
        for state, colour in COVERAGE.items()
    ]
    return stacked_rows(names, series, "<b>%{y}</b><br>{series} %{x:,}")


def _count(line: SourceLine, state: str) -> int:
    counts = {"scanned": line.scanned, "warned": line.warned, "not_scanned": line.skipped, "duplicate": line.duplicates}
    return counts[state]
