"""How the pages look: light, dark, or as the system has it; every browser keeps its own choice."""

import json
from pathlib import Path

import streamlit as st

from engine.strings import Words
from pages.frame.navigation import SCREENS

THEMES = ("system", "light", "dark")
_COOKIE = "closeout-look"
_KEPT = (Path(__file__).resolve().parent / "theme.js").read_text(encoding="utf-8")


def chosen() -> str:
    """What this browser was told to look like; the first of `THEMES` until it is told."""
    kept = str(st.context.cookies.get(_COOKIE, ""))
    return kept if kept in THEMES else THEMES[0]


def theme_choice(words: Words) -> None:
    """The choice; the browser keeps it and loads the page anew."""
    key, now = "settings-theme", chosen()
    st.session_state.setdefault(key, now)
    wanted = st.segmented_control(
        words("settings.theme"), THEMES, format_func=lambda one: words(f"settings.themes.{one}"), key=key,
        help=words("settings.theme_help"), required=True,
    )  # fmt: skip
    if wanted and wanted != now:
        pages = json.dumps(["", *SCREENS])
        st.html(
            f"<script>{_KEPT} keep({json.dumps(wanted)}, {pages});</script>",
            unsafe_allow_javascript=True,  # constant text; Streamlit cannot be told its theme from the server
        )
