"""Disposition: the balance of all records, what is left to decide and to carry out, and all that was."""

import streamlit as st

from engine import charts
from engine.views.balance import balance
from engine.views.ends import Ends, ends
from engine.views.findings import facets
from engine.views.planning import Wish
from engine.views.selection import Selection
from pages.frame import Place, bar, empty, guard, header, label, link, plot
from pages.frame.carrying import carried_out, carrying_out
from pages.frame.decided import decided, waiting
from pages.frame.deciding import decision
from pages.frame.destroying import destroying
from pages.frame.filters import record_facets
from pages.frame.formats import number

# Undecided records, by what stands in the way of a decision.
_WAYS = {
    "proposed": Selection(disposition=("undecided",), retention=("must_keep", "may_keep", "due")),
    "unknown_date": Selection(disposition=("undecided",), retention=("unknown_date",)),
    "no_rule": Selection(disposition=("undecided",), retention=("no_rule",)),
}
_CONTRARY = Selection(disposition=("deleted", "anonymised"), retention=("must_keep",))


def draw(place: Place) -> None:
    """The page."""
    words = place.words
    header(place, "disposition")
    if not place.seat.view(balance).records:
        empty(words("decisions.empty"), "sources", words("decisions.to_sources"))
        return
    st.caption(words("decisions.lead"))
    record_facets(words, place.rules, "disposition", place.seat.view(facets).years)
    told = place.seat.view(ends, place.selection)
    _balance(place)
    _left(place, told)
    waiting(place)
    _charts(place, told)
    total = place.seat.view(balance, place.selection).records
    if total:
        decision(place, (), total, "")
    meant = Wish(selection=place.selection)
    carrying_out(place, meant, "disposition")
    destroying(place, meant, "disposition")
    carried_out(place)
    decided(place)


def _balance(place: Place) -> None:
    """The balance under the filter; the disposition's own facet only lights its parts."""
    words = place.words
    sums = place.seat.view(balance, place.selection.with_facet("disposition", ()))
    with st.container(border=True):
        title = words("decisions.balance", records=number(sums.records))
        st.subheader(title, anchor=False, help=words("decisions.balance_help"))
        parts = [f"{label(words, 'disposition', state)} {number(count)}" for state, count in sums.states.items()]
        figure = charts.balance_bar(sums, place.language, place.selection)
        bar(figure, "disposition-balance", alt=", ".join(parts))
        counts = {
            "total": sum(sums.states.values()),
            "undecided": sums.open.get("undecided", 0),
            "held": sums.open.get("on_hold", 0),
            "planned": sum(sums.intended.values()),
            "done": sum(sums.done.values()),
            "records": sums.records,
            "difference": sums.difference,
        }
        st.caption(words("decisions.balance_sum", **{name: number(count) for name, count in counts.items()}))


def _left(place: Place, told: Ends) -> None:
    """What is not decided, why, and what to do about it; and plans that the law forbids by now."""
    words = place.words
    if told.contrary:
        with st.container(horizontal=True, vertical_alignment="center", key="disposition-contrary"):
            st.warning(words("decisions.contrary", number=number(told.contrary)), width="stretch")
            link(words("decisions.show"), "retention", selection=_CONTRARY)
    if not told.open:
        return
    with st.container(border=True, key="disposition-open"):
        st.subheader(words("decisions.open", number=number(sum(told.open.values()))), anchor=False)
        for name, way in _WAYS.items():
            if count := told.open.get(name):
                with st.container(horizontal=True, vertical_alignment="center", key=f"disposition-open-{name}"):
                    st.markdown(words(f"decisions.open_{name}", number=number(count)), width="stretch")
                    link(words("decisions.show"), "retention", selection=way)


def _charts(place: Place, told: Ends) -> None:
    words = place.words
    left, right = st.columns(2)
    with left.container(border=True, height="stretch"):
        st.subheader(words("decisions.by_class"), anchor=False)
        classes = charts.ends_by_class(told, place.language, place.selection)
        plot(classes, "disposition-classes", alt=words("decisions.by_class"))
    with right.container(border=True, height="stretch"):
        st.subheader(words("decisions.by_people"), anchor=False, help=words("decisions.by_people_help"))
        people = charts.ends_by_people(told, place.language)
        plot(people, "disposition-people", alt=words("decisions.by_people"), to="people")


draw(guard())
