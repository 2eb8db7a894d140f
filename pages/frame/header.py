"""The top of every page: where one is, as of when, what is filtered, and what just happened."""

from collections.abc import Callable

import streamlit as st

from engine.strings import Words
from engine.views.selection import Selection
from pages.frame import opening
from pages.frame.address import look_at
from pages.frame.escape import plain, shortened
from pages.frame.filters import chips
from pages.frame.guard import Place
from pages.frame.helping import page_help
from pages.frame.navigation import SCREENS, link
from pages.frame.saved import save
from pages.frame.tour import strip
from pages.frame.trail import Step


def header(
    place: Place,
    screen: str,
    *,
    above: tuple[Step, ...] = (),
    title: str = "",
    below: str = "",
    beside: Callable[[Place], None] | None = None,
) -> None:
    """Draw title, as-of date, help, breadcrumbs, messages and filter chips.

    `above` are breadcrumbs between the overview and this page (`trail.trail`); `title` replaces the page's name
    where one thing is shown (escape nothing: it is done here); `below` is a line under it,
    `beside` draws at the right end, such as a download.
    """
    words = place.words
    name = title or words(f"nav.{screen}")
    look_at(screen)
    with st.container(horizontal=True, vertical_alignment="bottom", key="page-head", gap="small"):
        with st.container(gap=None, width="stretch"):
            if screen != "overview":
                _crumbs(place, screen, above, name)
            st.title(plain(name), anchor=False)
            if below:
                st.caption(plain(below))
        st.caption(words("frame.as_of", date=place.engagement.as_of.isoformat()), width="content")
        if beside:
            beside(place)
        page_help(words, screen)
    _messages(words)
    strip(words, screen)
    chips(words, place.selection, SCREENS[screen].facets, lambda: _saving(place, screen))


def desk_header(words: Words, screen: str) -> None:
    """The top of a page of the desk while no engagement is open: title, help, the way back, messages."""
    look_at(screen)
    with st.container(horizontal=True, vertical_alignment="bottom", key="page-head", gap="small"):
        with st.container(gap=None, width="stretch"):
            with st.container(horizontal=True, gap="xsmall", key="crumbs", vertical_alignment="center"):
                link(words("nav.all_engagements"), "overview", selection=Selection())
                st.caption("›", width="content")
                st.caption(words(f"nav.{screen}"), width="content")
            st.title(words(f"nav.{screen}"), anchor=False)
        page_help(words, screen)
    _messages(words)


def _messages(words: Words) -> None:
    """What went wrong and what was done, said once."""
    error, notice = opening.messages()
    if error:
        st.error(plain(words.sentence(error)))
    if notice:
        st.success(plain(notice))


def _saving(place: Place, screen: str) -> None:
    if SCREENS[screen].listed and SCREENS[screen].facets:
        save(place.words, screen)


def _crumbs(place: Place, screen: str, above: tuple[Step, ...], name: str) -> None:
    words = place.words
    with st.container(horizontal=True, gap="xsmall", key="crumbs", vertical_alignment="center"):
        link(plain(shortened(place.engagement.company, 30)), "overview")
        if not above:
            st.caption(f"› {words('section.' + SCREENS[screen].section)} ›", width="content")
        for step in above:
            st.caption("›", width="content")
            link(plain(shortened(step.label, 40)), step.screen, person=step.person)
        if above:
            st.caption("›", width="content")
        st.caption(plain(shortened(name, 40)), width="content")
