"""People: whose data is held, how much of it, and why records were put to one person."""

import streamlit as st

from engine import charts
from engine.catalogue import catalogue
from engine.model.errors import ActionableError
from engine.model.people import SubjectKind
from engine.views.coverage import coverage
from engine.views.groups import GROUPS
from engine.views.people import People, people, person, person_lines
from engine.views.places import told_places
from engine.views.selection import Selection, types_in_group
from pages.frame import (
    Place,
    bar,
    dossier,
    empty,
    facet,
    figure,
    go,
    guard,
    header,
    label,
    pager,
    plain,
    table,
    total,
)
from pages.frame.formats import number
from pages.frame.labels import held_types
from pages.frame.picking import fitting
from pages.frame.trail import trail

PAGE_SIZE = 50


def draw(place: Place) -> None:
    """The page: everybody, or the one person of the URL."""
    if place.address.person:
        _one(place)
        return
    words = place.words
    header(place, "people")
    everybody = place.seat.view(people, Selection())
    if not everybody.total:
        scanned = place.seat.view(coverage).read
        empty(words("people.nobody" if scanned else "people.empty"), "sources", words("people.to_sources"))
        return
    _filters(place)
    counted = place.seat.view(people, place.selection)
    _totals(place, counted)
    _list(place)


def _filters(place: Place) -> None:
    words = place.words
    with st.expander(words("people.filters"), expanded=False, key="people-filters"):
        left, middle, right = st.columns(3)
        with left:
            facet(words, "subject_kind", [str(kind) for kind in SubjectKind])
        with middle:
            facet(words, "type", catalogue().entity_types)
            facet(words, "group", GROUPS)
        with right:
            facet(words, "record_class", catalogue().record_classes)
            facet(words, "jurisdiction", [one.id for one in told_places()])


def _totals(place: Place, counted: People) -> None:
    """Groups overlap and say so; kinds do not. Each number filters this page."""
    words, selection = place.words, place.selection
    with st.container(border=True):
        sensitive = selection.with_facet("sensitivity", ("sensitive", "conditional"))
        overall = (
            ("households", counted.households, "people", selection.with_facet("group", ("shared",))),
            ("sensitive", counted.sensitive, "people", sensitive),
            ("unattributed", counted.unattributed, "findings", selection.with_facet("attribution", ("nobody",))),
        )
        first, *columns = st.columns(len(overall) + 1)
        with first:
            total(words("people.total"), number(counted.total), "list", help=words("people.total_help"))
        for column, (name, value, screen, narrowed) in zip(columns, overall, strict=True):
            with column:
                told = words(f"people.{name}_help")
                figure(words(f"people.{name}"), number(value), screen, selection=narrowed, help=told)
        st.caption(words("people.groups"))
        values = {"identity": counted.identity, "bank": counted.bank, "health": counted.health}
        groups = {"minors": counted.minors, "identity_bank_address": counted.together}
        columns = st.columns(len(values) + len(groups))
        for column, (group, value) in zip(columns, values.items(), strict=False):
            with column:
                narrowed = selection.with_facet("type", types_in_group(group))
                figure(words(f"people.{group}"), number(value), "people", selection=narrowed, size="small")
        for column, (group, value) in zip(columns[len(values) :], groups.items(), strict=True):
            with column:
                narrowed = selection.with_facet("group", (group,))
                told = words("people.minor_help") if group == "minors" else None
                name = label(words, "group", group)
                figure(name, number(value), "people", selection=narrowed, size="small", help=told)
    left, right = st.columns(2)
    with left.container(border=True, height="stretch"):
        st.subheader(words("people.by_kind"), anchor=False, help=words("people.by_kind_help"))
        kinds = charts.people_by_kind(counted, place.language, selection)
        bar(kinds, "people-kinds", alt=words("people.by_kind"))
    with right.container(border=True, height="stretch"):
        st.subheader(words("people.by_disposition"), anchor=False, help=words("people.by_disposition_help"))
        ends = charts.people_by_disposition(counted, place.language)
        bar(ends, "people-dispositions", alt=words("people.by_disposition"), click=False)


def _list(place: Place) -> None:
    words = place.words
    st.subheader(words("people.list"), anchor="list", help=words("people.list_help"))
    page = place.seat.view(person_lines, place.selection, place.address.page, PAGE_SIZE)
    if not page.total:
        st.info(words("people.nothing_selected"))
        return
    rows = [
        {
            "name": line.masked_name or words("people.nameless"),
            "id": line.id,
            "kind": label(words, "subject_kind", line.kind),
            "records": line.records,
            "types": held_types(words, line.entity_types),
            "household": words("people.shares") if line.household else "—",
            "first": line.first_seen or "—",
            "last": line.last_seen or "—",
            "disposition": label(words, "disposition", line.disposition),
            "held": number(line.held) if line.held else "",
        }
        for line in page.lines
    ]
    columns: dict[str, object] = {name: words(f"people.column.{name}") for name in rows[0]}
    columns["types"] = st.column_config.ListColumn(words("people.column.types"))
    chosen = table(rows, columns, "people-list", alt=words("people.list"), pick=True, height=fitting(len(rows)))
    pager(words, page)
    if chosen is not None:
        go("people", person=page.lines[chosen].id)


def _one(place: Place) -> None:
    words, above = place.words, trail(place, "people")
    try:
        shown = place.seat.view(person, place.address.person)
    except ActionableError as error:
        header(place, "people", above=above)
        empty(plain(words.sentence(error)), "people", words("people.back"))
        return
    name = shown.line.masked_name or words("people.nameless")
    header(place, "people", above=above, title=f"{name} · {shown.line.id}")
    dossier.draw(place, shown)


draw(guard())
