"""A plotly figure on the page, read by a click and described in words."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from engine.views.selection import Selection
from pages.frame.figures import legend
from pages.frame.filters import narrow_all
from pages.frame.navigation import go

Filter = Mapping[str, Sequence[str]]
"""Facets and values that a mark stands for; `engine.charts` puts one into the `customdata` of each."""

_CONFIG = {"displayModeBar": False, "displaylogo": False, "responsive": True, "scrollZoom": False}


def bar(figure: Any, key: str, *, alt: str, to: str = "", click: bool = True) -> None:
    """Draw a bar of `engine.charts` that is the parts of a whole, as `plot` does, with its legend and counts below."""
    plot(figure, key, alt=alt, to=to, click=click)
    legend([(part.name, int(part.x[0]), part.marker.color) for part in figure.data])


def plot(
    figure: Any,
    key: str,
    *,
    alt: str,
    to: str = "",
    pick: Callable[[Any], None] | None = None,
    click: bool = True,
) -> None:
    """Draw a figure; `alt` says in words what it shows.

    A click on a mark sets the facets of its `customdata` and stays (a second one clears them); with `to` it goes to
    that screen with this filter alone; with `pick` the `customdata` is handed over, as a callback. After a click the
    figure is drawn anew, so nothing stays faded.
    """
    if not click:
        st.plotly_chart(figure, key=key, config=_CONFIG, alt=alt)
        return
    clicks, target = f"{key}-clicks", f"{key}-target"
    version = f"{key}-{st.session_state.get(clicks, 0)}"

    def clicked() -> None:
        points = st.session_state[version]["selection"]["points"]
        if not points:
            return
        st.session_state[clicks] = st.session_state.get(clicks, 0) + 1
        data = points[0].get("customdata")
        if to:
            st.session_state[target] = data
        else:
            (pick or narrow_all)(data)

    st.plotly_chart(figure, key=version, config=_CONFIG, alt=alt, on_select=clicked, selection_mode="points")
    if target in st.session_state:
        chosen: Filter = st.session_state.pop(target) or {}
        go(to, selection=Selection(**{facet: tuple(values) for facet, values in chosen.items()}))
