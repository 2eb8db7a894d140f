"""Inventory: every system and carrier the company has, whether anything of it was received or not."""

import streamlit as st

from engine.model.inventory import Receipt
from engine.views.inventory import Inventory, SystemLine, inventory
from engine.views.selection import Selection
from pages.frame import Place, figure, guard, header, label, plain, shortened, table
from pages.frame.formats import number
from pages.frame.picking import fitting
from pages.frame.systems import state_system

_SHOWN_STATES = (Receipt.RECEIVED, Receipt.PARTLY, Receipt.NOT_RECEIVED)
_COLUMNS = (
    "number", "kind", "name", "category", "state", "owner", "place", "abroad", "people", "sources", "records",
    "skipped", "note",
)  # fmt: skip


def draw(place: Place) -> None:
    """The page."""
    words = place.words
    header(place, "inventory")
    st.caption(words("inventory.lead"))
    known = place.seat.view(inventory)
    _totals(place, known)
    _questions(place, known)
    _loose(place, known)
    _list(place, known)


def _totals(place: Place, known: Inventory) -> None:
    words = place.words
    figures: list[tuple[str, int, tuple[str, ...]]] = [(words("inventory.listed"), len(known.lines), ())]
    figures += [(label(words, "receipt", state), known.states[state], (str(state),)) for state in _SHOWN_STATES]
    figures.append((words("inventory.unanswered"), len(known.unanswered), ()))
    helps = {words("inventory.unanswered"): words("inventory.missing_help")}
    for column, (name, count, states) in zip(st.columns(len(figures)), figures, strict=True):
        with column.container(border=True, height="stretch"):
            figure(name, number(count), "inventory", selection=Selection(receipt=states), help=helps.get(name))


def _questions(place: Place, known: Inventory) -> None:
    """The kinds nobody has answered yet, each with a yes and a no."""
    if not known.unanswered:
        return
    words = place.words
    with st.container(border=True, key="inventory-questions"):
        st.subheader(
            words("inventory.ask_title", number=number(len(known.unanswered))), anchor=False,
            help=words("inventory.ask_help"),
        )  # fmt: skip
        for kind in known.unanswered:
            with st.container(horizontal=True, vertical_alignment="center", key=f"ask-{kind}"):
                st.markdown(plain(label(words, "system", kind)), width="stretch")
                if st.button(words("inventory.have"), key=f"have-{kind}"):
                    state_system(place, kind=kind, sources=_pointing_at(known, kind))
                if st.button(words("inventory.have_not"), key=f"have-not-{kind}"):
                    state_system(place, kind=kind, state=Receipt.NOT_APPLICABLE)


def _pointing_at(known: Inventory, kind: str) -> tuple[int, ...]:
    return tuple(source.number for source in known.loose if source.kind == kind)


def _loose(place: Place, known: Inventory) -> None:
    """Sources that belong to no system yet."""
    if not known.loose:
        return
    words = place.words
    with st.expander(words("inventory.loose", number=number(len(known.loose))), key="inventory-loose"):
        for source in known.loose:
            name = f"{source.number} · {plain(shortened(source.name, 60))}"
            if st.button(
                words("inventory.place_source", source=name), key=f"place-{source.number}", type="tertiary",
                icon=":material/arrow_forward:",
            ):  # fmt: skip
                state_system(place, kind=source.kind, sources=(source.number,))


def _list(place: Place, known: Inventory) -> None:
    words = place.words
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.subheader(words("inventory.list"), anchor=False)
        if st.button(words("inventory.add"), key="inventory-add", icon=":material/add:"):
            state_system(place)
    if not known.lines:
        st.caption(words("inventory.none"))
        return
    columns = {name: words(f"inventory.column.{name}") for name in _COLUMNS}
    chosen_states = place.selection.receipt
    lines = [line for line in known.lines if not chosen_states or str(line.state) in chosen_states]
    rows = [_row(place, line) for line in lines]
    chosen = table(rows, columns, "inventory", alt=words("inventory.list"), pick=True, height=fitting(len(rows)))
    st.caption(words("inventory.pick"))
    if chosen is not None:
        state_system(place, known=lines[chosen].system)


def _row(place: Place, line: SystemLine) -> dict[str, object]:
    words, system = place.words, line.system
    kind = place.rules.systems.get(system.kind)
    answers = {True: words("answer.yes"), False: words("answer.no"), None: "—"}
    return {
        "number": system.number,
        "kind": label(words, "system", system.kind),
        "name": system.name,
        "category": label(words, "system_category", kind.category) if kind else "—",
        "state": label(words, "receipt", line.state),
        "owner": system.owner,
        "place": system.place,
        "abroad": answers[system.abroad],
        "people": system.people,
        "sources": ", ".join(map(str, system.sources)),
        "records": line.records if system.sources else None,
        "skipped": line.skipped if system.sources else None,
        "note": shortened(system.note, 80),
    }


draw(guard())
