"""One person's file, in the order in which an access request asks: what, where, why, until when, what was decided."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from engine import charts
from engine.views.balance import balance
from engine.views.basis import standings_of
from engine.views.dossier import Dossier, dossier
from engine.views.dossier_told import Sheet, Telling
from engine.views.notices import notices
from engine.views.people import Person
from engine.views.records import record_lines
from engine.views.selection import Selection
from pages.frame.address import stay
from pages.frame.copying import hand_out
from pages.frame.escape import plain
from pages.frame.formats import number
from pages.frame.guard import Place
from pages.frame.held import held
from pages.frame.labels import label
from pages.frame.listings import record_columns, record_rows
from pages.frame.navigation import go, link
from pages.frame.person_basis import person_basis
from pages.frame.picking import fitting
from pages.frame.plots import bar
from pages.frame.sameness import together
from pages.frame.tables import pager, table

PAGE_SIZE = 50


def draw(place: Place, shown: Person) -> None:
    """Draw the whole file below the page's head."""
    known = place.seat.view(dossier, shown.line.id)
    telling = Telling(place.words, place.rules)
    _facts(place, shown, known)
    hand_out(place, shown.line.id)
    held(place, shown)
    _places(place, telling, shown, known)
    person_basis(place, shown)
    _kept(place, telling, shown, known)
    _decided(place, telling, shown, known)
    _asked(place, telling, shown)
    _told(place, telling)
    _records(place, shown)
    _same(place, shown)


def _facts(place: Place, shown: Person, known: Dossier) -> None:
    words, line = place.words, shown.line
    seen = f"{line.first_seen} – {line.last_seen}" if line.first_seen else "—"
    facts = (
        ("kind", label(words, "subject_kind", line.kind)),
        ("records", number(line.records)),
        ("places", number(len(known.places))),
        ("seen", seen),
        ("disposition", label(words, "disposition", line.disposition)),
    )
    for column, (name, value) in zip(st.columns([1, 1, 1, 1.6, 1.2]), facts, strict=True):
        with column.container(border=True, height="stretch", gap=None, key=f"figure-fact-{name}"):
            st.caption(words(f"people.column.{name}"))
            st.markdown(f"**{plain(value)}**")


def _section(place: Place, name: str, sheet: Sheet, none: str, after: Callable[[int], None] | None = None) -> None:
    """One part of the file: its heading, and its table or a word on why there is none."""
    words = place.words
    st.subheader(words(f"dossier.{name}"), anchor=False, help=words(f"dossier.{name}_help"))
    if not sheet.rows:
        st.caption(words(none))
        return
    chosen = table(
        sheet.rows, dict(sheet.columns), f"dossier-{name}", alt=words(f"dossier.{name}"), pick=after is not None,
        height=fitting(len(sheet.rows)),
    )  # fmt: skip
    if chosen is not None and after:
        after(chosen)


def _places(place: Place, telling: Telling, shown: Person, known: Dossier) -> None:
    words = place.words

    def narrow(row: int) -> None:
        _only(place, source=(str(known.places[row].source),))

    with st.container(border=True, key="person-places"):
        _section(place, "places", telling.places(known), "dossier.places_none", narrow)
        told = []
        if known.undated:
            told.append(words("dossier.undated", number=number(known.undated)))
        if known.elsewhere:
            told.append(words("dossier.elsewhere", number=number(known.elsewhere)))
        if told:
            st.caption(" ".join(told))


def _kept(place: Place, telling: Telling, shown: Person, known: Dossier) -> None:
    def narrow(row: int) -> None:
        one = known.kept[row]
        _only(place, record_class=(one.record_class,), retention=(one.state,))

    with st.container(border=True, key="person-kept"):
        _section(place, "kept", telling.kept(known), "dossier.kept_none", narrow)


def _only(place: Place, **facets: tuple[str, ...]) -> None:
    """Narrow the person's records to what was clicked."""
    stay(selection=replace(Selection(), **facets))
    st.rerun()


