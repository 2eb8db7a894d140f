"""The way to the original of an item."""

import streamlit as st

from engine.model.errors import ActionableError
from pages.frame.guard import Place, mending


def original(place: Place, item: str, key: str, *, help: str) -> None:
    """Two steps, because fetching is an event: nothing is read from the vault until it is asked for."""
    words = place.words
    if not st.button(words("record.fetch"), key=f"{key}-fetch", help=help):
        return
    with mending():
        name, content = place.seat.original(item)
        if not content:
            raise ActionableError("original_empty")
        st.download_button(
            words("record.download"),
            content,
            name,
            "application/octet-stream",
            key=f"{key}-download",
            on_click="ignore",
            type="primary",
        )
