"""Obligations: which articles apply to this deal and why, what answers them, what is open and until when."""

import streamlit as st

from engine.assess.duties import Duty
from engine.model.assessment import DutyState
from engine.views.duties import OVERDUE, Duties, Group, obligations
from engine.views.selection import Selection
from pages.frame import Place, act, figure, guard, header, label, plain, table
from pages.frame.duty import open_duty
from pages.frame.formats import day, number
from pages.frame.grounds import checked, source_of
from pages.frame.picking import fitting
from pages.frame.rule_told import deadline

_COLUMNS = ("label", "source", "deadline", "due", "state", "tasks", "checked", "id")
_FIGURES = (DutyState.MET, DutyState.PARTLY, DutyState.NOT_MET, DutyState.UNANSWERED)


def draw(place: Place) -> None:
    """The page."""
    words = place.words
    header(place, "obligations")
    st.caption(words("duties.lead"))
    known = place.seat.view(obligations)
    _totals(place, known)
    _blocking(place, known)
    _clocks(place, known)
    if place.selection.duty_state:
        _list(place, "chosen", known.among(place.selection.duty_state))
        return
    counts = {group: len(known.group(group)) for group in Group}
    group = st.segmented_control(
        words("duties.group"), list(Group), default=Group.DEAL, key="duties-group", label_visibility="collapsed",
        format_func=lambda one: f"{words(f'duties.groups.{one}')} {number(counts[one])}",
    ) or Group.DEAL  # fmt: skip
    st.caption(words(f"duties.about.{group}"))
    _list(place, str(group), known.group(Group(group)))


def _totals(place: Place, known: Duties) -> None:
    """States of the obligations that are there now; what waits for an event is counted in its group."""
    words = place.words
    figures: list[tuple[str, int, tuple[str, ...]]] = [(words("duties.applying"), len(known.there), ())]
    figures += [(words(f"duty_state.{one}"), len(known.among((one,))), (str(one),)) for one in _FIGURES]
    figures.append((words("duties.overdue"), len(known.among((OVERDUE,))), (OVERDUE,)))
    for column, (name, count, states) in zip(st.columns(len(figures)), figures, strict=True):
        with column.container(border=True, height="stretch"):
            figure(name, number(count), "obligations", selection=Selection(duty_state=states))


def _blocking(place: Place, known: Duties) -> None:
    if not known.blocking:
        return
    words = place.words
    with st.container(border=True, key="duties-blocking"):
        st.subheader(words("duties.blocking", number=number(len(known.blocking))), anchor=False)
        for line in known.blocking:
            entry = place.rules.obligations[line.obligation]
            told = f"{plain(entry.label[place.language])} :gray[{plain(source_of(words, entry.authority))}]"
            if line.due:
                told += f" · {words('duties.until', date=day(line.due))}"
            if st.button(told, key=f"blocking-{line.obligation}", type="tertiary"):
                open_duty(place, line)


def _clocks(place: Place, known: Duties) -> None:
    """The days that start or end deadlines, so far as people have to state them."""
    asked = [clock for clock in known.clocks if not clock.at_closing]
    words = place.words
    with st.expander(words("duties.clocks", number=number(sum(clock.day is None for clock in asked)))):
        st.caption(words("duties.clocks_help"))
        columns = st.columns(3)
        for at, clock in enumerate(asked):
            key = f"clock-{clock.clock}"
            columns[at % 3].date_input(
                words("duties.clock", clock=place.rules.clocks[clock.clock].label[place.language]), value=clock.day,
                key=key, format="YYYY-MM-DD", on_change=_start, args=(clock.clock, key),
                help=words("duties.clock_duties", number=number(clock.obligations)),
            )  # fmt: skip


def _start(clock: str, key: str) -> None:
    act("start_clock", clock=clock, day=st.session_state[key], notice="duties.clock_kept")


def _list(place: Place, group: str, lines: tuple[Duty, ...]) -> None:
    words = place.words
    if not lines:
        st.info(words("duties.none"))
        return
    columns: dict[str, object] = {name: words(f"duties.column.{name}") for name in _COLUMNS}
    columns["label"] = st.column_config.TextColumn(words("duties.column.label"), width="large")
    columns["due"] = st.column_config.TextColumn(words("duties.column.due"), width=120)
    rows = [_row(place, line) for line in lines]
    chosen = table(rows, columns, f"duties-{group}", alt=words("nav.obligations"), pick=True, height=fitting(len(rows)))
    st.caption(words("duties.pick"))
    if chosen is not None:
        open_duty(place, lines[chosen])


def _row(place: Place, line: Duty) -> dict[str, object]:
    words, entry = place.words, place.rules.obligations[line.obligation]
    due = day(line.due)
    if line.is_target:
        due = words("duties.target", date=due)
    if line.overdue:
        due = words("duties.overdue_since", date=due)
    return {
        "label": entry.label[place.language],
        "source": source_of(words, entry.authority),
        "deadline": deadline(words, entry.deadline, place.rules),
        "due": due,
        "state": label(words, "duty_state", line.state),
        "tasks": f"{line.done}/{len(line.tasks)}" if line.tasks else "—",
        "checked": checked(words, entry.authority, brief=True),
        "id": line.obligation,
    }


draw(guard())
