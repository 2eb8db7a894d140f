"""Decide how one risk is treated: by whom and until when, or accepted by name until a date."""

from typing import Any

import streamlit as st

from engine.assess.treatment import NEXT, TREATMENTS, Decision
from engine.model.assessment import STAGES, Level
from engine.views.risks import RiskLine
from pages.frame.formats import day
from pages.frame.guard import Place, mending
from pages.frame.labels import label
from pages.frame.opening import tell

_KINDS = ("", *TREATMENTS)
_AIMS = ("", str(Level.LOW), str(Level.MEDIUM), str(Level.HIGH))


def treat(place: Place, line: RiskLine) -> None:
    """Open the form for one scenario."""
    st.dialog(place.words("treatment.risk_title"), width="large")(_form)(place, line)


def _form(place: Place, line: RiskLine) -> None:
    words = place.words
    st.markdown(f"**{line.scenario} · {label(words, 'scenario', line.scenario)}**")
    levels = [f"{label(words, 'stage', one)}: {label(words, 'level', str(line.at(one).level))}" for one in STAGES]
    st.caption(" · ".join(levels))
    with st.form(f"treat-{line.scenario}", border=False, enter_to_submit=False):
        stated = _treatment(place, line.decision) | _acceptance(place, line.decision)
        sent = st.form_submit_button(words("treatment.save"), type="primary")
    if sent:
        with mending():
            place.seat.perform("treat_risk", scenario=line.scenario, **stated)
            tell(words("treatment.saved", scenario=line.scenario, due=day(stated["due"])))
            st.rerun()


def _treatment(place: Place, decided: Decision) -> dict[str, Any]:
    """State (where the flow allows to go), way, owner, days and the level aimed at."""
    words, before = place.words, decided.state
    states = [str(before), *(str(state) for state in NEXT[before])]
    left, right = st.columns(2)
    state = left.selectbox(words("treatment.risk_state"), states, format_func=lambda one: words(f"risk_state.{one}"))
    kind = right.selectbox(
        words("treatment.how"),
        _KINDS,
        index=_KINDS.index(decided.treatment),
        format_func=lambda one: words(f"treatment.kind.{one or 'none'}"),
    )
    owner = left.text_input(words("treatment.owner"), decided.owner, max_chars=80)
    due = right.date_input(words("treatment.due"), value=decided.due, format="YYYY-MM-DD")
    aim = left.selectbox(
        words("treatment.aim"),
        _AIMS,
        index=_AIMS.index(decided.aim),
        format_func=lambda one: label(words, "level", one) if one else words("treatment.aim_default"),
    )
    review_on = right.date_input(words("treatment.review_on"), value=decided.review_on, format="YYYY-MM-DD")
    return {"state": state, "treatment": kind, "owner": owner, "due": due, "aim": aim, "review_on": review_on}


def _acceptance(place: Place, decided: Decision) -> dict[str, Any]:
    words = place.words
    st.caption(words("treatment.accept_help"))
    left, right = st.columns(2)
    accepted_by = left.text_input(words("treatment.accepted_by"), decided.accepted_by, max_chars=80)
    until = right.date_input(words("treatment.accepted_until"), value=decided.accepted_until, format="YYYY-MM-DD")
    reason = st.text_area(words("treatment.reason"), decided.reason, max_chars=500, height=80)
    return {"accepted_by": accepted_by, "accepted_until": until, "reason": reason}
