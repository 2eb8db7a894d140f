"""One notice: why it is needed, its texts, and beside each the letter its reader gets."""

from collections.abc import Sequence

import streamlit as st

from engine.assess.notices import missing, undecided
from engine.model.notices import NoticeState
from engine.model.palette import LEVEL
from engine.strings import LANGUAGES
from engine.views.letter import Letter, letter, letter_of
from engine.views.notices import NoticeLine, NoticeText
from engine.views.selection import Selection
from pages.frame.address import stay
from pages.frame.duty import open_duty
from pages.frame.escape import plain, safe
from pages.frame.figures import badge
from pages.frame.formats import day, number
from pages.frame.grounds import source_of
from pages.frame.guard import Place
from pages.frame.labels import label
from pages.frame.notice_form import choice_key, write
from pages.frame.notice_sending import send, withdraw
from pages.frame.rule_told import VERDICTS, why

_COLOURS = {"sent": LEVEL["low"], "incomplete": LEVEL["severe"], "draft": LEVEL["medium"], "none": LEVEL["unknown"]}
_MIME = {"txt": "text/plain", "pdf": "application/pdf"}


def field_names(place: Place, fields: Sequence[str]) -> str:
    """Fields of notices in words."""
    return place.words("frame.comma").join(place.rules.notice_fields[one].label[place.language] for one in fields)


def one_notice(place: Place, line: NoticeLine) -> None:
    """Draw everything about one kind of notice."""
    _head(place, line)
    chosen = _choice(place, line)
    text = next((one for one in line.texts if str(one.written.number) == chosen), None)
    left, right = st.columns([3, 2], gap="large")
    language = text.written.language if text else chosen.removeprefix("new_")
    if text is None or text.written.state is NoticeState.DRAFT:
        with left:
            said = write(place, line, text.written if text else None, language)
        known = letter(place.rules, line.notice, said, language, place.engagement)
        with right:
            _gaps(place, missing(line.notice, said, place.engagement), undecided(line.notice, said, place.engagement))
            _paper(place, known, text)
            if text:
                send(place, line, text)
                withdraw(place, text)
        return
    with left:
        _closed(place, text)
    with right:
        _paper(place, place.seat.view(letter_of, text.written.number), text)


def _head(place: Place, line: NoticeLine) -> None:
    words, duty = place.words, place.rules.obligations[line.duty.obligation]
    st.button(
        words("notices.to_list"), key="notice-back", type="tertiary", icon=":material/arrow_back:",
        on_click=stay, kwargs={"selection": Selection()},
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(plain(line.notice.label[place.language]), anchor=False, width="content")
        state = label(words, "notice_standing", line.standing)
        st.html(badge(state, _COLOURS[line.standing]), width="content")
    due = words("notices.until", date=day(line.duty.due)) if line.duty.due else words("notices.no_day")
    st.caption(f"{plain(source_of(words, duty.authority))} · {plain(duty.label[place.language])} · {due}")
    with st.container(horizontal=True, gap="small", key="notice-why"):
        with st.popover(words("notices.why"), icon=":material/help:"):
            for reason in line.duty.applying.reasons:
                told = words(f"rules.verdict.{VERDICTS[reason.verdict]}")
                st.markdown(f"- {plain(why(place, reason))} :gray[{told}]")
        if st.button(words("notices.to_duty"), key="notice-duty", icon=":material/gavel:"):
            open_duty(place, line.duty)


def _choice(place: Place, line: NoticeLine) -> str:
    """Which text is shown: the number of one, or ``new_zh``."""
    words, key = place.words, choice_key(line.notice.id)
    named = {
        str(one.written.number): words(
            "notices.version",
            number=one.written.number,
            language=words(f"notices.languages.{one.written.language}"),
            state=words(f"notices.state.{one.written.state}"),
        )
        for one in reversed(line.texts)
    }
    named |= {f"new_{language}": words(f"notices.new_{language}") for language in LANGUAGES}
    standing = [one for one in line.texts if one.written.state is not NoticeState.WITHDRAWN]
    if st.session_state.get(key) not in named:
        st.session_state[key] = str(standing[-1].written.number) if standing else f"new_{place.language}"
    shown = st.segmented_control(words("notices.version_label"), list(named), key=key, format_func=named.__getitem__)
    return shown or f"new_{place.language}"


def _closed(place: Place, text: NoticeText) -> None:
    """A text that was sent or withdrawn: what happened to it, what is missing in it."""
    words, one = place.words, text.written
    if one.sent_on:
        channels = words("frame.comma").join(label(words, "notice_channel", name) for name in one.channels)
        line = "notices.published_line" if one.people is None else "notices.sent_line"
        told = words(line, date=day(one.sent_on), channels=channels, people=number(one.people), name=one.sent_by)
        st.markdown(plain(told))
    if one.state is NoticeState.WITHDRAWN:
        st.info(plain(words("notices.withdrawn_line", reason=one.reason)))
        return
    _gaps(place, text.missing, text.undecided)
    withdraw(place, text)


def _gaps(place: Place, lacking: Sequence[str], perhaps: Sequence[str]) -> None:
    """What is mandatory and missing, and what may turn out to be."""
    words = place.words
    if lacking:
        st.error(plain(words("notices.missing", fields=field_names(place, lacking))))
    else:
        st.success(words("notices.complete"))
    if perhaps:
        st.warning(plain(words("notices.undecided", fields=field_names(place, perhaps))))


def _paper(place: Place, known: Letter, text: NoticeText | None) -> None:
    """The letter, and the files of what is kept of it."""
    words = place.words
    st.markdown(f"**{words('notices.preview')}**")
    if not known.parts:
        st.caption(words("notices.preview_empty"))
    parts = "".join(f"<h4>{safe(heading)}</h4><p>{safe(told)}</p>" for heading, told in known.parts)
    mark = f"<em>{safe(known.mark)}</em>" if known.mark else ""
    closing = "<br>".join(safe(one) for one in known.closing)
    head = f"{mark}<h3>{safe(known.title)}</h3><p>{safe(known.greeting)}</p><p>{safe(known.opening)}</p>"
    st.html(f'<div class="co-letter" lang="{known.language}">{head}{parts}<footer>{closing}</footer></div>')
    if text is None:
        return
    one = text.written
    name = f"{place.seat.slug}-{one.kind}-{one.number}-{one.language}"
    name += "" if one.state is NoticeState.SENT else f"-{one.state}"
    with st.container(horizontal=True, gap="small", key="notice-files"):
        for form, mime in _MIME.items():
            st.download_button(
                words(f"notices.download_{form}"), data=lambda chosen=form: place.seat.letter(one.number, chosen),
                file_name=f"{name}.{form}", mime=mime, key=f"notice-{form}", icon=":material/download:",
                on_click="ignore",
            )  # fmt: skip
