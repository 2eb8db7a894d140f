"""Legal holds: which there are and what is under them, a form for a new one, and their release."""

from datetime import date
from typing import Any

import streamlit as st

from engine.model.holds import HoldReach, HoldState
from engine.strings import Words
from engine.views.findings import facets
from engine.views.holds import HoldLine, HoldReached, hold_reached, holds
from engine.views.selection import Selection
from pages.frame import Place, act, guard, header, here, link, plain, table, tell
from pages.frame.filters import record_facets
from pages.frame.formats import day, moment, number
from pages.frame.labels import told
from pages.frame.picking import fitting

_FIELDS = ("matter", "ordered_by")


def draw(place: Place) -> None:
    """The page."""
    words = place.words
    header(place, "holds")
    st.caption(words("holds.lead"))
    lines = place.seat.view(holds)
    active = [line for line in lines if line.state is HoldState.ACTIVE]
    st.subheader(words("holds.active", number=len(active)), anchor=False)
    if not active:
        st.caption(words("holds.none"))
    for line in active:
        _hold(place, line)
    _form(place)
    _released(place, [line for line in lines if line.state is HoldState.RELEASED])


def _hold(place: Place, line: HoldLine) -> None:
    words, only = place.words, Selection(hold=(str(line.number),))
    with st.container(border=True, key=f"hold-{line.number}"):
        st.markdown(f"**{plain(words('holds.title', number=line.number, matter=line.matter))}**")
        facts = {"ordered_by": line.ordered_by, "placed_by": line.placed_by, "placed_at": moment(line.placed_at)}
        st.caption(plain(words("holds.by", since=day(line.since), **facts)))
        counts = {name: number(getattr(line, name)) for name in ("records", "people", "planned")}
        st.markdown(words("holds.reached", **counts))
        scope = told(words, line.selection) if line.selection is not None else words(f"holds.reach.{line.reach}")
        st.caption(f"{plain(scope)} · {words('holds.stands' if line.standing else 'holds.fixed')}")
        with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
            link(words("holds.to_records", number=counts["records"]), "retention", selection=only)
            link(words("holds.to_people", number=counts["people"]), "people", selection=only)
            if line.release_asked:
                link(words("holds.release_asked"), "disposition", selection=Selection())
                return
            with st.popover(words("holds.release"), width="content"):
                st.caption(words("holds.release_help"))
                key = f"hold-{line.number}-reason"
                reason = st.text_input(words("holds.release_reason"), key=key, max_chars=300)
                st.button(
                    words("holds.release_do"), key=f"hold-{line.number}-release", disabled=not reason.strip(),
                    on_click=_release, args=(words, line.number, reason),
                )  # fmt: skip


def _release(words: Words, hold: int, reason: str) -> None:
    if event := act("release_hold", hold=hold, reason=reason):
        tell(words("holds.asked" if event.kind == "hold_release_asked" else "holds.done"))


def _form(place: Place) -> None:
    """The form: it says what would be held as soon as there is something to hold."""
    words, address = place.words, place.address
    with st.container(border=True, key="hold-new"):
        st.subheader(words("holds.place"), anchor=False, help=words("holds.scope_help"))
        scopes = [HoldReach.FILTER]
        scopes[:0] = [HoldReach.RECORDS] if address.record else [HoldReach.PEOPLE] if address.person else []
        reach = st.radio(
            words("holds.scope"), scopes, key=f"hold-scope-{len(scopes)}", format_func=lambda one: _scope(place, one)
        )
        if reach is HoldReach.FILTER:
            record_facets(words, place.rules, "hold", place.seat.view(facets).years)
        left, middle, right = st.columns([3, 3, 2])
        matter = left.text_input(
            words("holds.matter"), key="hold-matter", max_chars=200, help=words("holds.matter_help")
        )
        ordered_by = middle.text_input(words("holds.ordered_by"), key="hold-ordered_by", max_chars=80)
        since = right.date_input(words("holds.since"), key="hold-since", format="YYYY-MM-DD")
        what = _named(place, reach)
        reached = place.seat.view(hold_reached, str(reach), **what)
        _preview(place, reach, reached)
        filled = bool(matter.strip() and ordered_by.strip())
        st.button(
            words("holds.do", number=number(reached.records)), key="hold-do", type="primary",
            disabled=not (filled and reached.records), help=None if filled else words("holds.first"),
            on_click=_place, args=(str(reach), matter, ordered_by, since, what),
        )  # fmt: skip


def _scope(place: Place, reach: HoldReach) -> str:
    words, address = place.words, place.address
    if reach is HoldReach.FILTER:
        return plain(words("holds.scope_filter", filter=told(words, here().selection)))
    one = {"record": address.record} if reach is HoldReach.RECORDS else {"person": address.person}
    return plain(words(f"holds.scope_{next(iter(one))}", **one))


def _named(place: Place, reach: HoldReach) -> dict[str, Any]:
    """What the hold is on, as the view and the action want it."""
    if reach is HoldReach.RECORDS:
        return {"records": (place.address.record,)}
    return {"people": (place.address.person,)} if reach is HoldReach.PEOPLE else {"selection": place.selection}


def _preview(place: Place, reach: HoldReach, reached: HoldReached) -> None:
    words = place.words
    if not reached.records:
        st.info(words("holds.preview_none"))
        return
    names = ("records", "named", "people", "planned", "already")
    st.markdown(words("holds.preview", **{name: number(getattr(reached, name)) for name in names}))
    kind = "stands" if reached.standing else "records" if reach is HoldReach.RECORDS else "fixed"
    st.caption(words(f"holds.preview_{kind}"))


def _place(reach: str, matter: str, ordered_by: str, since: date, what: dict[str, Any]) -> None:
    stated = {"reach": reach, "matter": matter, "ordered_by": ordered_by, "since": since, **what}
    if act("place_hold", **stated, notice="holds.placed"):
        for name in _FIELDS:
            st.session_state[f"hold-{name}"] = ""


def _released(place: Place, lines: list[HoldLine]) -> None:
    if not lines:
        return
    words = place.words
    with st.expander(words("holds.released", number=len(lines)), key="holds-released"):
        rows = [
            {
                "number": words("holds.number", number=line.number),
                "matter": line.matter,
                "ordered_by": line.ordered_by,
                "since": day(line.since),
                "released_by": line.released_by,
                "released_at": moment(line.released_at) if line.released_at else "—",
                "released_for": line.released_for,
            }
            for line in lines
        ]
        columns = {name: words(f"holds.column.{name}") for name in rows[0]}
        table(rows, columns, "holds-ended", alt=words("nav.holds"), height=fitting(len(rows)))


draw(guard())
