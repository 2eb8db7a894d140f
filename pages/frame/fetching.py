"""The way to what is read or made only when it is asked for."""

from collections.abc import Callable

import streamlit as st

from engine.model.errors import ActionableError
from engine.views.task import Attachment
from pages.frame.escape import plain, shortened
from pages.frame.guard import Place, mending


def original(place: Place, item: str, key: str, *, help: str) -> None:
    """The original of an item."""
    words = place.words

    def fetched() -> tuple[str, bytes]:
        name, content = place.seat.original(item)
        if not content:
            raise ActionableError("original_empty")
        return name, content

    offered(words("record.fetch"), words("record.download"), key, fetched, "application/octet-stream", help=help)


def attachment(place: Place, file: Attachment) -> None:
    """An attached file under its name."""
    st.download_button(
        plain(shortened(file.name, 48)),
        data=lambda: place.seat.attachment(file.id)[1],
        file_name=file.name,
        mime="application/octet-stream",
        key=f"fetch-{file.id}",
        icon=":material/download:",
        on_click="ignore",
        help=place.words("tasks.file_help"),
    )


def offered(
    ask: str, download: str, key: str, made: Callable[[], tuple[str, bytes]], mime: str, *, help: str | None = None
) -> None:
    """Two steps, because fetching is an event: nothing is read or made until it is asked for."""
    if not st.button(ask, key=f"{key}-fetch", help=help):
        return
    with mending():
        name, content = made()
        st.download_button(
            download, content, name, mime, key=f"{key}-download", on_click="ignore", type="primary",
            icon=":material/download:",
        )  # fmt: skip
