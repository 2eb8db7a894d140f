"""What is held of one person, type by type and masked; value by value once somebody asks to see it."""

import streamlit as st

from engine.views.held_values import held_values
from engine.views.people import Person
from engine.views.selection import sensitive_types
from pages.frame.address import stay
from pages.frame.escape import shortened
from pages.frame.guard import Place
from pages.frame.labels import label
from pages.frame.opening import act
from pages.frame.picking import fitting
from pages.frame.tables import table

_REVEALED = "person-revealed"
_LONGEST = 200


def held(place: Place, shown: Person) -> None:
    """Draw it; what was revealed is drawn once and is masked again with the next click."""
    words, person = place.words, shown.line.id
    revealed = st.session_state.pop(_REVEALED, "") == person
    with st.container(border=True, key="person-held-box"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(words("people.held"), anchor=False, help=words("people.held_help"), width="content")
            if revealed:
                st.button(words("record.mask"), key="person-mask")
            elif shown.held:
                st.button(
                    words("record.reveal"), key="person-reveal", help=words("record.reveal_help"),
                    on_click=_reveal, args=(person,),
                )  # fmt: skip
        if revealed:
            st.warning(words("record.revealed"))
            _values(place, person)
        elif shown.held:
            _types(place, shown)
        else:
            st.caption(words("people.held_nothing"))


def _reveal(person: str) -> None:
    if act("reveal_person", person=person):
        st.session_state[_REVEALED] = person


def _sensitive(place: Place, entity_type: str) -> str:
    return place.words("people.is_sensitive") if entity_type in sensitive_types() else "—"


def _types(place: Place, shown: Person) -> None:
    words = place.words
    rows = [
        {
            "type": label(words, "type", line.entity_type),
            "masked": line.masked,
            "values": line.values,
            "records": line.records,
            "sensitive": _sensitive(place, line.entity_type),
        }
        for line in shown.held
    ]
    columns: dict[str, object] = {name: words(f"people.column.{name}") for name in rows[0]}
    chosen = table(
        rows, columns, "person-held", alt=words("people.held"), pick=True, height=fitting(len(rows))
    )  # fmt: skip
    if chosen is not None:
        stay(selection=type(place.selection)(type=(shown.held[chosen].entity_type,)))
        st.rerun()


def _values(place: Place, person: str) -> None:
    words = place.words
    rows = [
        {
            "type": label(words, "type", one.entity_type),
            "value": shortened(one.text, _LONGEST),
            "records": one.records,
            "fields": words("frame.comma").join(label(words, "field", name) for name in one.fields),
            "sensitive": _sensitive(place, one.entity_type),
        }
        for one in place.seat.view(held_values, person, clear=True)
    ]
    columns: dict[str, object] = {name: words(f"people.column.{name}") for name in rows[0]}
    table(rows, columns, "person-values", alt=words("people.held"), height=fitting(len(rows)))
