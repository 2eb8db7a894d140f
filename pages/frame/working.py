"""Work on one task: how far it is, who does it, until when; and by what it is closed."""

import streamlit as st

from engine.model.assessment import TaskState
from engine.model.rules import TaskRule
from engine.views.tasks import TaskLine
from pages.frame.adjusted import adjusted
from pages.frame.escape import plain
from pages.frame.grounds import source_of
from pages.frame.guard import Place, mending
from pages.frame.labels import label, say
from pages.frame.opening import desk, tell

_STATES = tuple(str(state) for state in TaskState)


def work_on(place: Place, line: TaskLine) -> None:
    """Open the form for one task."""
    st.dialog(place.words("tasks.edit"), width="large")(_form)(place, line)


def _form(place: Place, line: TaskLine) -> None:
    words, rule = place.words, place.rules.tasks[line.id]
    st.markdown(f"**{line.id} · {plain(label(words, 'task', line.id))}**")
    adjusted(place, "tasks", line.id)
    _rule(place, rule)
    with st.form(f"task-{line.id}", border=False, enter_to_submit=False):
        left, middle, right = st.columns(3)
        state = left.selectbox(
            words("tasks.column.state"),
            _STATES,
            index=_STATES.index(line.state),
            format_func=lambda one: words(f"task_state.{one}"),
        )
        names = list(
            dict.fromkeys(["", line.assignee, place.seat.actor.name, *(one.name for one in desk().profiles())])
        )
        assignee = middle.selectbox(
            words("tasks.column.assignee"),
            names,
            index=names.index(line.assignee),
            format_func=lambda one: one or "—",
            accept_new_options=True,
        )
        due = right.date_input(words("tasks.column.due"), value=line.due, format="YYYY-MM-DD")
        evidence = st.text_input(
            words("tasks.evidence_label" if rule.evidence else "tasks.evidence_optional"), line.evidence, max_chars=300
        )
        note = st.text_area(words("tasks.note"), line.note, max_chars=500, height=80, help=words("tasks.note_help"))
        sent = st.form_submit_button(words("tasks.save"), type="primary")
    if sent:
        with mending():
            place.seat.perform(
                "update_task", task=line.id, state=state, assignee=assignee or "", due=due, note=note, evidence=evidence
            )
            tell(words("tasks.saved", task=line.id))
            st.rerun()


def _rule(place: Place, rule: TaskRule) -> None:
    words = place.words
    people = [("R", (rule.raci.R,)), ("A", (rule.raci.A,)), ("C", rule.raci.C), ("I", rule.raci.I)]
    told = [
        f"{key}: {words('frame.comma').join(label(words, 'role', one) for one in roles)}"
        for key, roles in people
        if roles
    ]
    facts = (
        ("done", rule.done[place.language]),
        (
            "asks",
            words("frame.comma").join(
                say(words, f"task_evidence.{one}", one.replace("_", " ")) for one in rule.evidence
            )
            or "—",
        ),
        ("basis", words("frame.comma").join(_cited(place, one) for one in rule.basis) or words("grounds.design")),
        ("raci", " · ".join(told)),
    )
    for name, value in facts:
        st.markdown(f":gray[{words(f'tasks.{name}')}] {plain(value)}")
    if rule.gate:
        st.caption(words("tasks.gates_help"))


def _cited(place: Place, obligation: str) -> str:
    """Law and article of an obligation."""
    return source_of(place.words, place.rules.obligations[obligation].authority)
