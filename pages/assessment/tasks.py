"""Tasks: what remains to be done, by phase, by due date or along the time; by whom, until when, and what closes it."""

import streamlit as st

from engine import charts
from engine.model.assessment import TaskState
from engine.strings import Words
from engine.views.selection import Selection
from engine.views.tasks import FINISHED, GATE, OVERDUE, TaskLine, Tasks, tasks
from pages.frame import Place, empty, facet, figure, guard, header, label, link, plain, plot, shortened, table
from pages.frame.adjusted import mark
from pages.frame.formats import day, number
from pages.frame.picking import fitting
from pages.frame.planning import add_one, plan_many, take_away
from pages.frame.working import work_on

_VIEWS, _OPENED = ("phases", "list", "timeline"), "tasks-opened"


def draw(place: Place) -> None:
    """The page."""
    words = place.words
    header(place, "tasks")
    everything = place.seat.view(tasks)
    if not everything.lines:
        empty(words("tasks.empty"), "engagement", words("tasks.to_engagement"))
        return
    if place.engagement.closing_date is None:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key="tasks-undated"):
            st.markdown(words("tasks.no_closing_date"), width="stretch")
            link(words("tasks.to_engagement"), "engagement")
    _summary(words, everything)
    with st.container(border=True):
        st.subheader(words("tasks.by_phase"), anchor=False, help=words("tasks.click"))
        plot(
            charts.tasks_by_phase(everything, place.language, place.selection),
            "tasks-phases",
            alt=_told(words, everything),
        )
    _list(place, everything)


def _told(words: Words, shown: Tasks) -> str:
    return ", ".join(f"{label(words, 'task_state', state)} {count}" for state, count in shown.states.items())


def _summary(words: Words, everything: Tasks) -> None:
    closed = sum(line.finished for line in everything.lines)
    gates = [line for line in everything.remaining if line.gate]
    figures = (
        ("closed", f"{number(closed)} / {number(len(everything.lines))}", FINISHED),
        ("remaining", number(len(everything.remaining)), ("open", "in_progress")),
        ("overdue", number(len(everything.overdue)), (OVERDUE,)),
        ("gates", number(len(gates)), (GATE,)),
    )
    for column, (name, value, states) in zip(st.columns(4), figures, strict=True):
        with column.container(border=True, height="stretch"):
            narrowed = Selection(task_state=states)
            figure(words(f"tasks.{name}"), value, "tasks", selection=narrowed, help=words(f"tasks.{name}_help"))


def _list(place: Place, everything: Tasks) -> None:
    words = place.words
    first, second, third, fourth = st.columns([3, 3, 2, 3], vertical_alignment="bottom")
    with first:
        facet(words, "phase", place.rules.phases)
    with second:
        facet(words, "task_state", [*(str(state) for state in TaskState), OVERDUE, GATE])
    me = place.seat.actor.name
    mine = third.toggle(words("tasks.mine"), key="tasks-mine", help=words("tasks.mine_help", name=plain(me)))
    form = fourth.segmented_control(
        words("tasks.form"),
        _VIEWS,
        default="phases",
        format_func=lambda one: words(f"tasks.form_{one}"),
        key="tasks-form",
        label_visibility="collapsed",
    )
    chosen = place.seat.view(tasks, place.selection).lines
    lines = tuple(line for line in chosen if not mine or line.assignee == me)
    with st.container(horizontal=True, gap="small", key="tasks-do"):
        add_one(place)
        plan_many(place, lines)
        take_away(place)
    if not lines:
        st.info(words("tasks.none_of_mine" if mine and chosen else "tasks.nothing_selected"))
        return
    shown = Tasks(everything.as_of, lines)
    if form == "timeline":
        _timeline(place, shown)
        return
    st.caption(words("tasks.pick"))
    opened = _by_due(place, shown) if form == "list" else _by_phase(place, shown)
    if opened:
        work_on(place, opened.id)


def _timeline(place: Place, shown: Tasks) -> None:
    words = place.words
    if not any(line.due for line in shown.lines):
        st.info(words("tasks.no_closing_date"))
        return
    st.caption(words("tasks.timeline_help"))
    figure = charts.tasks_timeline(shown, place.engagement, place.rules, place.language)
    plot(figure, "tasks-timeline", alt=_told(words, shown), pick=_open)
    if opened := st.session_state.pop(_OPENED, ""):
        work_on(place, opened)


def _open(data: list[str]) -> None:
    st.session_state[_OPENED] = data[0]


def _by_phase(place: Place, shown: Tasks) -> TaskLine | None:
    words, opened = place.words, None
    for phase in place.rules.phases.values():
        lines = [line for line in shown.lines if line.phase == phase.id]
        if not lines:
            continue
        part = Tasks(shown.as_of, tuple(lines))
        closed = len(lines) - len(part.remaining)
        title = words("tasks.phase_line", phase=phase.label[words.language], closed=closed, all=len(lines))
        title += mark(place, "phases", phase.id)
        if part.overdue:
            title += " · :red[" + words("tasks.overdue_count", number=len(part.overdue)) + "]"
        with st.expander(title, expanded=bool(part.overdue) or len({line.phase for line in shown.lines}) == 1):
            opened = _table(place, lines, f"tasks-{phase.id}", ("phase",)) or opened
    return opened


def _by_due(place: Place, shown: Tasks) -> TaskLine | None:
    closed = [line for line in shown.lines if line.finished]
    return _table(place, [*shown.remaining, *closed], "tasks-all")


def _table(place: Place, lines: list[TaskLine], key: str, hidden: tuple[str, ...] = ()) -> TaskLine | None:
    words = place.words
    rows = [
        {
            "id": line.id,
            "task": shortened(line.rule.label[words.language], 90) + mark(place, "tasks", line.id),
            "gate": line.gate,
            "state": words("charts.overdue") if line.overdue else label(words, "task_state", line.state),
            "due": day(line.due),
            "owner": label(words, "role", line.owner),
            "assignee": line.assignee or "—",
            "phase": label(words, "phase", line.phase),
            "evidence": f"{len(line.rule.evidence) - len(line.missing)} / {len(line.rule.evidence)}",
            "comments": line.comments,
        }
        for line in lines
    ]
    columns: dict[str, object] = {name: words(f"tasks.column.{name}") for name in rows[0] if name not in hidden}
    columns["gate"] = st.column_config.CheckboxColumn(words("tasks.column.gate"), help=words("tasks.gates_help"))
    columns["task"] = st.column_config.TextColumn(words("tasks.column.task"), width="large")
    columns["state"] = st.column_config.TextColumn(words("tasks.column.state"), width=100)
    columns["evidence"] = st.column_config.TextColumn(
        words("tasks.column.evidence"), help=words("tasks.evidence_given_help")
    )
    chosen = table(rows, columns, key, alt=words("tasks.list"), pick=True, height=fitting(len(rows)))
    return None if chosen is None else lines[chosen]


draw(guard())
