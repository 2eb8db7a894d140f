"""The controls and their answers, by factor; every answer is computed into the register at once."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from engine.model.assessment import ControlAnswer
from engine.model.rules import Control
from engine.views.risks import ControlLine, control_answers
from pages.frame.adjusted import mark
from pages.frame.escape import plain
from pages.frame.formats import day
from pages.frame.grounds import period
from pages.frame.guard import Place
from pages.frame.opening import act

_ANSWERS = tuple(str(answer) for answer in ControlAnswer)
_EVIDENCE_LENGTH = 300


def controls(place: Place) -> None:
    """Draw the editor."""
    words, rules = place.words, place.rules
    answers = place.seat.view(control_answers)
    st.subheader(words("risks.controls"), anchor=False, help=words("risks.controls_help"))
    given = sum(1 for line in answers.values() if line.answer != ControlAnswer.UNANSWERED)
    st.caption(words("risks.answered", given=given, all=len(rules.controls)))
    factors = list(rules.factors.values())
    for tab, factor in zip(st.tabs([factor.label[place.language] for factor in factors]), factors, strict=True):
        with tab:
            of_factor = [control for control in rules.controls.values() if control.factor == factor.id]
            with st.form(f"controls-{factor.id}", border=False, enter_to_submit=False):
                for control in of_factor:
                    _control(place, control, answers.get(control.id))
                st.form_submit_button(
                    words("risks.save_controls"), type="primary", on_click=_save, args=(of_factor, answers)
                )


def _control(place: Place, control: Control, line: ControlLine | None) -> None:
    words = place.words
    name, answer, evidence, planned = st.columns([4, 2, 4, 2], vertical_alignment="center")
    with name:
        st.markdown(f"**{plain(control.label[place.language] + mark(place, 'controls', control.id))}**")
        asked = words("risks.control_note", weight=control.weight / 10, fresh=period(words, control.fresh_for))
        if line:
            asked += " · " + words("risks.answered_by", name=plain(line.answered_by), date=day(line.answered_on))
        st.caption(asked)
    answer.selectbox(
        words("risks.answer"),
        _ANSWERS,
        index=_ANSWERS.index(line.answer if line else "unanswered"),
        format_func=lambda one: words(f"control_answer.{one}"),
        key=f"control-{control.id}-answer",
    )
    evidence.text_input(
        words("risks.evidence"),
        line.evidence if line else "",
        key=f"control-{control.id}-evidence",
        max_chars=_EVIDENCE_LENGTH,
        placeholder=words("risks.evidence_hint"),
    )
    planned.checkbox(
        words("risks.planned"),
        bool(line and line.planned),
        key=f"control-{control.id}-planned",
        help=words("risks.planned_help"),
    )


def _save(of_factor: list[Control], before: Mapping[str, ControlLine]) -> None:
    """Perform one action for each answer that changed; the first that is refused is said, the others hold."""
    for control in of_factor:
        stated = _stated(control)
        line = before.get(control.id)
        was = (line.answer, line.evidence, line.planned) if line else ("unanswered", "", False)
        if (stated["answer"], stated["evidence"].strip(), stated["planned"]) == was:
            continue
        if act("answer_control", control=control.id, **stated, notice="risks.controls_saved") is None:
            return


def _stated(control: Control) -> dict[str, Any]:
    return {name: st.session_state[f"control-{control.id}-{name}"] for name in ("answer", "evidence", "planned")}
