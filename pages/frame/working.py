"""Work on one task: everything there is to it, in one dialog: progress, evidence, comments, grounds and history."""

import streamlit as st

from engine.model.assessment import TaskState
from engine.views.task import TaskDetail, task_detail
from engine.views.tasks import FINISHED, TaskLine, tasks
from pages.frame.adjusted import adjusted
from pages.frame.attached import evidence, kind_name
from pages.frame.escape import plain
from pages.frame.formats import day, moment, number
from pages.frame.grounds import source_of
from pages.frame.guard import Place, mending
from pages.frame.labels import label
from pages.frame.opening import desk, tell

_STATES = tuple(str(state) for state in TaskState)
_TABS = ("progress", "evidence", "comments", "history")  # without counts: a tab that is renamed is left
_EVENTS = ("task_updated", "task_commented", "task_added", "tasks_planned", "evidence_attached", "evidence_removed")


def work_on(place: Place, task: str) -> None:
    """Open the dialog of one task."""
    st.dialog(place.words("tasks.edit"), width="large")(_dialog)(place, task)


def _dialog(place: Place, task: str) -> None:
    words, line = place.words, place.seat.view(tasks).of(task)
    if line is None:
        st.info(words("error.task_unknown", task=plain(task)))
        return
    detail = place.seat.view(task_detail, task)
    st.markdown(f"**{line.id} · {plain(line.rule.label[place.language])}**")
    adjusted(place, "tasks", task)
    _head(place, line)
    progress, shown, comments, history = st.tabs([words(f"tasks.tab_{name}") for name in _TABS])
    with progress:
        _progress(place, line)
    with shown:
        evidence(place, line, detail.files)
    with comments:
        _comments(place, line, detail)
    with history:
        _history(place, detail)


def _head(place: Place, line: TaskLine) -> None:
    """What the task is closed by, who has which part in it, what it rests on, and why it is due when it is."""
    words, rule = place.words, line.rule
    comma = words("frame.comma")
    people = (("R", (rule.raci.R,)), ("A", (rule.raci.A,)), ("C", rule.raci.C), ("I", rule.raci.I))
    parts = [
        f"**{words(f'tasks.raci_{key}')}** {comma.join(plain(label(words, 'role', one)) for one in roles) or '—'}"
        for key, roles in people
    ]
    st.markdown(f":gray[{words('tasks.done')}] {plain(rule.done[place.language])}")
    st.markdown(" · ".join(parts))
    _basis(place, line)
    st.caption(_why_then(place, line))
    if rule.gate:
        st.caption(f":orange[:material/flag:] {words('tasks.gates_help')}")


def _basis(place: Place, line: TaskLine) -> None:
    """What the task rests on: law and article of each obligation, what it asks, whether it counts working days."""
    words, known = place.words, place.rules.obligations
    if not line.rule.basis:
        st.caption(f"{words('tasks.basis')} {words('grounds.design')}")
    told = []
    for name in line.rule.basis:
        duty = known.get(name)
        text = f"{source_of(words, duty.authority)} · {duty.label[place.language]}" if duty else name
        told.append(plain(text) + (f" ({words('tasks.working_days')})" if duty and duty.deadline.working_days else ""))
    if told:
        with st.expander(f"{words('tasks.basis')} {plain(words('frame.comma').join(line.rule.basis))}"):
            for one in told:
                st.caption(one)


def _why_then(place: Place, line: TaskLine) -> str:
    words = place.words
    phase = place.rules.phases[line.phase].label[place.language]
    if line.planned is None or place.engagement.closing_date is None:
        return words("tasks.due_unknown", phase=plain(phase))
    days = (line.planned - place.engagement.closing_date).days
    told = words(
        f"tasks.due_{'before' if days <= 0 else 'after'}", phase=plain(phase), day=day(line.planned), days=abs(days)
    )
    if line.due != line.planned:
        told += words("tasks.due_moved", day=day(line.due))
    if line.due and line.due.weekday() > 4:
        told += words("tasks.due_weekend")
    return told


def _progress(place: Place, line: TaskLine) -> None:
    words, rule = place.words, line.rule
    with st.form(f"task-{line.id}", border=False, enter_to_submit=False):
        left, middle, right = st.columns(3)
        state = left.selectbox(
            words("tasks.column.state"),
            _STATES,
            index=_STATES.index(line.state),
            format_func=lambda one: words(f"task_state.{one}"),
        )
        assignee = middle.selectbox(
            words("tasks.column.assignee"),
            people(place, line.assignee),
            index=people(place, line.assignee).index(line.assignee),
            format_func=lambda one: one or "—",
            accept_new_options=True,
        )
        due = right.date_input(words("tasks.column.due"), value=line.due, format="YYYY-MM-DD")
        given = {one.kind: one for one in line.evidence}
        references = {
            kind: st.text_input(
                words("tasks.reference", kind=plain(kind_name(words, kind))),
                given[kind].reference if kind in given else "",
                max_chars=300,
                help=words("tasks.reference_help"),
                placeholder=_placeholder(place, given[kind].files if kind in given else 0),
            )
            for kind in (*rule.evidence, *(("",) if not rule.evidence or "" in given else ()))
        }
        reason = st.text_input(words("tasks.reason"), line.reason, max_chars=500, help=words("tasks.reason_help"))
        sent = st.form_submit_button(words("tasks.save"), type="primary")
    if sent:
        with mending():
            kept = "" if reason.strip() == line.reason and state not in FINISHED and line.state in FINISHED else reason
            place.seat.perform(
                "update_task", task=line.id, state=state, assignee=assignee or "", due=due, reason=kept,
                references=references,
            )  # fmt: skip
            tell(words("tasks.saved", task=line.id))
            st.rerun()


def _placeholder(place: Place, files: int) -> str:
    return place.words("tasks.reference_files", number=number(files)) if files else ""


def people(place: Place, *also: str) -> list[str]:
    """Names a task can be given to: nobody, who works here now, and all profiles of the workspace."""
    return list(dict.fromkeys(["", *also, place.seat.actor.name, *(one.name for one in desk().profiles())]))


def _comments(place: Place, line: TaskLine, detail: TaskDetail) -> None:
    words = place.words
    for one in detail.comments:
        st.caption(f"{plain(one.by or '—')} · {moment(one.at) if one.at else '—'}")
        st.markdown(plain(one.text))
    with st.form(f"comment-{line.id}", border=False, clear_on_submit=True, enter_to_submit=False):
        text = st.text_area(words("tasks.comment"), max_chars=1000, height=80)
        sent = st.form_submit_button(words("tasks.comment_save"))
    if sent:
        with mending():
            place.seat.perform("comment_task", task=line.id, text=text)
            st.rerun(scope="fragment")


def _history(place: Place, detail: TaskDetail) -> None:
    words = place.words
    for one in detail.history:
        what = words(f"tasks.event.{one.kind}") if one.kind in _EVENTS else one.kind
        if one.state:
            what += f" · {label(words, 'task_state', one.state)}"
        st.caption(f"{moment(one.at)} · {plain(one.by)} · {what}")
    if not detail.history:
        st.caption(words("tasks.no_history"))
