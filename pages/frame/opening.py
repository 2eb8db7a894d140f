"""The open desk and the seat at it: which workspace, who is working, on which engagement."""

import binascii
from contextlib import suppress
from pathlib import Path

import streamlit as st

from engine.desk import Desk, Seat
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from pages.frame.address import NO_ENGAGEMENT, current_words, here

_FOLDER, _PROFILE, _TROUBLE, _NOTICE = "workspace", "profile", "trouble", "notice"
_COOKIE = "_streamlit_xsrf"


@st.cache_resource(show_spinner=False)
def opened(folder: str) -> Desk:
    """The workspace in `folder`, opened once in this process."""
    return Desk(Path(folder))


@st.cache_resource(show_spinner=False)
def _remembered() -> dict[tuple[str, bytes], Profile]:
    """Who worked in which browser last, as long as this process lives: a refresh does not ask again."""
    return {}


def enter(folder: Path) -> None:
    """Say which workspace this session works in; `app.py` does it once a run."""
    st.session_state[_FOLDER] = str(folder.resolve())


def desk() -> Desk:
    """The one open workspace of this process."""
    return opened(st.session_state[_FOLDER])


def profile() -> Profile | None:
    """Who is working; None until the person has said so."""
    if _PROFILE not in st.session_state:
        known = _remembered().get((st.session_state[_FOLDER], _browser()))
        if known is None or not _browser():
            return None
        st.session_state[_PROFILE] = known
    return st.session_state[_PROFILE]


def work_as(chosen: Profile) -> None:
    """From now on this person works here."""
    st.session_state[_PROFILE] = chosen
    if _browser():
        _remembered()[(st.session_state[_FOLDER], _browser())] = chosen


def engagement_slug() -> str:
    """The engagement of the URL; the only one there is, if the URL names none; else empty."""
    stated = here().engagement
    if stated:
        return "" if stated == NO_ENGAGEMENT else stated
    labels = desk().engagements()
    return labels[0].slug if len(labels) == 1 else ""


def seat() -> Seat | None:
    """The seat of this person at this engagement; None while either is missing.

    While they say who they are, the engagement is prepared for their first look.
    """
    who, slug = profile(), engagement_slug()
    if slug and not who:
        with suppress(ActionableError):  # what is the matter is told to whom it concerns
            desk().prepare(slug)
    return desk().seat(slug, who) if who and slug else None


def act(action: str, *, notice: str = "", **params: object) -> Event | None:
    """Perform an action of `Seat.perform`; for callbacks and bodies alike.

    A mistake the person can mend becomes a message above the page, success the sentence of the key `notice`.
    """
    at = seat()
    if at is None:
        return None
    try:
        event = at.perform(action, **params)
    except ActionableError as error:
        trouble(error)
        return None
    if notice:
        tell(current_words()(notice))
    return event


def trouble(error: ActionableError) -> None:
    """Keep an error for the next header to show; for callbacks, which run before the page is drawn."""
    st.session_state[_TROUBLE] = error


def tell(sentence: str) -> None:
    """Keep a sentence for the next header to show as done."""
    st.session_state[_NOTICE] = sentence


def messages() -> tuple[ActionableError | None, str]:
    """What is to be said now, once."""
    return st.session_state.pop(_TROUBLE, None), st.session_state.pop(_NOTICE, "")


def _browser() -> bytes:
    """What tells this browser from another: the random token of Streamlit's own form-protection cookie."""
    parts = str(st.context.cookies.get(_COOKIE, "")).split("|")
    try:
        mask, masked = binascii.a2b_hex(parts[1]), binascii.a2b_hex(parts[2])
    except (IndexError, binascii.Error, ValueError):
        return b""
    return bytes(byte ^ mask[i % len(mask)] for i, byte in enumerate(masked)) if mask else b""
