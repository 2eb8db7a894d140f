"""Tasks as a figure: how far each phase has come."""

import plotly.graph_objects as go

from engine.catalogue import catalogue
from engine.charts.canvas import Series, stacked_rows
from engine.model.palette import TASK
from engine.strings import words
from engine.views.selection import Selection
from engine.views.tasks import Tasks


def tasks_by_phase(tasks: Tasks, language: str, chosen: Selection | None = None) -> go.Figure:
    """Tasks per phase and state, overdue ones shown apart from those with time left; one click sets both."""
    say, phases, picked = words(language), catalogue().phases, chosen or Selection()
    counts: dict[tuple[str, str], int] = {}
    states: dict[tuple[str, str], set[str]] = {}
    for line in tasks.lines:
        key = line.phase, "overdue" if line.overdue else line.state
        counts[key] = counts.get(key, 0) + 1
        states.setdefault(key, set()).add(line.state)
    used = [name for name in phases if any(phase == name for phase, _ in counts)]
    series = [
        Series(
            say("charts.overdue") if state == "overdue" else say(f"task_state.{state}"),
            colour,
            [counts.get((name, state), 0) for name in used],
            [{"phase": [name], "task_state": sorted(states.get((name, state), {"open"}))} for name in used],
            [name in picked.phase and states.get((name, state), set()) <= {*picked.task_state} for name in used],
        )
        for state, colour in TASK.items()
        if any(counts.get((name, state)) for name in used)
    ]
    return stacked_rows([phases[name].label[language] for name in used], series, "<b>%{y}</b><br>{series} %{x}")
