"""What surrounds every page: title, look, sidebar, navigation; called by `app.py` and by nothing else."""

from pathlib import Path

import streamlit as st

from pages.frame import opening
from pages.frame.address import current_words, settle
from pages.frame.navigation import SCREENS
from pages.frame.sidebar import sidebar

_FRAME = Path(__file__).resolve().parent
_ICON = _FRAME.parent.parent / "static" / "closeout.svg"


def draw(workspace: Path) -> None:
    """Draw the app for one run."""
    settle()
    words = current_words()
    st.set_page_config(page_title=words("app.name"), page_icon=str(_ICON), layout="wide")
    st.html(_FRAME / "look.css")
    pages = [
        st.Page(screen.path, title=words(f"nav.{screen.id}"), default=screen.id == "overview")
        for screen in SCREENS.values()
    ]
    chosen = st.navigation(pages, position="hidden")
    opening.enter(workspace)
    sidebar(words)
    chosen.run()
