"""The form for one system, carrier or processor of the inventory."""

from collections.abc import Sequence

import streamlit as st

from engine.model.inventory import Receipt, System
from engine.views.selection import Selection
from engine.views.sources import sources
from pages.frame.escape import plain
from pages.frame.guard import Place, mending
from pages.frame.labels import label
from pages.frame.opening import tell

_ABROAD: dict[str, bool | None] = {"unknown": None, "yes": True, "no": False}
_MOST_SOURCES = 100_000


def state_system(
    place: Place,
    kind: str = "",
    state: Receipt | None = None,
    sources: Sequence[int] = (),
    known: System | None = None,
) -> None:
    """Open the form: for a system that is known, or for a new one with what is known of it already."""
    first = known or System(0, kind, "", state or (Receipt.RECEIVED if sources else Receipt.NOT_RECEIVED))
    given = known.sources if known else tuple(sources)
    st.dialog(place.words("inventory.form"), width="large")(_form)(place, first, given)


def _form(place: Place, system: System, given: tuple[int, ...]) -> None:
    words, kinds = place.words, list(place.rules.systems)
    names = {line.number: line.name for line in place.seat.view(sources, Selection(), 1, _MOST_SOURCES).lines}
    key = f"system-{system.number}-{system.kind}"
    with st.form(key, border=False, enter_to_submit=False):
        left, right = st.columns(2)
        kind = left.selectbox(
            words("inventory.kind"), kinds, index=kinds.index(system.kind) if system.kind in kinds else None,
            format_func=lambda one: label(words, "system", one), placeholder=words("frame.choose"),
        )  # fmt: skip
        name = right.text_input(
            words("inventory.name"), system.name, max_chars=80, help=words("inventory.name_help")
        )  # fmt: skip
        state = st.radio(
            words("inventory.state"), list(Receipt), index=list(Receipt).index(system.state), horizontal=True,
            format_func=lambda one: label(words, "receipt", one),
        )  # fmt: skip
        chosen = st.multiselect(
            words("inventory.sources"), list(names), [one for one in given if one in names],
            format_func=lambda one: f"{one} · {names[one]}",
            placeholder=words("frame.choose" if names else "inventory.sources_none"),
        )  # fmt: skip
        left, right = st.columns(2)
        owner = left.text_input(words("inventory.owner"), system.owner, max_chars=80)
        where = right.text_input(words("inventory.place"), system.place, max_chars=120)
        people = left.number_input(
            words("inventory.people"), 0, value=system.people, step=1, placeholder=words("inventory.people_unknown")
        )
        abroad = right.radio(
            words("inventory.abroad"), list(_ABROAD), index=list(_ABROAD.values()).index(system.abroad),
            format_func=lambda one: words(f"answer.{one}"), horizontal=True,
        )  # fmt: skip
        note = st.text_area(
            words("inventory.note"), system.note, max_chars=500, height=80, help=words("inventory.note_help")
        )
        sent = st.form_submit_button(words("inventory.save"), type="primary")
    if sent:
        with mending():
            place.seat.perform(
                "list_system", number=system.number or None, kind=kind or "", state=str(state), name=name, owner=owner,
                place=where, people=people, abroad=_ABROAD[abroad], sources=chosen, note=note,
            )  # fmt: skip
            tell(words("inventory.saved"))
            st.rerun()
    if system.number:
        _remove(place, system)


def _remove(place: Place, system: System) -> None:
    words = place.words
    with st.expander(words("inventory.remove")):
        st.caption(words("inventory.remove_help"))
        reason = st.text_input(words("inventory.remove_reason"), max_chars=200, key=f"remove-{system.number}-reason")
        if st.button(
            plain(words("inventory.remove")), key=f"remove-{system.number}", disabled=not reason.strip()
        ):  # fmt: skip
            with mending():
                place.seat.perform("remove_system", number=system.number, reason=reason)
                tell(words("inventory.removed"))
                st.rerun()
