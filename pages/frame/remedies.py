"""Where a contradiction or a warning is answered: the form itself where it belongs to a risk, else a page."""

import streamlit as st

from engine.views.risks import register
from engine.views.selection import Selection
from pages.frame.controls import answer
from pages.frame.guard import Place
from pages.frame.navigation import link
from pages.frame.treating import treat


def remedy(place: Place, kind: str, subject: str, screen: str, selection: Selection, key: str) -> None:
    """Draw the way; `kind` says what `subject` is the id of."""
    words = place.words
    if kind == "control" and subject in place.rules.controls:
        if st.button(words("risks.answer_it"), key=f"{key}-answer"):
            answer(place, place.rules.controls[subject])
    elif kind == "scenario":
        line = next((one for one in place.seat.view(register).lines if one.scenario == subject), None)
        if line and st.button(words("risks.treat"), key=f"{key}-treat"):
            treat(place, line)
    elif screen != "risks":
        link(words(f"nav.{screen}"), screen, selection=selection, icon=":material/arrow_forward:")
