"""Decide where records end: a plan with a reason, its reach and the balance before and after in sight."""

from collections import Counter
from datetime import date

import streamlit as st

from engine import charts
from engine.model.assessment import DispositionState
from engine.model.decisions import Custodian
from engine.strings import Words
from engine.views.decision import Reach, reach
from engine.views.planning import Wish
from engine.views.retention import retention_status
from engine.views.selection import Selection
from pages.frame.address import here
from pages.frame.custody import custodian
from pages.frame.escape import plain
from pages.frame.formats import number
from pages.frame.guard import Place
from pages.frame.labels import label
from pages.frame.opening import act
from pages.frame.picking import unpick
from pages.frame.plots import bar

_PROPOSED = ""
"""The choice that takes each record's own proposal."""
_SPOKEN = "deciding-spoken"
"""In the session: it was decided just now, and the dialog that asked may close."""


def decision(place: Place, picked: tuple[str, ...], total: int, key: str) -> None:
    """Draw the form for the picked records, or for all records under the filter."""
    words = place.words
    with st.container(border=True, key="deciding"):
        st.subheader(words("treatment.title"), anchor=False, help=words("treatment.help"))
        scope = _scope(words, len(picked), total, bool(key))
        selection = here().selection if scope == "all" else None
        if not picked and selection is None:
            st.caption(words("treatment.pick_first"))
            return
        _form(place, picked, selection, key)


def spoken_decision(place: Place) -> None:
    """Draw the form, in a dialog, for what somebody decides in a meeting: some classes of records, and who said it."""
    if st.session_state.pop(_SPOKEN, False):
        st.rerun()
    words = place.words
    held = Counter[str]()
    for line in place.seat.view(retention_status, Selection()).classes:
        held[line.record_class] += line.records
    classes = st.multiselect(
        words("facet.record_class"),
        [one for one, _ in held.most_common()],
        format_func=lambda one: f"{label(words, 'record_class', one)} ({number(held[one])})",
        placeholder=words("present.every_class"),
        key="deciding-classes",
    )
    said_by = st.text_input(words("present.said_by"), key="deciding-said", max_chars=80)
    _form(place, (), Selection(record_class=tuple(classes)), "", said_by)


def _form(
    place: Place, picked: tuple[str, ...], selection: Selection | None, key: str, said_by: str | None = None
) -> None:
    """What is decided and why, its reach and what it changes."""
    words = place.words
    state, until = _state(place)
    reached = place.seat.view(reach, Wish(picked, state, until, selection))
    restricts = DispositionState.RESTRICTED_UNTIL in reached.states
    keeper = custodian(place, "deciding") if restricts else None
    reason = st.text_area(words("treatment.reason"), key="deciding-reason", max_chars=500, height=80)
    refused = _told(place, reached)
    _balances(place, reached)
    missing = _missing(state, until, reason, keeper) or ("error.speaker_missing" if said_by == "" else "")
    if said_by and reason:
        reason = words("present.said", reason=reason.strip(), name=said_by.strip())
    st.button(
        words("treatment.decide", number=number(reached.records)),
        key="deciding-do",
        type="primary",
        disabled=bool(refused or missing or not reached.records),
        help=words(missing) if missing and not refused else None,
        on_click=_decide,
        args=(Wish(picked, state, until, selection), reason, key, keeper, said_by is not None),
    )


def _scope(words: Words, picked: int, total: int, choice: bool) -> str:
    """For which records; said only, where there is no list to pick from."""
    if not choice:
        st.markdown(f":gray[{words('treatment.scope')}] {words('treatment.scope_all', number=number(total))}")
        return "all"
    return st.radio(
        words("treatment.scope"),
        ["picked", "all"],
        format_func=lambda one: words(f"treatment.scope_{one}", number=number(picked if one == "picked" else total)),
        horizontal=True,
        key="deciding-scope",
    )


def _state(place: Place) -> tuple[str, date | None]:
    words = place.words
    left, right = st.columns(2)
    states = [_PROPOSED, *(str(state) for state in DispositionState if state is not DispositionState.ON_HOLD)]
    state = left.selectbox(
        words("treatment.state"),
        states,
        format_func=lambda one: (
            words("treatment.as_proposed")
            if one == _PROPOSED
            else words("treatment.take_back")
            if one == DispositionState.UNDECIDED
            else label(words, "disposition", one)
        ),
        key="deciding-state",
    )
    until = None
    if state == DispositionState.RESTRICTED_UNTIL:
        until = right.date_input(words("treatment.until"), value=None, key="deciding-until", format="YYYY-MM-DD")
    return state, until


def _missing(state: str, until: date | None, reason: str, keeper: Custodian | None) -> str:
    """What has still to be filled in, as a key of the strings; "" if nothing."""
    if state == DispositionState.RESTRICTED_UNTIL and until is None:
        return "error.until_missing"
    if keeper is not None and not keeper.complete:
        return "treatment.custodian_first"
    return "" if reason.strip() or state == DispositionState.UNDECIDED else "treatment.reason_first"


def _told(place: Place, reached: Reach) -> bool:
    """What the decision would do, what stands against it, who else must look; whether it would be refused."""
    words = place.words
    refusals = [
        words(f"treatment.{name}", number=number(count))
        for name, count in (
            ("on_hold", reached.on_hold),
            ("must_keep", reached.must_keep),
            ("already_done", reached.done),
        )
        if count
    ]
    for sentence in refusals:
        st.warning(sentence)
    parts = [f"{label(words, 'disposition', state)} {number(count)}" for state, count in reached.states.items()]
    told = [words("treatment.states", states=" · ".join(parts))] if parts else []
    told.append(words("treatment.changing", number=number(reached.changed)))
    for name in ("against", "left"):
        if count := getattr(reached, name):
            told.append(words(f"treatment.{name}", number=number(count)))
    st.markdown("  \n".join(plain(sentence) for sentence in told))
    if reached.needs and not refusals:
        rules = "；" if words.language == "zh" else "; "
        st.info(words("treatment.needs", rules=rules.join(label(words, "approval", one) for one in reached.needs)))
    return bool(refusals)


def _balances(place: Place, reached: Reach) -> None:
    """The balance before and after."""
    words = place.words
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


def _decide(wish: Wish, reason: str, key: str, keeper: Custodian | None, spoken: bool) -> None:
    stated = {"records": wish.records, "selection": wish.selection, "reason": reason, "custodian": keeper}
    action = {"action": "decide", "state": wish.state, "until": wish.until}
    if act(**stated, **(action if wish.state else {"action": "accept_proposals"}), notice="treatment.decided"):
        st.session_state["deciding-reason"] = ""
        st.session_state[_SPOKEN] = spoken
        unpick(key)
