"""What happens to a text of a notice: it is recorded as sent, or withdrawn."""

from datetime import date

import streamlit as st

from engine.views.notices import NoticeLine, NoticeText
from engine.views.people import people
from engine.views.selection import Selection
from pages.frame.escape import plain
from pages.frame.formats import number
from pages.frame.guard import Place
from pages.frame.labels import label
from pages.frame.opening import act


def send(place: Place, line: NoticeLine, text: NoticeText) -> None:
    """A menu that records the kept text as sent; what is missing is said first, and blocks afterwards."""
    words, one = place.words, text.written
    with st.expander(words("notices.send"), icon=":material/send:"):
        st.caption(words("notices.send_help"))
        if text.missing:
            fields = words("frame.comma").join(
                place.rules.notice_fields[name].label[place.language] for name in text.missing
            )
            st.warning(plain(words("notices.send_warning", fields=fields)), icon=":material/block:")
        key = f"send-{one.number}"
        channels = st.multiselect(
            words("notices.channels"), list(place.rules.notice_channels), key=f"{key}-channels",
            format_func=lambda name: label(words, "notice_channel", name), placeholder=words("frame.choose"),
        )  # fmt: skip
        published = bool(channels) and all(place.rules.notice_channels[name].public for name in channels)
        if published and line.notice.to_each:
            st.warning(words("notices.only_public"))
        left, right = st.columns(2)
        sent_on = left.date_input(words("notices.sent_on"), key=f"{key}-on", format="YYYY-MM-DD")
        told = right.number_input(
            words("notices.told"), 1, value=None, step=1, key=f"{key}-people", help=words("notices.told_help")
        )
        found = place.seat.view(people, Selection()).kinds
        customers = found.get("customer", 0) + found.get("relative", 0)
        st.caption(words("notices.told_of", number=number(customers)))
        by = st.text_input(words("notices.sent_by"), place.seat.actor.name, max_chars=80, key=f"{key}-by")
        st.button(
            words("notices.send_do"), key=f"{key}-do", type="primary", disabled=not channels,
            on_click=_send, args=(one.number, sent_on, channels, int(told) if told else None, by),
        )  # fmt: skip


def _send(notice: int, sent_on: date, channels: list[str], told: int | None, by: str) -> None:
    act(
        "send_notice", number=notice, sent_on=sent_on, channels=channels, people=told, sent_by=by,
        notice="notices.send_recorded",
    )  # fmt: skip


def withdraw(place: Place, text: NoticeText) -> None:
    """A menu that withdraws a text, with a reason."""
    words, key = place.words, f"withdraw-{text.written.number}"
    with st.popover(words("notices.withdraw"), icon=":material/undo:"):
        st.caption(words("notices.withdraw_help"))
        reason = st.text_input(words("notices.withdraw_reason"), key=f"{key}-reason", max_chars=300)
        st.button(
            words("notices.withdraw_do"), key=f"{key}-do", disabled=not reason.strip(), on_click=_withdraw,
            args=(text.written.number, reason),
        )  # fmt: skip


def _withdraw(notice: int, reason: str) -> None:
    act("withdraw_notice", number=notice, reason=reason, notice="notices.withdraw_done")
