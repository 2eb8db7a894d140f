"""The charts of exposure: what and how old, by class, whose, whence, how it moved; only the open tab is computed."""

import streamlit as st

from engine import charts
from engine.model.people import SubjectKind
from engine.views.findings import UNKNOWN_YEAR, exposure
from engine.views.origins import FEW, origins
from engine.views.people import person_lines
from engine.views.snapshots import Moment, moments
from engine.views.special import people_in_groups
from pages.frame.formats import moment, number
from pages.frame.guard import Place
from pages.frame.labels import held_types, label
from pages.frame.navigation import go, link
from pages.frame.picking import fitting
from pages.frame.plots import plot
from pages.frame.tables import table

_LINE = 40  # pixels of a line of text
_PEOPLE, _CUSTOMERS = 10, (SubjectKind.CUSTOMER, SubjectKind.RELATIVE)
_TRENDS = (("figure.findings", "figure.findings_open"), ("figure.people", "figure.sensitive", "figure.minors"))


def exposed(place: Place) -> None:
    """The tabs. Each chart leaves its own facet out, so that what was clicked stands among its neighbours."""
    tabs = {"what": _what, "by_class": _by_class, "whose": _whose, "whence": _whence, "trend": _trend}
    names = [place.words(f"findings.{name}") for name in tabs]
    for tab, draw in zip(st.tabs(names, key="findings-tabs", on_change="rerun"), tabs.values(), strict=True):
        if tab.open:
            with tab:
                draw(place)


def _what(place: Place) -> None:
    words, selection, language = place.words, place.selection, place.language
    by_type = place.seat.view(exposure, selection.with_facet("type", ()))
    by_year = place.seat.view(exposure, selection.with_facet("year", ()))
    left, right = st.columns([3, 2])
    with left.container(border=True, height="stretch"):
        st.subheader(words("findings.by_type"), anchor=False, help=words("findings.click"))
        types = charts.exposure_by_type(by_type, language, selection)
        plot(types, "findings-types", alt=words("findings.by_type"))
    with right.container(border=True, height="stretch"):
        st.subheader(words("findings.by_year"), anchor=False, help=words("findings.by_year_help"))
        if by_year.dated:
            figure = charts.records_by_year(by_year, language, selection, charts.height_of(types) - _LINE)
            plot(figure, "findings-years", alt=words("findings.by_year"))
        if by_year.undated:
            undated = words("findings.undated", number=number(by_year.undated))
            link(undated, "findings", selection=selection.with_facet("year", (UNKNOWN_YEAR,)))


def _by_class(place: Place) -> None:
    words, selection = place.words, place.selection
    seen = place.seat.view(exposure, selection.with_facet("type", ()).with_facet("record_class", ()))
    with st.container(border=True):
        st.subheader(words("findings.by_class"), anchor=False, help=words("findings.by_class_help"))
        with st.container(key="wide-figure"):
            plot(charts.class_by_type(seen, place.language, selection), "findings-heat", alt=words("findings.by_class"))


def _whose(place: Place) -> None:
    """The groups that need special care, and the people in most records, under pseudonyms."""
    words, selection = place.words, place.selection
    groups = place.seat.view(people_in_groups, selection.with_facet("group", ()))
    asked = selection if selection.subject_kind else selection.with_facet("subject_kind", _CUSTOMERS)
    people = place.seat.view(person_lines, asked, 1, _PEOPLE)
    left, right = st.columns([2, 3])
    with left.container(border=True, height="stretch"):
        st.subheader(words("findings.by_group"), anchor=False, help=words("findings.by_group_help"))
        if groups:
            figure = charts.people_in_groups(groups, place.language, selection)
            plot(figure, "findings-groups", alt=words("findings.by_group"))
        else:
            st.caption(words("findings.no_group"))
    with right.container(border=True, height="stretch"):
        st.subheader(words("findings.most_held"), anchor=False, help=words("findings.most_held_help"))
        rows = [
            {
                "name": line.masked_name or words("people.nameless"),
                "kind": label(words, "subject_kind", line.kind),
                "records": line.records,
                "types": held_types(words, line.entity_types),
            }
            for line in people.lines
        ]
        columns: dict[str, object] = {one: words(f"people.column.{one}") for one in ("name", "kind", "records")}
        columns["types"] = st.column_config.ListColumn(words("people.column.types"))
        chosen = table(
            rows, columns, "findings-people", alt=words("findings.most_held"), pick=True, height=fitting(len(rows))
        )
        if chosen is not None:
            go("people", person=people.lines[chosen].id)


def _whence(place: Place) -> None:
    words, selection, language = place.words, place.selection, place.language
    places = place.seat.view(origins, selection.with_facet("jurisdiction", ()))
    domains = place.seat.view(origins, selection.with_facet("domain", ()))
    left, right = st.columns(2)
    with left.container(border=True, height="stretch"):
        st.subheader(words("findings.by_place"), anchor=False, help=words("findings.by_place_help"))
        if places.places:
            figure = charts.people_by_place(places, language, selection)
            plot(figure, "findings-places", alt=words("findings.by_place"))
        else:
            st.caption(words("findings.no_place"))
    with right.container(border=True, height="stretch"):
        st.subheader(words("findings.by_domain"), anchor=False, help=words("findings.by_domain_help"))
        if domains.domains:
            figure = charts.addresses_by_domain(domains, language, selection)
            plot(figure, "findings-domains", alt=words("findings.by_domain"))
        rest = domains.domains[charts.DOMAINS_SHOWN :]
        if rest:
            more = number(sum(line.addresses for line in rest))
            st.caption(words("findings.more_domains", number=number(len(rest)), addresses=more))
        if domains.rare:
            few = number(domains.rare_addresses)
            st.caption(words("findings.rare_domains", number=number(domains.rare), addresses=few, few=FEW))


def _trend(place: Place) -> None:
    words, seen = place.words, place.seat.view(moments)
    if len(seen) == 1:
        st.caption(words("findings.no_trend"))
        link(words("nav.papers"), "papers", icon=":material/print:")
        return

    def told(one: Moment) -> str:
        return moment(one.at) if one.at else words("findings.now")

    with st.container(border=True):
        st.subheader(words("findings.trend"), anchor=False, help=words("findings.trend_help"))
        for at, figures in enumerate(_TRENDS):
            figure = charts.trend(seen, figures, place.language, told)
            plot(figure, f"findings-trend-{at}", alt=words("findings.trend"), click=False)
