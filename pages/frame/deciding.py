"""Decide where records end: a plan with a reason, its reach and the balance before and after in sight."""

from datetime import date

import streamlit as st

from engine import charts
from engine.model.assessment import DispositionState
from engine.views.decision import Reach, reach, record_ids
from pages.frame.address import here
from pages.frame.formats import number
from pages.frame.guard import Place
from pages.frame.labels import label
from pages.frame.opening import act
from pages.frame.picking import unpick
from pages.frame.plots import bar

_ENDING = (DispositionState.DELETED, DispositionState.ANONYMISED)


def decision(place: Place, picked: tuple[str, ...], total: int, key: str) -> None:
    """Draw the form for the picked records, or for all records under the filter."""
    words = place.words
    with st.container(border=True, key="deciding"):
        st.subheader(words("treatment.title"), anchor=False, help=words("treatment.help"))
        scopes = ["picked", "all"]
        scope = st.radio(
            words("treatment.scope"),
            scopes,
            format_func=lambda one: words(
                f"treatment.scope_{one}", number=number(len(picked) if one == "picked" else total)
            ),
            horizontal=True,
            key="deciding-scope",
        )
        records = place.seat.view(record_ids, here().selection) if scope == "all" else picked
        if not records:
            st.caption(words("treatment.pick_first"))
            return
        state, until = _state(place)
        reason = st.text_area(words("treatment.reason"), key="deciding-reason", max_chars=500, height=80)
        reached = place.seat.view(reach, records, state)
        refused = _balances(place, reached, state)
        ready = not refused and (bool(reason.strip()) or state == DispositionState.UNDECIDED)
        st.button(
            words("treatment.decide", number=number(reached.records)),
            key="deciding-do",
            type="primary",
            disabled=not ready,
            help=None if ready or refused else words("treatment.reason_first"),
            on_click=_decide,
            args=(list(records), state, until, reason, key),
        )


def _state(place: Place) -> tuple[str, date | None]:
    words = place.words
    left, right = st.columns(2)
    states = [str(state) for state in DispositionState if state is not DispositionState.ON_HOLD]
    state = left.selectbox(
        words("treatment.state"),
        states,
        index=states.index(DispositionState.DELETED),
        format_func=lambda one: (
            words("treatment.take_back") if one == DispositionState.UNDECIDED else label(words, "disposition", one)
        ),
        key="deciding-state",
    )
    until = None
    if state == DispositionState.RESTRICTED_UNTIL:
        until = right.date_input(words("treatment.until"), value=None, key="deciding-until", format="YYYY-MM-DD")
    return state, until


def _balances(place: Place, reached: Reach, state: str) -> bool:
    """The balance before and after, and what stands against the plan; whether it would be refused."""
    words, refusals = place.words, []
    if reached.on_hold:
        refusals.append(words("treatment.on_hold", number=number(reached.on_hold)))
    if reached.must_keep and state in _ENDING:
        refusals.append(words("treatment.must_keep", number=number(reached.must_keep)))
    if reached.done:
        refusals.append(words("treatment.already_done", number=number(reached.done)))
    for sentence in refusals:
        st.warning(sentence)
    for column, (name, balance) in zip(
        st.columns(2), (("before", reached.before), ("after", reached.after)), strict=True
    ):
        with column:
            st.caption(words(f"treatment.{name}"))
            bar(
                charts.balance_bar(balance, place.language),
                f"deciding-{name}",
                alt=words(f"treatment.{name}"),
                click=False,
            )
            st.caption(
                words(
                    "treatment.sum",
                    total=number(sum(balance.states.values())),
                    records=number(balance.records),
                    difference=number(balance.difference),
                )
            )
    return bool(refusals)


def _decide(records: list[str], state: str, until: date | None, reason: str, key: str) -> None:
    if act("decide", records=records, state=state, until=until, reason=reason, notice="treatment.decided"):
        st.session_state["deciding-reason"] = ""
        unpick(key)
