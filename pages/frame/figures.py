"""Small blocks the pages are built of: a number that leads somewhere, a badge, an empty state."""

from collections.abc import Sequence

import streamlit as st

from engine.model.palette import ink
from engine.views.selection import Selection
from pages.frame.address import here
from pages.frame.escape import safe
from pages.frame.helping import explained
from pages.frame.navigation import link


def figure(
    label: str,
    value: str,
    screen: str,
    *,
    selection: Selection | None = None,
    note: str = "",
    help: str | None = None,
    size: str = "large",
    key: str = "",
    explain: bool = True,
) -> None:
    """A labelled number that is a link to its page with that filter set; `size` is large or small.

    What `help` says on hover is followed by the terms of the glossary in the label, if they are to `explain` it. All
    words are Markdown: escape foreign ones.
    """
    with st.container(gap=None, key=f"figure-{size}-{key or label}"):
        st.caption(label, help=explained(here().language, label, help) if explain else help)
        link(f"**{value}**", screen, selection=selection or Selection())
        if note:
            st.caption(note)


def total(label: str, value: str, anchor: str, *, help: str | None = None, key: str = "") -> None:
    """A labelled number, as `figure`, that leads down its own page to the list under the heading with this anchor."""
    with st.container(gap=None, key=f"figure-large-{key or label}"):
        st.caption(label, help=explained(here().language, label, help))
        st.markdown(f"[**{value}**](#{anchor})")


def badge(text: str, colour: str) -> str:
    """HTML of a coloured badge with readable ink; text is escaped here."""
    return f'<span class="co-badge" style="background:{safe(colour)};color:{ink(colour)}">{safe(text)}</span>'


def badges(pairs: list[tuple[str, str]]) -> None:
    """Draw badges, given as (text, colour)."""
    st.html(" ".join(badge(text, colour) for text, colour in pairs))


def empty(sentence: str, screen: str = "", label: str = "") -> None:
    """Say why nothing is here and what to do; with a link to where it can be done."""
    with st.container(border=True, key="empty"):
        st.write(sentence)
        if screen:
            link(label, screen, selection=Selection())


def segments(parts: Sequence[tuple[str, int, str]]) -> None:
    """Draw a thin bar of (name, count, colour) parts with its legend; for what is only told and leads nowhere."""
    shown = [part for part in parts if part[1]]
    told = safe(", ".join(f"{name} {count:,}" for name, count, _ in shown))
    bar = "".join(f'<i style="flex:{count};background:{safe(colour)}"></i>' for _, count, colour in shown)
    st.html(f'<div class="co-segments" role="img" aria-label="{told}">{bar}</div>{_legend(shown)}')


def legend(parts: Sequence[tuple[str, int, str]]) -> None:
    """Name the (name, count, colour) parts of a bar that stands above; it wraps where a figure's own would be cut."""
    st.html(_legend(parts))


def _legend(parts: Sequence[tuple[str, int, str]]) -> str:
    named = "".join(
        f'<span><i style="background:{safe(colour)}"></i>{safe(name)} <b>{count:,}</b></span>'
        for name, count, colour in parts
    )
    return f'<div class="co-legend">{named}</div>'
