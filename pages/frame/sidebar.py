"""The sidebar: product, engagement, the screens, who is working, language, as-of date."""

from contextlib import suppress

import streamlit as st

from engine.model.errors import ActionableError
from engine.strings import LANGUAGES, Words
from pages.frame import opening
from pages.frame.address import NO_ENGAGEMENT, here, stay
from pages.frame.escape import safe
from pages.frame.finding import search_box
from pages.frame.navigation import SCREENS, SECTIONS, link
from pages.frame.profiles import profile_switch
from pages.frame.saved import listed

_LANGUAGE_NAMES = {"zh": "中文", "en": "English"}
_LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}


def sidebar(words: Words) -> None:
    """Draw the sidebar."""
    with st.sidebar:
        st.html(
            f'<div class="co-brand"><i>{safe(words("app.product"))}</i><b>{safe(words("app.name"))}</b>'
            f"<span>{safe(words('app.subtitle'))}</span></div>"
            f'<script>document.documentElement.lang = "{_LANGUAGE_TAGS[words.language]}"</script>',
            unsafe_allow_javascript=True,  # constant text; screen readers and fonts need the page's language
        )
        slug = opening.engagement_slug() if opening.profile() else ""
        if opening.profile():
            _engagements(words, slug)
        if slug:
            _dates(words)
            search_box(words)
            with suppress(ActionableError):
                listed(words)
            _screens(words)
        with st.container(key="side-foot", gap="small"):
            profile_switch(words)
            _language(words)


def _engagements(words: Words, slug: str) -> None:
    labels = {label.slug: label for label in opening.desk().engagements()}
    if labels:
        options = [*labels, NO_ENGAGEMENT]
        key = "engagement-switch"
        st.session_state[key] = slug if slug in labels else NO_ENGAGEMENT

        def shown(one: str) -> str:
            if one == NO_ENGAGEMENT:
                return words("nav.all_engagements")
            mark = f" · {words('nav.demo_mark')}" if labels[one].demo else ""
            return labels[one].company + mark

        st.selectbox(words("nav.engagement_switch"), options, format_func=shown, key=key, on_change=_switched)


def _dates(words: Words) -> None:
    """As-of and closing date; an engagement that cannot be opened is the guard's to report."""
    with suppress(ActionableError):
        if at := opening.seat():
            facts = at.engagement
            closing = words("nav.closing", date=facts.closing_date) if facts.closing_date else ""
            st.caption(" · ".join(filter(None, [words("frame.as_of", date=facts.as_of.isoformat()), closing])))


def _switched() -> None:
    none = type(here().selection)()
    stay(engagement=st.session_state["engagement-switch"], selection=none, record="", person="", origin="")


def _screens(words: Words) -> None:
    with st.container(gap=None, key="side-nav"):
        for section in SECTIONS:
            st.caption(words(f"section.{section}"))
            for screen in SCREENS.values():
                if screen.section == section and screen.listed:
                    link(words(f"nav.{screen.id}"), screen.id, icon=screen.icon)


def _language(words: Words) -> None:
    key = "language-switch"
    st.session_state[key] = words.language
    st.segmented_control(
        words("nav.language"),
        LANGUAGES,
        format_func=lambda one: _LANGUAGE_NAMES[one],
        key=key,
        on_change=lambda: stay(language=st.session_state[key] or here().language),
    )
