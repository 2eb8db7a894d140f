"""What stands before every page: nobody sees an engagement without saying who they are and which one they mean."""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import streamlit as st

from engine.catalogue import Catalogue
from engine.desk import Seat
from engine.model.engagement import Engagement
from engine.model.errors import ActionableError
from engine.strings import Words
from engine.views.selection import Selection
from pages.frame import opening, welcome
from pages.frame.address import Address, current_words, here
from pages.frame.escape import plain


@dataclass(frozen=True, slots=True)
class Place:
    """What a page holds in its hand: the seat, the words, the address."""

    seat: Seat
    words: Words
    address: Address

    @property
    def engagement(self) -> Engagement:
        """The facts of the engagement."""
        return self.seat.engagement

    @property
    def rules(self) -> Catalogue:
        """The rules in force for the engagement: the shipped ones with what was changed for it."""
        return self.seat.rules

    @property
    def selection(self) -> Selection:
        """The shared filter."""
        return self.address.selection

    @property
    def language(self) -> str:
        """`zh` or `en`."""
        return self.words.language


def guard() -> Place:
    """The place to work at; without a person or an engagement the start screen is drawn and the page ends here."""
    words = current_words()
    try:
        at = opening.seat()
    except ActionableError as error:
        st.error(plain(words.sentence(error)))
        welcome.draw(words)
        st.stop()
    if at is None:
        welcome.draw(words)
        st.stop()
    return Place(at, words, here())


def desk_guard() -> tuple[Words, Place | None]:
    """The words, and the place if an engagement is open, for what belongs to the desk and to no engagement.

    Without a person the start screen is drawn and the page ends here; an engagement that cannot be opened is none.
    """
    words = current_words()
    if opening.profile() is None:
        welcome.draw(words)
        st.stop()
    with suppress(ActionableError):
        if at := opening.seat():
            return words, Place(at, words, here())
    return words, None


@contextmanager
def mending() -> Generator[None]:
    """Turn an `ActionableError` of the block into its sentence on the page; everything else stays a bug."""
    try:
        yield
    except ActionableError as error:
        st.error(plain(current_words().sentence(error)))
