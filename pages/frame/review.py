"""Confirm and reject findings, wherever they are listed; the last step can be taken back."""

from collections.abc import Callable, Sequence

import streamlit as st

from engine.strings import Words
from pages.frame.opening import act
from pages.frame.picking import unpick

_UNDO = "review-undo"
_STATES = ("confirmed", "rejected", "open")


def review_bar(
    words: Words, chosen: Sequence[tuple[str, str]], key: str, after: Callable[[], None] | None = None
) -> None:
    """Buttons over picked findings, given as (id, state); `after` runs in the callback once it is done."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"{key}-review"):
        for state in _STATES:
            st.button(
                words(f"review.{state}"),
                key=f"{key}-{state}",
                disabled=not chosen,
                type="primary" if state == "confirmed" else "secondary",
                on_click=_review,
                args=(list(chosen), state, key, after),
            )
        if st.session_state.get(_UNDO):
            count = sum(len(ids) for ids in st.session_state[_UNDO].values())
            st.button(
                words("review.undo", number=count), key=f"{key}-undo", type="tertiary", on_click=_undo, args=(after,)
            )
        st.caption(words("review.chosen", number=len(chosen)) if chosen else words("review.none"), width="content")


def _review(chosen: list[tuple[str, str]], state: str, key: str, after: Callable[[], None] | None) -> None:
    before: dict[str, list[str]] = {}
    for finding, was in chosen:
        if was != state:
            before.setdefault(was, []).append(finding)
    changed = [finding for ids in before.values() for finding in ids]
    if changed and act("review", findings=changed, state=state, notice="review.done"):
        st.session_state[_UNDO] = before
    unpick(key)
    if after:
        after()


def _undo(after: Callable[[], None] | None) -> None:
    for state, ids in st.session_state.pop(_UNDO, {}).items():
        act("review", findings=ids, state=state, notice="review.undone")
    if after:
        after()
