"""Long lists, a page at a time, with the length of the whole in sight."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from engine.strings import Words
from engine.views.paging import Page
from pages.frame.address import here, stay
from pages.frame.formats import number
from pages.frame.helping import headed

_TURNED_ONE_BY_ONE = 5
"""Pages up to which the buttons are enough."""


def table(
    rows: Sequence[Mapping[str, Any]],
    columns: Mapping[str, Any],
    key: str,
    *,
    alt: str,
    pick: bool = False,
    height: int | str = "auto",
) -> int | None:
    """Draw rows (cells are shown as text, never read as Markdown or HTML).

    `columns` maps the row's keys to a title or an `st.column_config` column, in order; a title with a term of the
    glossary in it explains it on hover. With `pick`, a click on a row
    returns its index once (use it with `navigation.go`).
    """
    frame = pd.DataFrame([[row.get(name) for name in columns] for row in rows], columns=list(columns))
    settings: dict[str, Any] = {
        "hide_index": True,
        "column_config": headed(here().language, columns),
        "alt": alt,
        "height": height,
        "placeholder": "—",
    }
    if not pick:
        st.dataframe(frame, key=key, **settings)
        return None
    version = f"{key}-{st.session_state.get(f'{key}-picks', 0)}"
    event = st.dataframe(frame, key=version, on_select="rerun", selection_mode="single-row", **settings)
    chosen = event["selection"]["rows"]  # pyright: ignore[reportIndexIssue]
    if not chosen or chosen[0] >= len(rows):
        return None
    st.session_state[f"{key}-picks"] = st.session_state.get(f"{key}-picks", 0) + 1
    return int(chosen[0])


def grid(
    rows: Sequence[Mapping[str, Any]], columns: Mapping[str, Any], key: str, *, alt: str, height: int
) -> tuple[int, str] | None:
    """Draw rows as `table` does; a click on a cell returns the row's index and the column's key, once."""
    frame = pd.DataFrame([[row.get(name) for name in columns] for row in rows], columns=list(columns))
    clicks = f"{key}-clicks"
    event = st.dataframe(
        frame,
        key=f"{key}-{st.session_state.get(clicks, 0)}",
        hide_index=True,
        column_config=headed(here().language, columns),
        alt=alt,
        height=height,
        placeholder="",
        on_select="rerun",
        selection_mode="single-cell",
    )
    cells = event["selection"]["cells"]  # pyright: ignore[reportIndexIssue]
    if not cells or cells[0][0] >= len(rows):
        return None
    st.session_state[clicks] = st.session_state.get(clicks, 0) + 1
    return int(cells[0][0]), str(cells[0][1])


def pager(words: Words, page: Page[Any], key: str = "pager", *, turns: str = "page") -> None:
    """Say which lines of how many are shown, and turn the page; its number stands in the URL, under `turns`."""
    if not page.total:
        return
    first = (page.number - 1) * page.size + 1
    last = first + len(page.lines) - 1
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=key):
        st.caption(
            words("frame.lines", first=number(first), last=number(last), total=number(page.total)), width="content"
        )
        if page.pages > 1:
            _turn(words("frame.previous"), f"{key}-previous", turns, page.number - 1, page.number <= 1)
            _turn(words("frame.next"), f"{key}-next", turns, page.number + 1, page.number >= page.pages)
        if page.pages > _TURNED_ONE_BY_ONE:
            _leaf(words, page, key, turns)


def _leaf(words: Words, page: Page[Any], key: str, turns: str) -> None:
    """Go to any page; the field is named after the page it shows, so that it follows the buttons."""
    name = f"{key}-leaf-{page.number}"
    st.number_input(
        words("frame.page_of", pages=number(page.pages)), 1, page.pages, page.number, key=name, width=150,
        on_change=lambda: stay(**{turns: int(st.session_state[name])}),
    )  # fmt: skip


def _turn(label: str, key: str, turns: str, target: int, disabled: bool) -> None:
    st.button(label, key=key, type="tertiary", disabled=disabled, on_click=lambda: stay(**{turns: target}))
