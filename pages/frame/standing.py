"""Lawful basis and consent on screen: the forms to state by hand where somebody stands or what was settled."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from engine.model.basis import Saying
from engine.views.debts import DebtLine
from pages.frame.formats import number
from pages.frame.guard import Place
from pages.frame.labels import label
from pages.frame.opening import act


def state(
    place: Place,
    key: str,
    purposes: Sequence[str],
    people: Sequence[str] = (),
    *,
    chosen: dict[str, Any] | None = None,
    purpose: str = "",
) -> None:
    """The fields to state where people stand; `chosen` is what says whom it reaches instead of `people`."""
    words = place.words
    st.caption(words("basis.state_help"))
    named = purpose or st.selectbox(
        words("basis.purpose"),
        list(purposes),
        key=f"{key}-purpose",
        format_func=lambda one: label(words, "purpose", one),
    )
    rule = place.rules.purposes[named]
    papers = [one for one in rule.bases if not place.rules.bases[one].consent]
    offered = [one for one in Saying if _fits(one, rule.transfer, bool(papers), len(papers) < len(rule.bases))]
    saying = st.selectbox(
        words("basis.saying"), offered, key=f"{key}-saying-{named}", format_func=lambda one: words(f"saying.{one}")
    )
    basis = ""
    if saying is Saying.SHOWN:
        basis = st.selectbox(
            words("basis.which"), papers, key=f"{key}-basis-{named}", format_func=lambda one: label(words, "basis", one)
        )
    on = st.date_input(words("basis.day"), None, key=f"{key}-day", format="YYYY-MM-DD")
    reason = st.text_input(words("basis.reason"), key=f"{key}-reason", max_chars=300)
    reach: dict[str, Any] = chosen if chosen is not None else {"people": list(people)}
    st.button(
        words("basis.save"), key=f"{key}-save", type="primary", disabled=not reason.strip(), on_click=_state,
        args=(key, {"purpose": named, "saying": str(saying), "reason": reason, "day": on, "basis": basis, **reach}),
    )  # fmt: skip


def _fits(saying: Saying, transfer: bool, papers: bool, consent: bool) -> bool:
    """Whether something may be stated of a purpose: an objection of the transfer, another basis where there is one."""
    if saying is Saying.OBJECTED:
        return transfer
    if saying is Saying.SHOWN:
        return papers
    return consent or saying is Saying.WITHDRAWN


def _state(key: str, stated: dict[str, Any]) -> None:
    if act("state_basis", **stated, notice="basis.saved"):
        st.session_state[f"{key}-reason"] = ""


def settle(place: Place, key: str, debt: str, people: Sequence[str] = ()) -> None:
    """The fields to state that a debt is settled: of these people, or of everybody to whom it stands open."""
    words = place.words
    st.caption(words("basis.settle_help"))
    reason = st.text_input(words("basis.reason"), key=f"{key}-reason", max_chars=300)
    st.button(
        words("basis.save"), key=f"{key}-save", type="primary", disabled=not reason.strip(), on_click=_settle,
        args=(key, {"debt": debt, "reason": reason, "people": list(people)}),
    )  # fmt: skip


def _settle(key: str, stated: dict[str, Any]) -> None:
    if act("settle_debt", **stated, notice="basis.saved"):
        st.session_state[f"{key}-reason"] = ""


def amount(place: Place, line: DebtLine) -> dict[str, object]:
    """What one person is owed, as cells."""
    words = place.words
    return {
        "debt": label(words, "debt", line.debt),
        "amount": money(line.amount),
        "currency": currency(place, line.debt, line.currency),
        "unclear": words("basis.there") if line.unclear else "",
        "settled": words("basis.by_hand", number=line.settled) if line.settled else words("basis.not_settled"),
    }


def currency(place: Place, debt: str, code: str) -> str:
    """The currency of a sum; points have none."""
    if not place.rules.debts[debt].money:
        return "—"
    return code or place.words("basis.unknown_currency")


def money(value: float) -> str:
    """An amount with two decimals where it has any."""
    return number(int(value)) if value == int(value) else f"{value:,.2f}"
