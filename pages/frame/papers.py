"""The PDF snapshot as a download, in either language."""

import streamlit as st

from pages.frame.guard import Place

_NAMES = {"zh": "中文", "en": "English"}


def snapshot_button(place: Place) -> None:
    """A menu with one download per language; the PDF is made when it is asked for, and that leaves an event."""
    words, seat = place.words, place.seat
    seat.prepare_paper()
    with st.popover(words("frame.pdf"), icon=":material/picture_as_pdf:", width="content", type="primary"):
        st.caption(words("frame.pdf_help"))
        for language, name in _NAMES.items():
            st.download_button(
                name,
                data=lambda chosen=language: seat.snapshot(chosen).pdf,
                file_name=f"{seat.slug}-{place.engagement.as_of.isoformat()}-{language}.pdf",
                mime="application/pdf",
                key=f"pdf-{language}",
                icon=":material/download:",
                on_click="ignore",
                width="stretch",
            )
