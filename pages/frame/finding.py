"""What is being searched for: typed in the sidebar or on the search page, kept in the session and nowhere else."""

import streamlit as st

from engine.strings import Words
from pages.frame.address import here, stay
from pages.frame.navigation import go

_BOX, _KEPT, _ASKED = "search-box", "search-text", "search-asked"


def sought() -> str:
    """What this session searches for in the engagement it looks at."""
    slug, text = st.session_state.get(_KEPT, ("", ""))
    return text if slug == here().engagement else ""


def seek(text: str) -> None:
    """Search for a text from now on; for callbacks."""
    st.session_state[_KEPT] = (here().engagement, text.strip())
    stay(page=1)


def search_box(words: Words) -> None:
    """The box in the sidebar; Enter leads to the search page. What was typed never stands in the URL."""
    st.text_input(
        words("search.box"), key=_BOX, placeholder=words("search.box"), label_visibility="collapsed",
        icon=":material/search:", on_change=_typed, autocomplete="off",
    )  # fmt: skip
    if st.session_state.pop(_ASKED, False):
        go("search")


def _typed() -> None:
    text = st.session_state[_BOX]
    if text.strip():
        seek(text)
        st.session_state[_BOX], st.session_state[_ASKED] = "", True
