"""Review rules and lists: what is never a finding, what always is, and what was decided by rule; each can be undone."""

import streamlit as st

from engine.catalogue import catalogue
from engine.model.review import Reach
from engine.strings import Words
from engine.views.lists import Proposal, StandingRule, proposals, standing
from pages.frame import Place, act, guard, header, label, plain, shortened
from pages.frame.alike import following
from pages.frame.foretelling import foretold
from pages.frame.formats import moment, number
from pages.frame.labels import told
from pages.frame.picking import picking, unpick
from pages.frame.review import remember, take_back, undo

_REVEALED = "lists-revealed"
_REACHES = {"allow": (Reach.VALUE, Reach.WORD, Reach.SHAPE, Reach.DOMAIN), "deny": (Reach.VALUE, Reach.SHAPE)}
_PROPOSALS = 6


def draw(place: Place) -> None:
    """The page; what was revealed stays so for one run only."""
    words = place.words
    header(place, "lists")
    following(place)
    st.caption(words("lists.lead"))
    revealed = st.session_state.pop(_REVEALED, False)
    lines = place.seat.view(standing, reveal=revealed)
    kind = st.segmented_control(
        words("lists.kind"), ["allow", "deny", "pattern"], default="allow", key="lists-kind",
        format_func=lambda one: f"{words(f'lists.{one}')} ({sum(x.kind == one and not x.ended for x in lines)})",
    ) or "allow"  # fmt: skip
    st.caption(words(f"lists.{kind}_help"))
    if kind == "allow":
        _proposals(words, place.seat.view(proposals))
    _list(words, [line for line in lines if line.kind == kind], kind, revealed)
    if kind != "pattern":
        _add(place, kind)


def _proposals(words: Words, found: tuple[Proposal, ...]) -> None:
    if not found:
        return
    with st.container(border=True, key="proposals"):
        st.markdown(f"**{words('lists.proposals')}**")
        st.caption(words("lists.proposals_help"))
        with st.container(horizontal=True, gap="small"):
            for at, one in enumerate(found[:_PROPOSALS]):
                told = words(f"lists.propose_{one.reach}", text=plain(one.text), number=number(one.findings))
                st.button(told, key=f"propose-{at}", icon=":material/add:", on_click=_take, args=(words, one))


def _take(words: Words, one: Proposal) -> None:
    facts = {"reach": one.reach, "text": one.text, "entity_type": one.entity_type}
    remember(act("list_value", kind="allow", reason=words("lists.proposal_reason"), notice="review.listed", **facts))


def _list(words: Words, lines: list[StandingRule], kind: str, revealed: bool) -> None:
    if not lines:
        st.caption(words("lists.none"))
        return
    names = ("what", "type", "decision", "scope", "findings", "reason", "who", "when", "state")
    columns = {name: words(f"lists.column.{name}") for name in names if kind == "pattern" or name != "decision"}
    key = f"lists-{kind}"
    chosen = [lines[at] for at in picking([_row(words, one) for one in lines], columns, key, alt=words("nav.lists"))]
    active = [one.event for one in chosen if not one.ended]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            words("lists.withdraw"), key=f"{key}-withdraw", disabled=not active, help=words("lists.withdraw_help"),
            on_click=_withdraw, args=(active, key),
        )  # fmt: skip
        if kind != "pattern":
            st.button(
                words("record.mask" if revealed else "record.reveal"), key=f"{key}-reveal",
                help=words("lists.reveal_help"), on_click=None if revealed else _reveal,
            )  # fmt: skip


def _row(words: Words, one: StandingRule) -> dict[str, object]:
    state = "ended" if one.ended else "pending" if one.pending else "active"
    return {
        "what": words("lists.what", reach=words(f"review.reach.{one.reach}"), text=shortened(_what(words, one), 60)),
        "type": label(words, "type", one.entity_type) if one.entity_type else words("lists.any_type"),
        "decision": label(words, "finding_state", one.state),
        "scope": words("frame.source_number", number=one.source) if one.source else words("lists.all_sources"),
        "findings": one.findings,
        "reason": one.reason,
        "who": one.made_by,
        "when": moment(one.made_at),
        "state": words(f"lists.state.{state}"),
    }


def _what(words: Words, one: StandingRule) -> str:
    return one.text if one.selection is None else told(words, one.selection)


def _withdraw(events: list[int], key: str) -> None:
    for event in events:
        take_back(event)
    unpick(key)


def _reveal() -> None:
    if act("reveal_lists"):
        st.session_state[_REVEALED] = True


def _add(place: Place, kind: str) -> None:
    """The form for an entry: it says what would change as soon as there is something to look for."""
    words, types = place.words, list(catalogue().entity_types)
    with st.container(border=True, key=f"lists-{kind}-add"):
        st.markdown(f"**{words(f'lists.add_{kind}')}**")
        left, middle, right = st.columns([2, 3, 2])
        reach = left.selectbox(
            words("lists.reach"), [str(one) for one in _REACHES[kind]], key=f"lists-{kind}-by",
            format_func=lambda one: words(f"lists.by.{one}"),
        )  # fmt: skip
        text = middle.text_input(
            words("lists.text"), key=f"lists-{kind}-text", max_chars=120, help=words("lists.text_help")
        )
        entity_type = right.selectbox(
            words("lists.type"), types if kind == "deny" else ["", *types], key=f"lists-{kind}-type",
            format_func=lambda one: label(words, "type", one) if one else words("lists.any_type"),
        )  # fmt: skip
        reason = st.text_input(words("review.reason"), key=f"lists-{kind}-reason", max_chars=300)
        facts = {"reach": reach, "text": text, "entity_type": entity_type}
        told, fit = foretold(place, kind, **facts) if text.strip() else (words("lists.preview_first"), False)
        st.markdown(told)
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.button(
                words(f"lists.add_{kind}"), key=f"lists-{kind}-do", type="primary",
                disabled=not (fit and reason.strip()), help=None if reason.strip() else words("review.reason_first"),
                on_click=_put, args=(kind, facts, reason),
            )  # fmt: skip
            undo(words, "lists")


def _put(kind: str, facts: dict[str, str], reason: str) -> None:
    if event := act("list_value", kind=kind, reason=reason, notice="review.listed", **facts):
        remember(event)
        for name in ("text", "reason"):
            st.session_state[f"lists-{kind}-{name}"] = ""


draw(guard())
