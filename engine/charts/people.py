"""People as figures: by kind, and by where their records end."""

import plotly.graph_objects as go

from engine.charts.canvas import Series, one_bar
from engine.model.palette import DISPOSITION, SERIES
from engine.model.people import SubjectKind
from engine.strings import words
from engine.views.people import People
from engine.views.selection import Selection


def people_by_kind(people: People, language: str, chosen: Selection | None = None) -> go.Figure:
    """The selected people by kind, as one bar; one click filters by the kind."""
    say, picked = words(language), (chosen or Selection()).subject_kind
    series = [
        Series(
            say(f"subject_kind.{kind}"), colour, [people.kinds[kind]], [{"subject_kind": [str(kind)]}], [kind in picked]
        )
        for kind, colour in zip(SubjectKind, SERIES, strict=False)
        if people.kinds.get(kind)
    ]
    return one_bar(series, say("charts.people"))


def people_by_disposition(people: People, language: str) -> go.Figure:
    """The selected people by where their records end, `mixed` as a class of its own; they sum to the people."""
    say, counts = words(language), people.dispositions
    series = [
        Series(say(f"disposition_state.{state}"), colour, [counts[state]], [{"disposition": [state]}], [False])
        for state, colour in DISPOSITION.items()
        if counts.get(state)
    ]
    return one_bar(series, say("charts.people"))
