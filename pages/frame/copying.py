"""The copy of a person's data that can be handed out: masked for the file, in full for the person."""

import streamlit as st

from engine.model.papers import Extent
from engine.strings import LANGUAGES
from pages.frame.grounds import grounds
from pages.frame.guard import Place
from pages.frame.papers import LANGUAGE_NAMES

_ACCESS = "CN-PIPL-45"
_MIMES = {"pdf": "application/pdf", "csv": "text/csv"}


def hand_out(place: Place, person: str) -> None:
    """A menu: how much is shown, why, and the ways to make it; each is made when it is asked for, and logged."""
    words = place.words
    place.seat.prepare_paper()
    with st.popover(words("copy.title"), icon=":material/contact_page:", width="content"):
        st.caption(words("copy.help"))
        extent = st.radio(
            words("copy.extent"), list(Extent), key="copy-extent", format_func=lambda one: words(f"copy.{one}"),
            captions=[words(f"copy.{one}_help") for one in Extent],
        )  # fmt: skip
        reason = st.text_input(words("copy.reason"), key="copy-reason", max_chars=300)
        missing = extent is Extent.FULL and not reason.strip()
        if missing:
            st.caption(words("copy.reason_first"))
        for form, mime in _MIMES.items():
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f"**{words(f'copy.{form}')}**", width="stretch")
                for language in LANGUAGES:
                    st.download_button(
                        LANGUAGE_NAMES[language],
                        data=lambda form=form, language=language: place.seat.dossier_copy(
                            person, form, str(extent), language, reason
                        ),
                        file_name=f"{place.seat.slug}-{person}-{extent}-{language}.{form}", mime=mime,
                        key=f"copy-{form}-{language}", disabled=missing, icon=":material/download:", on_click="ignore",
                    )  # fmt: skip
        duty = place.rules.obligations.get(_ACCESS)
        if duty:
            with st.expander(words("copy.law")):
                grounds(words, duty.authority)
