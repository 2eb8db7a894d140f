"""Carrying out planned deletions: what would go, what stays and why, and a number typed before the button works."""

import streamlit as st

from engine.views.destroying import destruction
from engine.views.planning import Wish
from pages.frame.formats import number
from pages.frame.guard import Place
from pages.frame.opening import act


def destroying(place: Place, wish: Wish, key: str) -> None:
    """Draw the form for what the wish means; nothing where no deletion is planned."""
    words, found = place.words, place.seat.view(destruction, wish)
    if not found.records and not found.stays:
        return
    with st.container(border=True, key=f"{key}-destroying"):
        st.subheader(words("destroying.title"), anchor=False, help=words("destroying.help"))
        told = [words(f"destroying.stays.{name}", number=number(count)) for name, count in found.stays.items()]
        if found.records:
            counts = {name: number(getattr(found, name)) for name in ("records", "attachments", "sources")}
            told.insert(0, words("destroying.ready", **counts))
        if found.beside:
            told.insert(1, words("destroying.beside", number=number(found.beside)))
        st.markdown("  \n".join(told))
        if not found.records:
            return
        with st.popover(words("destroying.open"), icon=":material/delete_forever:", width="content"):
            st.warning(words("destroying.forever"))
            typed = st.text_input(words("destroying.confirm", number=number(found.records)), key=f"{key}-destroy-count")
            st.button(
                words("destroying.do", number=number(found.records)), key=f"{key}-destroy", type="primary",
                disabled=typed.strip().replace(",", "") != str(found.records),
                on_click=_destroy, args=(wish, found.records, key),
            )  # fmt: skip


def _destroy(wish: Wish, expected: int, key: str) -> None:
    stated = {"records": wish.records, "selection": wish.selection, "expected": expected}
    act("destroy", **stated, notice="destroying.done")
    st.session_state[f"{key}-destroy-count"] = ""