def _decided(place: Place, telling: Telling, shown: Person, known: Dossier) -> None:
    """Where the records end, and who decided what about them and about the person."""
    words, line = place.words, shown.line
    counted = place.seat.view(balance, Selection(subject=(line.id,)))
    with st.container(border=True, key="person-decided"):
        _section(place, "decided", telling.decided(known), "dossier.decided_none")
        st.markdown(f":gray[{words('people.ends')}]", help=words("people.ends_help"))
        bar(charts.balance_bar(counted, place.language), "person-balance", alt=words("people.ends"), click=False)
        states = words("frame.comma").join(
            f"{label(words, 'finding_state', state)} {number(count)}" for state, count in known.reviewed.items()
        )
        st.caption(words("dossier.reviewed", states=states or "—"))
        with st.container(horizontal=True, gap="medium"):
            of_them = Selection(subject=(line.id,))
            link(words("dossier.to_decide"), "disposition", selection=of_them, icon=":material/balance:")
            link(words("holds.person_place"), "holds", selection=Selection(), person=line.id, icon=":material/gavel:")


def _asked(place: Place, telling: Telling, shown: Person) -> None:
    """Requests, complaints and other entries of registers; what they said of the use of their data stands above."""
    words = place.words
    found = place.seat.entries_naming(shown.line.id)

    def to_register(row: int) -> None:
        go("registers", selection=Selection(register=(found[row].register,)))

    with st.container(border=True, key="person-asked"):
        _section(place, "entries", telling.entries(found), "dossier.entries_none", to_register)
        objected = [
            one
            for one, _ in place.seat.view(standings_of, shown.line.id)
            if one.standing in ("objected", "refused", "withdrawn")
        ]
        if objected:
            named = words("frame.comma").join(
                f"{label(words, 'purpose', one.purpose)} {words(f'standing.{one.standing}')}" for one in objected
            )
            st.markdown(f":material/front_hand: {plain(words('dossier.objected', purposes=named))}")
        if any(one.by == "name" for one in found):
            st.caption(words("dossier.namesakes"))


def _told(place: Place, telling: Telling) -> None:
    known = place.seat.view(notices)

    def to_notice(row: int) -> None:
        go("notices", selection=Selection(notice=(known.here[row].notice.id,)))

    with st.container(border=True, key="person-notices"):
        _section(place, "notices", telling.notices(known), "dossier.notices_none", to_notice)
        st.caption(place.words("dossier.notices_whom"))


def _records(place: Place, shown: Person) -> None:
    """The records with the person that the filter lets through; the filter can be cleared above."""
    words, chosen_by = place.words, place.selection.with_facet("subject", (shown.line.id,))
    st.subheader(words("people.records"), anchor=False)
    page = place.seat.view(record_lines, chosen_by, place.address.page, PAGE_SIZE)
    if page.total < shown.line.records:
        told = words("dossier.filtered", number=number(page.total), total=number(shown.line.records))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(told, width="content")
            st.button(words("dossier.all_records"), key="person-all", type="tertiary", on_click=_everything)
    if not page.total:
        return
    rows: list[dict[str, Any]] = record_rows(place, page.lines)
    chosen = table(
        rows, record_columns(words), "person-records", alt=words("people.records"), pick=True, height=fitting(len(rows))
    )
    pager(words, page)
    if chosen is not None:
        go("record", record=page.lines[chosen].id, person=shown.line.id)


def _everything() -> None:
    stay(selection=Selection())


def _same(place: Place, shown: Person) -> None:
    """Why all of this is one person's, who shares something with them, and the ways to part and join."""
    words = place.words
    left, right = st.columns([5, 3])
    with left.container(border=True, height="stretch"):
        st.subheader(words("people.why"), anchor=False, help=words("people.why_help"))
        for line in shown.links:
            matched = label(words, "type", line.entity_type) if line.reason == "same_document" else ""
            reason = words(f"link.{line.reason}") if f"link.{line.reason}" in words else line.reason
            text = words("dossier.matched", reason=reason, type=matched) if matched else reason
            st.markdown(f"{plain(text)} · {words('people.in_records', number=number(line.records))}")
    with right.container(border=True, height="stretch"):
        st.subheader(words("people.household"), anchor=False, help=words("people.household_help"))
        for subject, name in shown.household:
            link(plain(f"{name or words('people.nameless')} · {subject}"), "people", person=subject)
        if not shown.household:
            st.caption(words("people.household_none"))
    together(place, shown)
