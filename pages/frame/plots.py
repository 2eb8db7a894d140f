"""A plotly figure on the page, read by a click and described in words."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

_CONFIG = {"displayModeBar": False, "displaylogo": False, "responsive": True, "scrollZoom": False}


def plot(
    figure: Any,
    key: str,
    *,
    alt: str,
    pick: Callable[[Sequence[Any]], None] | None = None,
    height: int | str = "content",
) -> None:
    """Draw a figure. `pick` is called as a callback with the `customdata` of the point that was clicked.

    `alt` says in words what the figure shows. After a click the figure is drawn anew, so nothing stays faded.
    """
    if pick is None:
        st.plotly_chart(figure, key=key, config=_CONFIG, alt=alt, height=height)  # pyright: ignore[reportArgumentType]
        return
    version = f"{key}-{st.session_state.get(f'{key}-clicks', 0)}"

    def clicked() -> None:
        points = st.session_state[version]["selection"]["points"]
        if points:
            st.session_state[f"{key}-clicks"] = st.session_state.get(f"{key}-clicks", 0) + 1
            data = points[0].get("customdata")
            pick(data if isinstance(data, list | tuple) else [data])

    st.plotly_chart(  # pyright: ignore[reportCallIssue]
        figure,
        key=version,
        config=_CONFIG,
        alt=alt,
        height=height,  # pyright: ignore[reportArgumentType]
        on_select=clicked,
        selection_mode="points",
    )
