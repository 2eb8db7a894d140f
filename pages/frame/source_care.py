"""What can be done with one source: a password, another reading, another scan, withdrawing it."""

import streamlit as st

from engine.model.errors import ActionableError
from engine.views.coverage import Coverage
from engine.views.selection import Selection
from engine.views.sources import LOCKED, SourceLine, locked_items, sources, withdrawals
from pages.frame import opening
from pages.frame.columns import columns
from pages.frame.escape import plain, shortened
from pages.frame.filters import clear
from pages.frame.formats import moment, number
from pages.frame.guard import Place
from pages.frame.navigation import link


def care(place: Place, lines: tuple[SourceLine, ...]) -> None:
    """The panel for the one source of the filter, or for one that is chosen here."""
    words = place.words
    known = {line.number: line for line in lines}
    filtered = [int(value) for value in place.selection.source if value.isdecimal() and int(value) in known]
    chosen = st.selectbox(
        words("care.choose"),
        list(known),
        index=list(known).index(filtered[0]) if len(filtered) == 1 else None,
        format_func=lambda one: f"{one} · {shortened(known[one].name, 60)}",
        placeholder=words("care.choose"),
        key=f"care-{filtered[0] if len(filtered) == 1 else 'any'}",
    )
    if chosen is None:
        st.caption(words("care.none"))
        return
    line = known[chosen]
    columns(place, line)
    with st.container(border=True, key="care"):
        st.subheader(words("care.title", number=chosen), anchor=False)
        if line.state == "scanning":
            st.caption(words("care.busy"))
            return
        _password(place, line)
        _again(place, line)
        _withdraw(place, line)


def _password(place: Place, line: SourceLine) -> None:
    words, locked = place.words, place.seat.view(locked_items).get(line.number, 0)
    if not locked:
        return
    st.warning(words("care.locked", number=number(locked)))
    with st.form(f"password-{line.number}", border=False, clear_on_submit=True):
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        secret = left.text_input(words("care.password"), type="password", help=words("care.password_help"))
        sent = right.form_submit_button(words("care.give_password"), type="primary")
    if sent:
        _then_scan(place, "give_password", source=line.number, password=secret)
        st.rerun()


def _again(place: Place, line: SourceLine) -> None:
    words = place.words
    left, right = st.columns(2)
    left.button(
        words("care.again", number=number(line.skipped)),
        key="care-again",
        disabled=not line.skipped,
        help=words("care.again_help"),
        on_click=_then_scan,
        args=(place, "read_again"),
        kwargs={"source": line.number},
        width="stretch",
    )
    right.button(
        words("care.afresh"),
        key="care-afresh",
        help=words("care.afresh_help"),
        on_click=_then_scan,
        args=(place, "scan_again"),
        kwargs={"source": line.number},
        width="stretch",
    )


def _withdraw(place: Place, line: SourceLine) -> None:
    words = place.words
    with st.expander(words("care.withdraw_title"), icon=":material/undo:"):
        st.caption(words("care.withdraw_help"))
        reason = st.text_input(words("care.withdraw_reason"), key=f"withdraw-reason-{line.number}", max_chars=300)
        sure = st.checkbox(words("care.withdraw_sure", items=number(line.found)), key=f"withdraw-sure-{line.number}")
        st.button(
            words("care.withdraw"),
            key="care-withdraw",
            disabled=not (sure and reason.strip()),
            help=None if sure and reason.strip() else words("treatment.reason_first"),
            on_click=_withdrawn,
            args=(place, line.number, reason),
        )


def _withdrawn(place: Place, source: int, reason: str) -> None:
    if opening.act("withdraw_source", source=source, reason=reason, notice="care.withdrawn_done"):
        clear()


def _then_scan(place: Place, action: str, source: int, password: str | None = None) -> None:
    """Perform an action that leaves something to scan, and scan it."""
    given = {} if password is None else {"password": password}
    if not opening.act(action, source=source, **given):
        return
    try:
        place.seat.start_scan()
    except ActionableError as error:
        opening.trouble(error)
        return
    opening.tell(place.words("care.started"))


def locked(place: Place, read: Coverage) -> None:
    """Say that items wait for a password, with the way to each of their sources."""
    words, waiting = place.words, sum(read.reasons.get(reason, 0) for reason in LOCKED)
    if not waiting:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="locked"):
        st.write(":material/lock: " + words("care.locked_somewhere", number=number(waiting)))
        numbers = tuple(map(str, place.seat.view(locked_items)))
        for line in place.seat.view(sources, Selection(source=numbers), 1, len(numbers)).lines if numbers else ():
            name = plain(shortened(f"{line.number} · {line.name}", 40))
            link(name, "sources", selection=Selection(source=(str(line.number),)))


def withdrawn(place: Place) -> None:
    """The sources that were taken back."""
    words, gone = place.words, place.seat.view(withdrawals)
    if not gone:
        return
    with st.expander(words("care.withdrawn_title", number=len(gone)), icon=":material/undo:"):
        for one in gone:
            facts = {"read": number(one.read), "skipped": number(one.skipped), "findings": number(one.findings)}
            who = {"date": moment(one.at), "by": plain(one.by), "reason": plain(one.reason)}
            st.markdown("- " + words("care.withdrawn_line", number=one.number, **facts, **who))
