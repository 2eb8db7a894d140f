"""What is decided in front of the client, taken down on the spot: as a task, or as where records end."""

import streamlit as st

from pages.frame.deciding import spoken_decision
from pages.frame.guard import Place, mending
from pages.frame.labels import label
from pages.frame.opening import tell

_KINDS = ("task", "disposition")


def take_down(place: Place) -> None:
    """Open the form."""
    st.dialog(place.words("present.record"), width="large")(_form)(place)


def _form(place: Place) -> None:
    words = place.words
    kind = st.segmented_control(
        words("present.becomes"), _KINDS, default=_KINDS[0], required=True, key="stage-becomes",
        format_func=lambda one: words(f"present.become.{one}"),
    )  # fmt: skip
    if kind == "disposition":
        spoken_decision(place)
    else:
        _task(place)


def _task(place: Place) -> None:
    """What was decided becomes a task that names who said it."""
    words, rules = place.words, place.rules
    with st.form("stage-task", border=False, enter_to_submit=False, clear_on_submit=True):
        title = st.text_input(words("present.decided"), max_chars=200)
        left, right = st.columns(2)
        said_by = left.text_input(words("present.said_by"), max_chars=80)
        responsible = right.selectbox(
            words("present.responsible"), list(rules.roles), format_func=lambda one: label(words, "role", one)
        )
        phase = left.selectbox(
            words("present.phase"), list(rules.phases), format_func=lambda one: label(words, "phase", one)
        )
        due = right.date_input(words("present.due"), value=None, format="YYYY-MM-DD")
        sent = st.form_submit_button(words("present.keep"), type="primary")
    if sent:
        with mending():
            place.seat.perform(
                "record_decision", title=title, said_by=said_by, phase=phase, responsible=responsible, due=due
            )
            tell(words("present.kept"))
            st.rerun()
