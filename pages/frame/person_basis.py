"""One person's file: what each use of their data rests on, all they said about it, and what they are owed."""

import streamlit as st

from engine.views.basis import standings_of
from engine.views.debts import debts_of
from engine.views.people import Person
from engine.views.standing_told import because, since
from pages.frame.formats import day
from pages.frame.guard import Place
from pages.frame.labels import label
from pages.frame.picking import fitting
from pages.frame.standing import amount, settle, state
from pages.frame.tables import table


def person_basis(place: Place, shown: Person) -> None:
    """Draw it; nothing but a word where no purpose concerns the person."""
    words, person = place.words, shown.line.id
    told = place.seat.view(standings_of, person)
    with st.container(border=True, key="person-basis"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.subheader(words("basis.person"), anchor=False, help=words("basis.person_help"))
            if told:
                with st.popover(words("basis.state"), icon=":material/edit_note:", width="content"):
                    state(place, "basis-one", [line.purpose for line, _ in told], [person])
        if not told:
            st.caption(words("basis.person_none"))
        else:
            rows = [
                {
                    "purpose": label(words, "purpose", line.purpose),
                    "standing": words(f"standing.{line.standing}"),
                    "day": since(words, line),
                    "because": because(words, place.rules, line.decision, line.rule, line.place, line.standing),
                    "disputed": words("basis.there") if line.disputed else "",
                }
                for line, _ in told
            ]
            columns = {name: words(f"basis.column.{name}") for name in rows[0]}
            table(rows, columns, "person-standings", alt=words("basis.person"), height=fitting(len(rows)))
            _said(place, person)
        _owed(place, person)


def _said(place: Place, person: str) -> None:
    """Everything said, line by line; where it stands is named by the record's id."""
    words = place.words
    rows = [
        {
            "purpose": label(words, "purpose", line.purpose),
            "saying": words(f"saying.{one.saying}"),
            "day": day(one.day) if one.day else words("basis.undated"),
            "because": because(words, place.rules, one.decision, one.rule, one.place),
            "record": one.record or "—",
        }
        for line, statements in place.seat.view(standings_of, person)
        for one in statements
    ]
    if rows:
        with st.expander(words("basis.said"), expanded=False, key="person-said"):
            columns = {name: words(f"basis.column.{name}") for name in rows[0]}
            table(rows, columns, "person-sayings", alt=words("basis.said"), height=fitting(len(rows)))


def _owed(place: Place, person: str) -> None:
    words, lines = place.words, place.seat.view(debts_of, person)
    if not lines:
        return
    rows = [amount(place, line) for line in lines]
    columns = {name: words(f"basis.column.{name}") for name in rows[0]}
    table(rows, columns, "person-owed", alt=words("basis.debts"), height=fitting(len(rows)))
    with st.container(horizontal=True, gap="small"):
        for debt in dict.fromkeys(line.debt for line in lines if line.settled is None):
            with st.popover(f"{label(words, 'debt', debt)} · {words('basis.settle_one')}", icon=":material/task_alt:"):
                settle(place, f"settle-one-{debt}", debt, [person])
