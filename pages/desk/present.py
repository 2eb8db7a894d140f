"""Presentation: the whole page for one thing at a time, in the order of the story; live, masked, and with keys."""

import streamlit as st

from engine.views.presentation import arranged
from pages.frame import guard, plain
from pages.frame.opening import messages
from pages.frame.slides import DRAWN
from pages.frame.stage import at, foot, head, look

place = guard()
look()
slides = place.seat.view(arranged)
shown = [one for one in slides if one.shown]
number = at(shown)
error, notice = messages()
with st.container(key="stage"):
    head(place, shown[number], number + 1, len(shown))
    if error:
        st.error(plain(place.words.sentence(error)))
    if notice:
        st.success(plain(notice))
    DRAWN[shown[number].id](place)
foot(place, slides, shown, number)
