"""Plan tasks: give many to one person, move their days, add one the checklist does not have."""

from collections.abc import Sequence

import streamlit as st

from engine.views.tasks import TaskLine
from pages.frame.guard import Place, mending
from pages.frame.opening import act, tell
from pages.frame.working import people

_KEEP = "\x00"
"""Stands for "as it is" among the names."""
_FORMS = {
    "ics": "text/calendar",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


def plan_many(place: Place, lines: Sequence[TaskLine]) -> None:
    """A menu that assigns or moves all open tasks among `lines`, those that are listed."""
    words = place.words
    reached = [line.id for line in lines if not line.finished]
    with st.popover(words("tasks.plan", number=len(reached)), icon=":material/edit_calendar:", disabled=not reached):
        st.caption(words("tasks.plan_help"))
        person = st.selectbox(
            words("tasks.column.assignee"), [_KEEP, *people(place)], key="plan-assignee",
            format_func=lambda one: words("tasks.plan_keep") if one == _KEEP else one or "—",
        )  # fmt: skip
        days = int(st.number_input(words("tasks.plan_shift"), -365, 365, 0, key="plan-shift"))
        reason = st.text_input(words("tasks.plan_reason"), key="plan-reason", max_chars=300)
        st.button(
            words("tasks.plan_do", number=len(reached)), key="plan-do", type="primary",
            disabled=(person == _KEEP and not days) or bool(days and not reason.strip()),
            on_click=_plan, args=(reached, None if person == _KEEP else person, days, reason),
        )  # fmt: skip


def _plan(reached: list[str], person: str | None, days: int, reason: str) -> None:
    act("plan_tasks", tasks=reached, assignee=person, shift=days, reason=reason, notice="tasks.planned")


def take_away(place: Place) -> None:
    """A menu with the tasks as files; each is made when it is asked for."""
    words, seat = place.words, place.seat
    with st.popover(words("tasks.export"), icon=":material/download:"):
        st.caption(words("tasks.export_help"))
        for form, mime in _FORMS.items():
            st.download_button(
                words(f"tasks.export_{form}"),
                data=lambda chosen=form: seat.task_file(chosen, place.language),
                file_name=f"{seat.slug}-tasks-{place.engagement.as_of.isoformat()}.{form}",
                mime=mime,
                key=f"tasks-{form}",
                on_click="ignore",
                width="stretch",
            )


def add_one(place: Place) -> None:
    """A button that opens the form for a task of one's own."""
    words = place.words
    if st.button(words("tasks.add"), icon=":material/add_task:", key="task-add"):
        st.dialog(words("tasks.add"), width="large")(adding)(place)


def adding(place: Place, title: str = "") -> None:
    """The form for a task of one's own."""
    words, rules = place.words, place.rules
    phases, roles = (
        {one: entry.label[place.language] for one, entry in section.items()} for section in (rules.phases, rules.roles)
    )
    with st.form("task-new", border=False, enter_to_submit=False):
        title = st.text_input(words("tasks.column.task"), title, max_chars=160, key="task-new-title")
        done = st.text_input(words("tasks.done_label"), max_chars=300)
        first, second, third = st.columns(3)
        phase = first.selectbox(words("tasks.column.phase"), list(phases), format_func=phases.__getitem__)
        due = second.date_input(words("tasks.column.due"), None, format="YYYY-MM-DD", help=words("tasks.due_help"))
        assignee = third.selectbox(words("tasks.column.assignee"), people(place), format_func=lambda one: one or "—")
        left, right = st.columns(2)
        responsible = left.selectbox(words("tasks.raci_R"), list(roles), format_func=roles.__getitem__)
        accountable = right.selectbox(words("tasks.raci_A"), list(roles), index=1, format_func=roles.__getitem__)
        consulted, informed = (
            column.multiselect(
                words(f"tasks.raci_{part}"), list(roles), format_func=roles.__getitem__,
                placeholder=words("frame.choose"),
            )
            for column, part in ((left, "C"), (right, "I"))
        )  # fmt: skip
        gate = st.checkbox(words("tasks.column.gate"), help=words("tasks.gates_help"))
        sent = st.form_submit_button(words("tasks.add_save"), type="primary")
    if sent:
        with mending():
            place.seat.perform(
                "add_task", title=title, phase=phase, responsible=responsible, accountable=accountable,
                consulted=consulted, informed=informed, gate=gate, done=done, due=due, assignee=assignee or "",
            )  # fmt: skip
            tell(words("tasks.added"))
            st.rerun()
