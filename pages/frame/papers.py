"""Papers as downloads, in either language; each is made when it is asked for, and that leaves an event."""

import streamlit as st

from engine.model.papers import BOTH, Paper
from engine.strings import LANGUAGES
from pages.frame.guard import Place
from pages.frame.navigation import link

LANGUAGE_NAMES = {"zh": "中文", "en": "English", BOTH: "中文 + English"}
EDITIONS = (*LANGUAGES, BOTH)


def snapshot_button(place: Place) -> None:
    """A menu with the whole report in each language, and the way to the other papers."""
    words = place.words
    place.seat.prepare_paper()
    with st.popover(words("frame.pdf"), icon=":material/picture_as_pdf:", width="content", type="primary"):
        st.caption(words("frame.pdf_help"))
        for language in EDITIONS:
            paper_button(place, Paper.REPORT, language, width="stretch")
        link(words("papers.others"), "papers", icon=":material/print:")


def paper_button(place: Place, paper: Paper, language: str, width: str = "content") -> None:
    """The download of one paper in one language or both."""
    seat = place.seat
    st.download_button(
        LANGUAGE_NAMES[language],
        data=lambda: seat.snapshot(language, paper).pdf,
        file_name=f"{seat.slug}-{paper}-{place.engagement.as_of.isoformat()}-{language}.pdf",
        mime="application/pdf",
        key=f"pdf-{language}" if paper is Paper.REPORT else f"pdf-{paper}-{language}",
        icon=":material/download:",
        on_click="ignore",
        width=width,  # pyright: ignore[reportArgumentType]
    )
