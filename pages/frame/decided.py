"""Decisions on screen: those that wait for a second person, with the buttons, and the list of all, to undo them."""

from dataclasses import asdict

import streamlit as st

from engine.assess.approval import refusal
from engine.model.decisions import Decision, DecisionKind
from engine.strings import Words
from engine.views.decisions import DecisionLine, awaiting, decision_lines
from pages.frame.address import here
from pages.frame.escape import plain, shortened
from pages.frame.formats import day, moment, number
from pages.frame.guard import Place
from pages.frame.labels import label, told
from pages.frame.navigation import link
from pages.frame.opening import act
from pages.frame.picking import fitting
from pages.frame.tables import pager, table

_PICKED = "decided-picked"


def waiting(place: Place) -> None:
    """The decisions that wait for a second person."""
    words, lines = place.words, place.seat.view(awaiting)
    st.subheader(words("decisions.awaiting", number=len(lines)), anchor=False, help=words("decisions.awaiting_help"))
    if not lines:
        st.caption(words("decisions.awaiting_none"))
    for line in lines:
        with st.container(border=True, key=f"waiting-{line.event}"):
            _about(place, line)
            _second(place, line)


def _second(place: Place, line: DecisionLine) -> None:
    """The second person's buttons, or why this person is not the second."""
    words = place.words
    made = Decision(line.event, line.kind, line.reason, line.decided_by, line.needs)
    barred = refusal(made, place.seat.actor, place.rules.approvals)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            words("decisions.approve"), key=f"approve-{line.event}", type="primary", disabled=bool(barred),
            on_click=_act, args=("approve_decision", "decisions.approved", line.event),
        )  # fmt: skip
        with st.popover(words("decisions.reject"), width="content", disabled=bool(barred)):
            reason = st.text_input(words("decisions.reject_reason"), key=f"reject-{line.event}-reason", max_chars=300)
            st.button(
                words("decisions.reject_do"), key=f"reject-{line.event}", disabled=not reason.strip(),
                on_click=_act, args=("reject_decision", "decisions.rejected", line.event, reason),
            )  # fmt: skip
        _undo(words, line)
    if barred:
        st.caption(words("decisions.approve_own" if barred == "approval_by_oneself" else "decisions.approve_role"))


def _undo(words: Words, line: DecisionLine) -> None:
    st.button(
        words("decisions.undo"), key=f"undo-{line.event}", type="tertiary", disabled=not line.undoable,
        help=words("decisions.undo_help" if line.undoable else "decisions.undo_not"),
        on_click=_act, args=("undo_decision", "decisions.undone", line.event),
    )  # fmt: skip


def _act(action: str, notice: str, decision: int, reason: str = "") -> None:
    stated = {"reason": reason} if reason else {}
    act(action, decision=decision, notice=notice, **stated)


def decided(place: Place) -> None:
    """All decisions, the newest first; the one picked, else the newest that stands, is told with the way to undo it."""
    words, page = place.words, place.seat.view(decision_lines, place.address.page)
    st.subheader(words("decisions.list", number=number(page.total)), anchor=False)
    if not page.total:
        st.caption(words("decisions.list_none"))
        return
    rows = [
        {
            "event": line.event,
            "what": _what(words, line),
            "records": line.records or None,
            "progress": _progress(words, line),
            "reason": shortened(line.reason, 80),
            "by": line.decided_by,
            "at": moment(line.decided_at),
            "closed_by": line.closed_by or "—",
        }
        for line in page.lines
    ]
    columns: dict[str, object] = {name: words(f"decisions.column.{name}") for name in rows[0]}
    columns["what"] = st.column_config.TextColumn(words("decisions.column.what"), width="medium")
    height = fitting(len(rows))
    chosen = table(rows, columns, "decided", alt=words("nav.disposition"), pick=True, height=height)
    st.caption(words("decisions.list_pick"))
    pager(words, page)
    if chosen is not None:
        st.session_state[_PICKED] = page.lines[chosen].event
    picked = (line for line in page.lines if line.event == st.session_state.get(_PICKED))
    shown = next(picked, None) or next((line for line in page.lines if line.stands and not line.awaits), None)
    if shown is None:
        return
    with st.container(border=True, key="decided-one"):
        _about(place, shown)
        if shown.stands and not shown.awaits:
            _undo(words, shown)


def _what(words: Words, line: DecisionLine) -> str:
    if not line.kind.of_records:
        return words(f"decisions.kind.{line.kind}", hold=line.hold)
    parts = [f"{label(words, 'disposition', state)} {number(count)}" for state, count in line.states.items()]
    if line.kind is DecisionKind.PROPOSALS:
        return f"{words('decisions.kind.proposals')} · {' · '.join(parts)}"
    return " · ".join(parts)


def _progress(words: Words, line: DecisionLine) -> str:
    return words(f"decisions.progress.{'awaiting' if line.awaits else line.progress}")


def _about(place: Place, line: DecisionLine) -> None:
    """Everything that is known of one decision."""
    words = place.words
    st.markdown(f"**{line.event} · {plain(_what(words, line))}** · {_progress(words, line)}  \n{plain(line.reason)}")
    st.caption("  \n".join(plain(sentence) for sentence in _facts(place, line)))
    if line.kind is DecisionKind.DESTRUCTION:
        link(words("decisions.to_destruction"), "engagement")
    if line.hold:
        link(words("decisions.to_hold", hold=line.hold), "holds", selection=here().selection.only())


def _facts(place: Place, line: DecisionLine) -> list[str]:
    """Who decided when and for what, why somebody else must look, who keeps it, who closed it; a line each."""
    words = place.words
    said = [words("decisions.made", name=line.decided_by, at=moment(line.decided_at))]
    if line.until:
        said.append(words("decisions.until", date=day(line.until)))
    if line.kind.of_records:
        if line.selection is None:
            said.append(words("decisions.scope_picked"))
        else:
            said.append(words("decisions.scope_filter", filter=told(words, line.selection)))
        counts = (("follows", line.current), ("held", line.held), ("done", line.done))
        said += [words(f"decisions.{name}", number=number(count)) for name, count in counts if count]
    lines = [" · ".join(said)]
    if line.awaits:
        joint = "；" if words.language == "zh" else "; "
        rules = joint.join(label(words, "approval", one) for one in line.needs)
        lines.append(words("decisions.because", rules=rules))
    if line.custodian:
        lines.append(words("decisions.custodian_is", **asdict(line.custodian)))
    if line.closed_by and line.closed_at:
        closed = {"name": line.closed_by, "at": moment(line.closed_at), "progress": _progress(words, line)}
        lines.append(f"{words('decisions.closed', **closed)} {line.closed_for}")
    return lines
