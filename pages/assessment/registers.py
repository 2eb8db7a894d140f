"""Registers: trainings, drills, incidents, requests and the rest; one list and one form, whatever the register."""

from collections.abc import Iterator
from datetime import datetime

import streamlit as st

from engine.views.entry_cells import cells, titles, totals_told
from engine.views.registers import EntryLine, RegisterPage, register_page
from engine.views.selection import Selection
from pages.frame import Place, facet, figure, guard, header, link, narrow, plain, shortened, table
from pages.frame.entries import change_one, enter_one
from pages.frame.formats import number
from pages.frame.picking import fitting

# What is counted apart, with the states of the entries that it counts.
_STATES = {"open": ("open", "overdue"), "overdue": ("overdue",)}


def draw(place: Place) -> None:
    """The page."""
    words = place.words
    header(place, "registers")
    known = list(place.rules.registers)
    chosen = [name for name in place.selection.register if name in known]
    with st.container(key="registers-filter"):
        facet(words, "register", known)
    now = datetime.now().astimezone()
    if len(chosen) == 1:
        _register(place, chosen[0], now)
        return
    st.caption(words("registers.lead"))
    for name in chosen or known:
        _tile(place, name, now)


def _tile(place: Place, name: str, now: datetime) -> None:
    """One register among several: what it is for, how many entries it has, and the way in."""
    words, shown = place.words, register_page_of(place, name, now)
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"register-{name}"):
        with st.container(gap=None, width="stretch"):
            st.markdown(f"**{plain(shown.register.label[place.language])}**")
            st.caption(plain(shown.register.help[place.language]))
        for told, states in _told(place, shown):
            link(told, "registers", selection=Selection(register=(name,), entry_state=states))
        st.button(words("registers.open"), key=f"register-open-{name}", on_click=narrow, args=("register", [name]))


def _told(place: Place, shown: RegisterPage) -> Iterator[tuple[str, tuple[str, ...]]]:
    """How many entries a register has, how many of them are open and overdue, each with the states it counts."""
    words = place.words
    yield words("registers.counted", number=number(len(shown.lines))), ()
    if shown.register.closed_by:
        yield words("registers.open_counted", number=number(shown.count("open"))), _STATES["open"]
    if overdue := shown.count("overdue"):
        yield f":red[{words('registers.overdue_counted', number=number(overdue))}]", _STATES["overdue"]


def register_page_of(place: Place, name: str, now: datetime) -> RegisterPage:
    """The register, its clocks held against the minute: a page that is drawn twice in a minute asks once."""
    return place.seat.view(register_page, name, now.replace(second=0, microsecond=0))


def _register(place: Place, name: str, now: datetime) -> None:
    words, shown = place.words, register_page_of(place, name, now)
    rule = shown.register
    st.subheader(plain(rule.label[place.language]), anchor=False)
    st.caption(plain(rule.help[place.language]))
    _sums(place, shown)
    with st.container(horizontal=True, gap="small", key="register-do"):
        enter_one(place, rule)
        st.download_button(
            words("registers.csv"), data=lambda: place.seat.register_file(name, place.language),
            file_name=f"{place.seat.slug}-{name}.csv", mime="text/csv", key="register-csv", on_click="ignore",
            icon=":material/download:", help=words("registers.csv_help"),
        )  # fmt: skip
    if not shown.lines:
        st.info(words("registers.empty"))
        return
    st.caption(words("registers.pick"))
    if opened := _list(place, shown):
        change_one(place, rule, opened)


def _sums(place: Place, shown: RegisterPage) -> None:
    """What is worked out over all entries, beside how many are open and overdue."""
    words, rule = place.words, shown.register
    figures: list[tuple[str, str, tuple[str, ...]]] = [(words("registers.entries"), number(len(shown.lines)), ())]
    if rule.closed_by:
        figures += [(words(f"entry_state.{one}"), number(shown.count(one)), _STATES[one]) for one in _STATES]
    figures += [(plain(name), told, ()) for name, told in totals_told(rule, shown.totals, words).items()]
    for column, (name, value, states) in zip(st.columns(max(len(figures), 4)), figures, strict=False):
        with column.container(border=True, height="stretch"):
            narrowed = Selection(register=(rule.id,), entry_state=states)
            figure(name, value, "registers", selection=narrowed)


def _list(place: Place, shown: RegisterPage) -> EntryLine | None:
    words, rule, states = place.words, shown.register, place.selection.entry_state
    lines = [one for one in shown.lines if not states or one.judged.state in states]
    if not lines:
        st.caption(words("registers.nothing_selected"))
        return None
    rows = [{name: shortened(text, 60) for name, text in cells(rule, one, words).items()} for one in lines]
    named = titles(rule, words)
    chosen = table(
        rows, named, f"register-{rule.id}", alt=rule.label[place.language], pick=True, height=fitting(len(rows))
    )
    return None if chosen is None else lines[chosen]


draw(guard())
