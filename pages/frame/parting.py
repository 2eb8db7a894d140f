"""The end of an engagement: asked for with a reason, approved by somebody else, done after its company was typed."""

import streamlit as st

from engine.model.errors import ActionableError
from engine.strings import Words
from engine.views.balance import balance
from engine.views.decisions import DecisionLine, destruction_asked
from engine.views.holds import holds
from engine.views.selection import Selection
from pages.frame.address import NO_ENGAGEMENT, stay
from pages.frame.escape import plain
from pages.frame.formats import moment, number
from pages.frame.guard import Place
from pages.frame.navigation import link
from pages.frame.opening import act, desk, trouble


def parting(place: Place) -> None:
    """Draw the form by which the engagement is destroyed."""
    words = place.words
    with st.expander(words("parting.title"), icon=":material/delete_forever:", key="parting"):
        st.markdown(words("parting.lead"))
        st.caption(words("parting.keep"))
        if held := sum(line.released_at is None for line in place.seat.view(holds)):
            st.warning(words("parting.held", number=number(held)))
            link(words("nav.holds"), "holds", selection=Selection())
            return
        sums = place.seat.view(balance)
        if left := sum(sums.planned.values()):
            counts = {"open": sum(sums.open.values()), "planned": sum(sums.intended.values())}
            st.info(words("parting.left", left=number(left), **{name: number(n) for name, n in counts.items()}))
        asked = place.seat.view(destruction_asked)
        if asked is None:
            _ask(words)
        else:
            _asked(place, asked)


def _ask(words: Words) -> None:
    reason = st.text_input(words("parting.reason"), key="parting-reason", max_chars=300)
    st.button(
        words("parting.ask"), key="parting-ask", disabled=not reason.strip(),
        on_click=_act, args=("ask_destruction", "parting.asked_for"), kwargs={"reason": reason},
    )  # fmt: skip


def _asked(place: Place, asked: DecisionLine) -> None:
    """Who asked; then either who must look at it still, or the last step."""
    words, company = place.words, place.engagement.company
    said = {"name": asked.decided_by, "at": moment(asked.decided_at), "reason": asked.reason}
    st.markdown(plain(words("parting.asked", **said)))
    if asked.awaits:
        st.info(words("parting.awaits"))
        link(words("nav.disposition"), "disposition", selection=Selection())
        return
    if asked.closed_by:
        st.markdown(plain(words("parting.approved", name=asked.closed_by)))
    st.warning(words("parting.forever"))
    typed = st.text_input(words("parting.confirm", company=plain(company)), key="parting-company")
    with st.container(horizontal=True):
        st.button(
            words("parting.do"), key="parting-do", type="primary", disabled=typed.strip() != company.strip(),
            on_click=_destroy, args=(place, typed),
        )  # fmt: skip
        st.button(
            words("parting.take_back"), key="parting-undo", type="tertiary",
            on_click=_act, args=("undo_decision", "parting.taken_back"), kwargs={"decision": asked.event},
        )  # fmt: skip


def _act(action: str, notice: str, **stated: object) -> None:
    act(action, notice=notice, **stated)


def _destroy(place: Place, typed: str) -> None:
    try:
        desk().destroy(place.seat.slug, place.seat.actor, typed)
    except ActionableError as error:
        trouble(error)
        return
    stay(engagement=NO_ENGAGEMENT)
