"""The controls and their answers, by factor; every answer is computed into the register at once."""

from collections.abc import Mapping

import streamlit as st

from engine.model.assessment import ControlAnswer
from engine.model.palette import LEVEL
from engine.model.rules import Control
from engine.views.risks import ControlLine, control_answers
from pages.frame.adjusted import mark
from pages.frame.escape import plain, shortened
from pages.frame.figures import badge
from pages.frame.formats import day
from pages.frame.grounds import period
from pages.frame.guard import Place, mending
from pages.frame.opening import tell

_ANSWERS = tuple(str(answer) for answer in ControlAnswer)
_COLOUR = {"effective": LEVEL["low"], "failed": LEVEL["severe"], "absent": LEVEL["high"]}
_EVIDENCE_LENGTH = 300


def controls(place: Place) -> None:
    """Draw the controls with what was answered, each with the way to answer it."""
    words, rules = place.words, place.rules
    answers = place.seat.view(control_answers)
    st.subheader(words("risks.controls"), anchor=False, help=words("risks.controls_help"))
    given = sum(1 for line in answers.values() if line.answer != ControlAnswer.UNANSWERED)
    st.caption(words("risks.answered", given=given, all=len(rules.controls)))
    factors = list(rules.factors.values())
    for tab, factor in zip(st.tabs([factor.label[place.language] for factor in factors]), factors, strict=True):
        with tab:
            for control in (one for one in rules.controls.values() if one.factor == factor.id):
                _control(place, control, answers.get(control.id))


def answer(place: Place, control: Control) -> None:
    """Open the form for one control."""
    line = place.seat.view(control_answers).get(control.id)
    st.dialog(place.words("risks.answer_title"), width="large")(_form)(place, control, line)


def _control(place: Place, control: Control, line: ControlLine | None) -> None:
    words = place.words
    stated = line.answer if line else "unanswered"
    with st.container(key=f"control-{control.id}"):
        first, second, third = st.columns([2, 9, 1.6], vertical_alignment="center")
        first.html(badge(words(f"control_answer.{stated}"), _COLOUR.get(stated, LEVEL["unknown"])))
        asked = words("risks.control_note", weight=control.weight / 10, fresh=period(words, control.fresh_for))
        name = control.label[place.language] + mark(place, "controls", control.id)
        second.markdown(f"**{plain(name)}**  \n{plain(_told(place, line) or asked)}")
        if third.button(words("risks.answer_it"), key=f"control-{control.id}-open"):
            answer(place, control)


def _told(place: Place, line: ControlLine | None) -> str:
    """What was answered, with its evidence, its plan, and by whom."""
    if line is None or (line.answer == ControlAnswer.UNANSWERED and not line.planned):
        return ""
    words, parts = place.words, []
    if line.evidence:
        parts.append(words("risks.evidence_of", evidence=shortened(line.evidence, 60), date=day(line.evidence_on)))
    if line.planned:
        parts.append(words("risks.planned_by", name=line.owner or "—", date=day(line.due)))
    parts.append(words("risks.answered_by", name=line.answered_by, date=day(line.answered_on)))
    return " · ".join(parts)


def _form(place: Place, control: Control, line: ControlLine | None) -> None:
    words = place.words
    st.markdown(f"**{plain(control.label[place.language])}**")
    st.caption(words("risks.control_note", weight=control.weight / 10, fresh=period(words, control.fresh_for)))
    with st.form(f"answer-{control.id}", border=False, enter_to_submit=False):
        left, right = st.columns(2)
        stated = left.selectbox(
            words("risks.answer"),
            _ANSWERS,
            index=_ANSWERS.index(line.answer if line else "unanswered"),
            format_func=lambda one: words(f"control_answer.{one}"),
            key=f"control-{control.id}-answer",
        )
        evidence_on = right.date_input(
            words("risks.evidence_on"), value=line.evidence_on if line else None, format="YYYY-MM-DD"
        )
        evidence = st.text_input(
            words("risks.evidence"),
            line.evidence if line else "",
            key=f"control-{control.id}-evidence",
            max_chars=_EVIDENCE_LENGTH,
            placeholder=words("risks.evidence_hint"),
        )
        planned = st.checkbox(words("risks.planned"), bool(line and line.planned), help=words("risks.planned_help"))
        left, right = st.columns(2)
        owner = left.text_input(words("risks.plan_owner"), line.owner if line else "", max_chars=80)
        due = right.date_input(words("risks.plan_due"), value=line.due if line else None, format="YYYY-MM-DD")
        sent = st.form_submit_button(words("risks.save_controls"), type="primary")
    if sent:
        facts = {"answer": stated, "planned": planned, "evidence": evidence, "evidence_on": evidence_on}
        _save(place, {"control": control.id, **facts, "owner": owner, "due": due})


def _save(place: Place, stated: Mapping[str, object]) -> None:
    with mending():
        place.seat.perform("answer_control", **stated)
        tell(place.words("risks.controls_saved"))
        st.rerun()
