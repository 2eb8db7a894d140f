"""Confirm and reject findings, wherever they are listed; the last step can be taken back."""

from collections.abc import Callable, Sequence

import streamlit as st

from engine.model.events import Event
from engine.strings import Words
from pages.frame.labels import label
from pages.frame.opening import act, engagement_slug
from pages.frame.picking import unpick

_UNDO = "review-undo"
STATES = ("confirmed", "rejected", "open")


def review_bar(
    words: Words, chosen: Sequence[tuple[str, str]], key: str, after: Callable[[], None] | None = None
) -> None:
    """Buttons over picked findings, given as (id, state); `after` runs in the callback once it is done."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"{key}-review"):
        for state in STATES:
            st.button(
                words(f"review.{state}"),
                key=f"{key}-{state}",
                disabled=all(was == state for _, was in chosen),
                type="primary" if state == "confirmed" else "secondary",
                on_click=_review,
                args=(list(chosen), state, key, after),
            )
        undo(words, key, after)
        st.caption(words("review.chosen", number=len(chosen)) if chosen else words("review.none"), width="content")


def undo(words: Words, key: str, after: Callable[[], None] | None = None) -> None:
    """The button that takes back the last review of this session in this engagement, as long as there is one."""
    if event := st.session_state.get(_UNDO, {}).get(engagement_slug()):
        st.button(
            words("review.undo"), key=f"{key}-undo", type="tertiary", on_click=take_back, args=(event,),
            kwargs={"after": after},
        )  # fmt: skip


def take_back(event: int, after: Callable[[], None] | None = None) -> None:
    """Undo a review; for callbacks."""
    act("undo_review", event=event, notice="review.undone")
    known = st.session_state.get(_UNDO, {})
    if known.get(engagement_slug()) == event:
        del known[engagement_slug()]
    if after:
        after()


def remember(event: Event | None) -> None:
    """Offer this review to `undo`."""
    if event:
        st.session_state.setdefault(_UNDO, {})[engagement_slug()] = event.sequence


def state_of(words: Words, state: str, decided_by: str) -> str:
    """A finding's state, and whose word it is."""
    shown = label(words, "finding_state", state)
    return f"{shown} · {words(f'review.by.{decided_by}')}" if decided_by else shown


def _review(chosen: list[tuple[str, str]], state: str, key: str, after: Callable[[], None] | None) -> None:
    changed = [finding for finding, was in chosen if was != state]
    remember(act("review", findings=changed, state=state, notice="review.done"))
    unpick(key)
    if after:
        after()
