"""Bringing files in on screen: upload, inbox folder, what became of each file, removal of clear files."""

import json
from collections.abc import Callable
from typing import Any

import streamlit as st

from engine.model.errors import ActionableError
from engine.strings import Words
from pages.frame import opening
from pages.frame.escape import plain, shortened
from pages.frame.formats import size
from pages.frame.guard import Place
from pages.frame.labels import say

_OUTCOMES, _ROUND = "intake-outcomes", "upload-round"


def bring_in(place: Place) -> None:
    """The two ways in, side by side; `outcomes` says what became of the files."""
    left, right = st.columns(2)
    with left.container(border=True, height="stretch"):
        _upload(place)
    with right.container(border=True, height="stretch"):
        _inbox(place)


def _upload(place: Place) -> None:
    words = place.words
    st.subheader(words("sources.upload"), anchor=False)
    st.caption(words("sources.upload_help"))
    localised(words)
    key = f"upload-{st.session_state.get(_ROUND, 0)}"
    files = st.file_uploader(words("sources.upload"), accept_multiple_files=True, key=key, label_visibility="collapsed")
    if st.button(words("sources.bring_in"), key="upload-send", type="primary", disabled=not files):
        for file in files:
            _take(words, file.name, lambda one=file: place.seat.receive(one.name, one))
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.rerun()


def localised(words: Words, megabytes: int | None = None) -> None:
    """Give the upload widget, which speaks English only, its words through `look.css`; `megabytes` is its own limit."""
    limit = words("sources.upload_limit", size=megabytes or st.get_option("server.maxUploadSize"))
    st.html(
        f"<style>:root {{ --co-upload: {json.dumps(words('sources.upload_choose'), ensure_ascii=False)};"
        f" --co-upload-limit: {json.dumps(limit, ensure_ascii=False)}; }}</style>"
    )


def _inbox(place: Place) -> None:
    words, seat = place.words, place.seat
    st.subheader(words("sources.inbox"), anchor=False)
    st.caption(words("sources.inbox_help"))
    st.code(str(seat.inbox_folder), language=None)
    lying = seat.inbox()
    fresh = {file.name: file.bytes for file in lying if not file.received}
    known = [file.name for file in lying if file.received]
    if not lying:
        st.caption(words("sources.inbox_empty"))
    if fresh:
        chosen = st.multiselect(
            words("sources.inbox_files", number=len(fresh)),
            list(fresh),
            default=list(fresh),
            format_func=lambda name: f"{shortened(name, 48)} · {size(fresh[name])}",
            key=f"inbox-{len(fresh)}-{len(known)}",
            placeholder=words("frame.choose"),
        )
        if st.button(words("sources.bring_in"), key="inbox-send", disabled=not chosen):
            for name in chosen:
                _take(words, name, lambda one=name: seat.receive_inbox([one])[0])
            st.rerun()
    if known:
        st.warning(words("sources.inbox_clear", number=len(known)))
        st.button(
            words("sources.inbox_remove", number=len(known)),
            key="inbox-remove",
            icon=":material/delete:",
            on_click=_remove,
            args=(place, known),
        )


def _remove(place: Place, names: list[str]) -> None:
    try:
        place.seat.remove_inbox(names)
    except ActionableError as error:
        opening.trouble(error)
        return
    opening.tell(place.words("sources.inbox_removed", number=len(names)))


def _take(words: Words, name: str, receive: Callable[[], Any]) -> None:
    """Receive one file and keep a sentence on what became of it; a refused file does not stop the others."""
    told: list[tuple[str, str]] = st.session_state.setdefault(_OUTCOMES, [])
    shown = plain(shortened(name, 60))
    try:
        received = receive()
    except ActionableError as error:
        told.append(("error", f"{shown}: {plain(words.sentence(error))}"))
        return
    source = received.source
    if not source.bytes:
        told.append(("warning", f"{shown}: {words('skipped.empty_file')}"))
        return
    if received.already:
        told.append(("info", words("sources.already", name=shown, known=plain(shortened(source.name, 60)))))
        return
    form = say(words, f"format.{source.format or 'unknown'}", source.format or "")
    text = words("sources.received", name=shown, format=form, size=size(source.bytes))
    notes = [say(words, f"note.{note}", note) for note in source.notes]
    if not source.format:
        notes.append(words("skipped.unknown_format"))
    told.append(("warning" if notes else "success", " ".join([text, *notes])))


def outcomes(words: Words) -> None:
    """What became of each file that was just brought in, said once."""
    told: list[tuple[str, str]] = st.session_state.pop(_OUTCOMES, [])
    if told:
        with st.container(border=True, key="outcomes", gap="xsmall"):
            st.markdown(f"**{words('sources.outcomes', number=len(told))}**")
            marks = {
                "success": ":green[:material/check_circle:]",
                "info": ":blue[:material/content_copy:]",
                "warning": ":orange[:material/info:]",
                "error": ":red[:material/error:]",
            }
            for kind, text in told:
                st.markdown(f"{marks[kind]} {text}")
