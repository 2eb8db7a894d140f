"""Why a risk stands where it stands: every level's sentence, the records behind it, what is suggested, judgements."""

import streamlit as st

from engine.model.assessment import STAGES
from engine.model.palette import LEVEL, TASK
from engine.model.rules import Axis, RiskMethod
from engine.views.because import sentence
from engine.views.behind import behind
from engine.views.risks import ControlLine, RiskLine, control_answers
from engine.views.selection import Selection
from engine.views.tasks import tasks
from pages.frame.escape import plain
from pages.frame.figures import badge
from pages.frame.formats import day, number
from pages.frame.guard import Place, mending
from pages.frame.labels import label
from pages.frame.navigation import link
from pages.frame.opening import tell

_ANSWER_COLOUR = {"effective": LEVEL["low"], "failed": LEVEL["severe"], "absent": LEVEL["high"]}


def reason(place: Place, line: RiskLine, method: RiskMethod) -> None:
    """Open the reasons of one scenario."""
    st.dialog(place.words("reasons.title"), width="large")(_reasons)(place, line, method)


def _reasons(place: Place, line: RiskLine, method: RiskMethod) -> None:
    words, scenario = place.words, place.rules.scenarios.get(line.scenario)
    st.markdown(f"**{line.scenario} · {plain(label(words, 'scenario', line.scenario))}**")
    if scenario:
        st.caption(plain(scenario.note[place.language]))
    for before, stage in zip((None, *STAGES), STAGES, strict=False):
        point = line.at(stage)
        first, second = st.columns([1, 6], vertical_alignment="center")
        first.html(badge(label(words, "stage", stage), LEVEL[str(point.level)]))
        second.markdown(plain(sentence(words, place.rules, method, line, stage, before)))
    _evidence(place, line)
    if scenario:
        left, right = st.columns(2)
        with left:
            _controls(place, scenario.controls)
        with right:
            _tasks(place, scenario.tasks)
    _judgements(place, line)


def _evidence(place: Place, line: RiskLine) -> None:
    words = place.words
    st.markdown(f"**{words('reasons.evidence')}**")
    if not line.evidence:
        st.caption(words("risks.no_evidence"))
    with st.container(horizontal=True, gap="small"):
        for code, count in line.evidence:
            told, way = words(f"evidence.{code}", number=number(count)), behind(code)
            if way:
                link(told, way[0], selection=way[1])
            else:
                st.caption(told)


def _controls(place: Place, suggested: tuple[str, ...]) -> None:
    words, answers = place.words, place.seat.view(control_answers)
    st.markdown(f"**{words('reasons.controls')}**")
    for name in suggested:
        line = answers.get(name)
        answer = line.answer if line else "unanswered"
        mark = badge(words(f"control_answer.{answer}"), _ANSWER_COLOUR.get(answer, LEVEL["unknown"]))
        st.html(f"{mark} {plain(label(words, 'control', name))}{_when(place, line)}")


def _when(place: Place, line: ControlLine | None) -> str:
    if line and line.planned and line.due:
        return " · " + place.words("risks.planned_by", name=plain(line.owner or "—"), date=day(line.due))
    return f" · {day(line.evidence_on)}" if line and line.evidence_on else ""


def _tasks(place: Place, suggested: tuple[str, ...]) -> None:
    words = place.words
    st.markdown(f"**{words('reasons.tasks')}**")
    lines = {line.id: line for line in place.seat.view(tasks).lines}
    for name in suggested:
        if name in lines:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                state = lines[name].state
                st.html(badge(label(words, "task_state", state), TASK.get(state, LEVEL["unknown"])), width="content")
                link(plain(label(words, "task", name)), "tasks", selection=Selection(phase=(lines[name].phase,)))


def _judgements(place: Place, line: RiskLine) -> None:
    """What people moved by hand, with the way back; and the form that moves one axis by one step."""
    words = place.words
    st.markdown(f"**{words('reasons.judgements')}**", help=words("reasons.judgements_help"))
    for one in line.judgements:
        told = words(
            "reasons.judged",
            axis=words(f"charts.{one.axis}"),
            steps=f"{one.steps:+d}",
            who=one.judged_by,
            day=day(one.judged_on),
            reason=one.reason,
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(told), width="stretch")
            if st.button(words("reasons.undo"), key=f"judgement-{one.number}"):
                _perform(place, "undo_modification", "reasons.undone", judgement=one.number)
    with st.form(f"judge-{line.scenario}", border=False, enter_to_submit=False):
        first, second, third = st.columns([2, 2, 5])
        axis = first.selectbox(
            words("reasons.axis"), [str(one) for one in Axis], format_func=lambda one: words(f"charts.{one}")
        )
        steps = second.selectbox(
            words("reasons.steps"), (1, -1), format_func=lambda one: words("reasons.up" if one > 0 else "reasons.down")
        )
        why = third.text_input(words("reasons.why"), max_chars=300)
        sent = st.form_submit_button(words("reasons.judge"))
    if sent:
        facts = {"scenario": line.scenario, "axis": axis, "steps": steps, "reason": why}
        _perform(place, "modify_risk", "reasons.saved", **facts)


def _perform(place: Place, action: str, notice: str, **facts: object) -> None:
    with mending():
        place.seat.perform(action, **facts)
        tell(place.words(notice))
        st.rerun()
