"""A short tour: five pages in the order of the job, a few words at the top of each, and the way on; for one session."""

import streamlit as st

from engine.strings import Words
from engine.views.selection import Selection
from pages.frame.navigation import go, link

STOPS = ("sources", "overview", "findings", "risks", "papers")
_TAKEN = "tour"


def begin() -> None:
    """From now on the stops show their words."""
    st.session_state[_TAKEN] = True


def strip(words: Words, screen: str) -> None:
    """The words of a stop, if the tour is being taken and this page is one."""
    if not st.session_state.get(_TAKEN) or screen not in STOPS:
        return
    number = STOPS.index(screen) + 1
    with st.container(border=True, key="tour"):
        st.markdown(f"**{words('tour.at', number=number, total=len(STOPS))}** {words(f'tour.{screen}')}")
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if number < len(STOPS):
                following = STOPS[number]
                told = words("tour.next", page=words(f"nav.{following}"))
                link(told, following, selection=Selection(), icon=":material/arrow_forward:")
            st.button(
                words("tour.end" if number < len(STOPS) else "tour.done"),
                key="tour-end", type="tertiary", icon=":material/close:", on_click=_end,
            )  # fmt: skip


def offer(words: Words) -> None:
    """The way into the tour."""
    if st.button(words("tour.take"), key="tour-take", icon=":material/tour:", type="tertiary"):
        begin()
        go(STOPS[0], selection=Selection())


def _end() -> None:
    st.session_state[_TAKEN] = False
