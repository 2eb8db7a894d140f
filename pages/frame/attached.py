"""Files attached to a task: what was given for each kind of evidence, one more, one less."""

from collections.abc import Sequence

import streamlit as st

from engine.strings import Words
from engine.views.selection import Selection
from engine.views.task import Attachment
from engine.views.tasks import TaskLine
from pages.frame.escape import plain
from pages.frame.fetching import attachment
from pages.frame.formats import moment, size
from pages.frame.guard import Place, mending
from pages.frame.labels import label, say
from pages.frame.navigation import link
from pages.frame.receiving import localised

_ROUND, _HASH_SHOWN = "evidence-round", 16


def kind_name(words: Words, kind: str) -> str:
    """A kind of evidence in words; the empty one is what nobody asked for."""
    return say(words, f"task_evidence.{kind}", kind.replace("_", " ")) if kind else words("tasks.kind_other")


def evidence(place: Place, line: TaskLine, files: Sequence[Attachment]) -> None:
    """Draw what was given, kind by kind, and the form for one more file."""
    words = place.words
    for one in line.evidence:
        mark = ":green[:material/check_circle:]" if one.given else ":gray[:material/radio_button_unchecked:]"
        text = f" {plain(one.reference)}" if one.reference else ""
        st.markdown(f"{mark} **{plain(kind_name(words, one.kind))}**{text}")
        if one.register:
            entered = words("tasks.from_register", register=label(words, "register", one.register), number=one.entries)
            link(entered, "registers", selection=Selection(register=(one.register,)))
        if one.notices:
            numbers = words("frame.comma").join(str(number) for number in one.notices)
            link(words("notices.shown_by", numbers=numbers), "notices", icon=":material/mail:", selection=Selection())
        for file in files:
            if file.kind == one.kind:
                _file(place, file)
    if not line.evidence:
        st.caption(words("tasks.nothing_asked"))
    _upload(place, line)


def _file(place: Place, file: Attachment) -> None:
    words = place.words
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"file-{file.id}"):
        attachment(place, file)
        told = words("tasks.file_line", size=size(file.bytes), by=plain(file.attached_by), at=moment(file.attached_at))
        st.caption(f"{told} · SHA-256 {file.sha256[:_HASH_SHOWN]}…", width="stretch")
        with st.popover(words("tasks.file_remove"), icon=":material/delete:"):
            reason = st.text_input(words("tasks.file_reason"), key=f"reason-{file.id}", max_chars=300)
            asked = st.button(words("tasks.file_remove_now"), key=f"remove-{file.id}", disabled=not reason.strip())
    if asked:
        with mending():
            place.seat.perform("remove_evidence", file=file.id, reason=reason)
            st.rerun(scope="fragment")


def _upload(place: Place, line: TaskLine) -> None:
    words = place.words
    localised(words)
    kinds = [*line.rule.evidence, ""]
    first = line.missing[0] if line.missing else kinds[0]
    turn = st.session_state.get(_ROUND, 0)
    with st.container(border=True, key="evidence-upload"):
        kind = st.selectbox(
            words("tasks.file_kind"), kinds, index=kinds.index(first), key=f"evidence-kind-{line.id}-{turn}",
            format_func=lambda one: kind_name(words, one),
        )  # fmt: skip
        file = st.file_uploader(words("tasks.file"), key=f"evidence-file-{line.id}-{turn}")
        if st.button(words("tasks.file_attach"), key="evidence-attach", type="primary", disabled=file is None) and file:
            with mending():
                place.seat.perform("attach_evidence", task=line.id, kind=kind, name=file.name, content=file.getvalue())
                st.session_state[_ROUND] = turn + 1
                st.rerun(scope="fragment")
