"""One obligation in this engagement: its words, why it applies, what answers it, and what a person says of it."""

import streamlit as st

from engine.assess.duties import Duty
from engine.model.assessment import DutyState
from engine.views.notices import notices
from engine.views.selection import Selection
from engine.views.tasks import tasks
from pages.frame.escape import plain
from pages.frame.formats import day
from pages.frame.grounds import grounds
from pages.frame.guard import Place, mending
from pages.frame.labels import label, say
from pages.frame.navigation import link
from pages.frame.opening import tell
from pages.frame.rule_told import VERDICTS, deadline, open_facts, why

_ICONS = {True: ":green[:material/check:]", False: ":gray[:material/close:]", None: ":orange[:material/help:]"}


def open_duty(place: Place, duty: Duty) -> None:
    """Open the dialog of one obligation."""
    st.dialog(place.words("duties.one"), width="large")(_draw)(place, duty)


def _draw(place: Place, duty: Duty) -> None:
    words, entry = place.words, place.rules.obligations[duty.obligation]
    st.markdown(f"**{plain(entry.label[place.language])}**  \n:gray[{plain(duty.obligation)}]")
    grounds(words, entry.authority)
    st.divider()
    st.markdown(f"**{words('duties.why')}**")
    for reason in duty.applying.reasons:
        told = f"{plain(why(place, reason))} :gray[{words(f'rules.verdict.{VERDICTS[reason.verdict]}')}]"
        st.markdown(f"{_ICONS[reason.verdict]} {told}")
    if facts := open_facts(place, duty.applying):
        st.caption(words("rules.open_facts", facts=plain(words("frame.comma").join(facts))))
        link(words("rules.to_facts"), "engagement", icon=":material/tune:")
    st.markdown(f":gray[{words('duties.column.deadline')}] {plain(deadline(words, entry.deadline, place.rules))}")
    if duty.due:
        told = words("duties.target", date=day(duty.due)) if duty.is_target else day(duty.due)
        st.markdown(f":gray[{words('duties.column.due')}] {told}")
        if entry.deadline.working_days:
            st.caption(words("tasks.working_days"))
    _notice(place, duty)
    _answering(place, duty)
    if duty.applying.verdict is not False:
        _answer(place, duty)


def _notice(place: Place, duty: Duty) -> None:
    """How far the notice is that answers it, and the way there."""
    words = place.words
    for line in place.seat.view(notices).lines:
        if line.notice.obligation == duty.obligation:
            told = words(f"notices.standing.{line.standing}")
            name = f"{words('notices.one')} {plain(line.notice.label[place.language])} · {told}"
            only = Selection(notice=(line.notice.id,))
            link(name, "notices", selection=only, icon=":material/mail:")


def _answering(place: Place, duty: Duty) -> None:
    """The tasks and kinds of proof that answer it."""
    words, entry = place.words, place.rules.obligations[duty.obligation]
    proof = words("frame.comma").join(say(words, f"task_evidence.{one}", one) for one in entry.evidence)
    st.markdown(f":gray[{words('duties.proof')}] {plain(proof or '—')}")
    there = {line.id: line for line in place.seat.view(tasks).lines}
    for name in duty.tasks:
        line = there[name]
        state = words(f"task_state.{line.state}")
        st.markdown(f"- {plain(name)} · {plain(label(words, 'task', name))} :gray[{state} · {day(line.due)}]")
    if duty.tasks:
        link(words("duties.to_tasks"), "tasks", icon=":material/checklist:")
    else:
        st.caption(words("duties.no_tasks"))


def _answer(place: Place, duty: Duty) -> None:
    words, said = place.words, duty.answer
    states = list(DutyState)
    st.divider()
    if said:
        st.caption(words("duties.said", name=plain(said.by), date=day(said.on)))
    with st.form(f"duty-{duty.obligation}", border=False, enter_to_submit=False):
        state = st.radio(
            words("duties.answer"), states, index=states.index(said.state) if said else len(states) - 1,
            horizontal=True, format_func=lambda one: words(f"duty_state.{one}"), help=words("duties.answer_help"),
        )  # fmt: skip
        note = st.text_area(words("duties.note"), said.note if said else "", max_chars=500, height=80)
        sent = st.form_submit_button(words("duties.save"), type="primary")
    if sent:
        with mending():
            place.seat.perform("answer_duty", obligation=duty.obligation, state=str(state), note=note)
            tell(words("duties.saved"))
            st.rerun()
