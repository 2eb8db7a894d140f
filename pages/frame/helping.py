"""Help on every page: what it answers, what one does there, where its numbers come from, and the words it uses."""

import streamlit as st

from engine.catalogue import catalogue
from engine.strings import Words
from pages.frame.tour import offer


def page_help(words: Words, screen: str) -> None:
    """A fold at hand that explains a page; nothing on it needs a word of law."""
    with st.popover(words("help.open"), icon=":material/help:", type="tertiary", key="page-help"):
        st.write(words(f"help.page.{screen}"))
        st.caption(words("help.terms"))
        for term in catalogue().terms.values():
            if screen in term.screens:
                st.markdown(f"**{term.label[words.language]}** {term.meaning[words.language]}")
        offer(words)


def explained(words: Words, facet: str) -> str | None:
    """The hover text of a part of the shared filter, wherever its name heads a widget or a column."""
    named = (term.meaning[words.language] for term in catalogue().terms.values() if term.facet == facet)
    return next(named, None)
