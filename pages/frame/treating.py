"""Decide how one risk is treated: by whom and until when, or accepted by name until a date."""

import streamlit as st

from engine.model.assessment import RiskState
from engine.views.risks import STAGES, RiskLine, register
from pages.frame.formats import day
from pages.frame.guard import Place, mending
from pages.frame.labels import label
from pages.frame.opening import tell

_TREATMENTS = ("", "mitigate", "accept", "avoid", "transfer")
_STATES = tuple(str(state) for state in RiskState)


def treat(place: Place, scenario: str) -> None:
    """Open the form for one scenario."""
    words = place.words
    line = next(line for line in place.seat.view(register).lines if line.scenario == scenario)
    st.dialog(words("treatment.risk_title"), width="large")(_form)(place, line)


def _form(place: Place, line: RiskLine) -> None:
    words = place.words
    st.markdown(f"**{line.scenario} · {label(words, 'scenario', line.scenario)}**")
    levels = [f"{label(words, 'stage', one)}: {label(words, 'level', str(line.at(one).level))}" for one in STAGES]
    st.caption(" · ".join(levels))
    with st.form(f"treat-{line.scenario}", border=False, enter_to_submit=False):
        left, right = st.columns(2)
        state = left.selectbox(
            words("treatment.risk_state"),
            _STATES,
            index=_STATES.index(line.state),
            format_func=lambda one: words(f"risk_state.{one}"),
        )
        kind = right.selectbox(
            words("treatment.how"),
            _TREATMENTS,
            index=_TREATMENTS.index(line.treatment),
            format_func=lambda one: words(f"treatment.kind.{one}") if one else words("treatment.kind.none"),
        )
        owner = left.text_input(words("treatment.owner"), line.owner, max_chars=80)
        due = right.date_input(words("treatment.due"), value=line.due, format="YYYY-MM-DD")
        st.caption(words("treatment.accept_help"))
        left, right = st.columns(2)
        accepted_by = left.text_input(words("treatment.accepted_by"), line.accepted_by, max_chars=80)
        until = right.date_input(words("treatment.accepted_until"), value=line.accepted_until, format="YYYY-MM-DD")
        reason = st.text_area(words("treatment.reason"), line.reason, max_chars=500, height=80)
        sent = st.form_submit_button(words("treatment.save"), type="primary")
    if not sent:
        return
    with mending():
        place.seat.perform(
            "treat_risk",
            scenario=line.scenario,
            state=state,
            treatment=kind,
            owner=owner,
            due=due,
            accepted_by=accepted_by,
            accepted_until=until,
            reason=reason,
        )
        tell(words("treatment.saved", scenario=line.scenario, due=day(due)))
        st.rerun()
