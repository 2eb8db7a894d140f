"""Engagement: its facts, changed here and assessed anew on saving."""

import streamlit as st

from pages.frame import act, guard, header
from pages.frame.facts import facts_form
from pages.frame.parting import parting
from pages.frame.proposed import proposed

place = guard()
header(place, "engagement")
st.caption(place.words("engagement.lead", slug=place.seat.slug))
proposed(place)
with st.container(border=True):
    stated = facts_form(place.words, place.engagement, f"facts-{place.seat.slug}", place.words("engagement.save"))
if stated is not None:
    act("update_engagement", engagement=stated, notice="engagement.saved")
    st.rerun()
parting(place)
