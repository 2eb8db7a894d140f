"""Entries of registers on screen: one form for every register, and everything about one entry."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import streamlit as st

from engine.assess.registers import Running, Value
from engine.model.rules import FieldType, Register, RegisterField
from engine.strings import Words
from engine.views.entry_cells import cells, moment_told, titles
from engine.views.registers import EntryLine
from pages.frame.escape import plain
from pages.frame.grounds import source_of
from pages.frame.guard import Place, mending
from pages.frame.opening import tell
from pages.frame.planning import adding
from pages.frame.receiving import localised

_SHOWN = "entry-shown"


def enter_one(place: Place, register: Register) -> None:
    """A button that opens the empty form."""
    if st.button(place.words("registers.add"), icon=":material/add:", key="entry-add", type="primary"):
        title = place.words("registers.add_to", register=register.label[place.language])
        st.dialog(title, width="large")(_new)(place, register)


def _new(place: Place, register: Register) -> None:
    words = place.words
    localised(words)
    with st.form("entry-new", border=False, enter_to_submit=False):
        values, files = _fields(words, register, {}, "new")
        sent = st.form_submit_button(words("registers.save"), type="primary")
    if sent:
        with mending():
            place.seat.perform("add_entry", register=register.id, values=values, files=files)
            tell(words("registers.added"))
            st.rerun()


def change_one(place: Place, register: Register, line: EntryLine) -> None:
    """Open the dialog of one entry."""
    title = f"{register.label[place.language]} · {line.number}"
    st.dialog(title, width="large")(_entry)(place, register, line)


def _entry(place: Place, register: Register, line: EntryLine) -> None:
    words = place.words
    covered = any(one.covered and one.id in line.values for one in register.fields)
    shown = (register.id, line.number, line.changed_at)
    for one in line.judged.clocks:
        st.caption(_clock(place, one))
    _files(place, register, line)
    if covered and st.session_state.get(_SHOWN) != shown:
        _covered(register, line, words)
        if st.button(words("registers.reveal"), icon=":material/visibility:", help=words("registers.reveal_help")):
            with mending():
                place.seat.perform("reveal_entry", register=register.id, number=line.number)
                st.session_state[_SHOWN] = shown
                st.rerun(scope="fragment")
        return
    _change(place, register, line)
    _remove(place, register, line)
    for one in register.fields:
        if one.task and one.id in line.values:
            with st.expander(words("registers.to_task"), icon=":material/add_task:"):
                adding(place, str(line.values[one.id]).splitlines()[0])


def _covered(register: Register, line: EntryLine, words: Words) -> None:
    """What is stated and what follows, two abreast, personal data covered."""
    told, named = cells(register, line, words), titles(register, words)
    filled = [name for name in named if told[name]]
    for column, some in zip(st.columns(2), (filled[::2], filled[1::2]), strict=True):
        column.markdown("  \n".join(f":gray[{plain(named[name])}] {plain(told[name])}" for name in some))


def _clock(place: Place, clock: Running) -> str:
    """One clock: what set it, until when, and how binding it is."""
    words, rules = place.words, place.rules
    rule = rules.obligations.get(clock.rule) or rules.thresholds.get(clock.rule)
    name = (
        f"{source_of(words, rule.authority)} · {rule.label[place.language]}" if rule else words("registers.our_target")
    )
    over = moment_told(clock.ends) if clock.ends else words("registers.not_started")
    notes = [words("registers.at_once")] if clock.at_once else []
    if rule and not (clock.binding or clock.at_once):
        notes.append(words("registers.not_binding"))
    notes += [words("tasks.working_days")] if clock.working_days else []
    told = f"{plain(name)}: **{over}**"
    return f"{told} ({plain(words('frame.comma').join(notes))})" if notes else told


def _files(place: Place, register: Register, line: EntryLine) -> None:
    for one in register.fields:
        if one.type is FieldType.FILE and one.id in line.values:
            file = str(line.values[one.id])
            st.download_button(
                plain(one.label[place.language]), data=lambda chosen=file: place.seat.attachment(chosen)[1],
                file_name=place.seat.attachment_name(file), mime="application/octet-stream", key=f"fetch-{file}",
                icon=":material/download:", on_click="ignore", help=place.words("tasks.file_help"),
            )  # fmt: skip


def _change(place: Place, register: Register, line: EntryLine) -> None:
    words = place.words
    localised(words)
    with st.form(f"entry-{line.number}", border=False, enter_to_submit=False):
        values, files = _fields(words, register, line.values, str(line.number))
        reason = st.text_input(words("registers.reason"), max_chars=300, key=f"entry-reason-{line.number}")
        sent = st.form_submit_button(words("registers.save"), type="primary")
    if sent:
        with mending():
            place.seat.perform(
                "change_entry", register=register.id, number=line.number, values=values, files=files, reason=reason
            )
            tell(words("registers.changed"))
            st.rerun()


def _remove(place: Place, register: Register, line: EntryLine) -> None:
    words = place.words
    with st.popover(words("registers.remove"), icon=":material/delete:"):
        reason = st.text_input(words("registers.remove_reason"), key=f"entry-removal-{line.number}", max_chars=300)
        asked = st.button(words("registers.remove_now"), key=f"entry-remove-{line.number}", disabled=not reason.strip())
    if asked:
        with mending():
            place.seat.perform("remove_entry", register=register.id, number=line.number, reason=reason)
            tell(words("registers.removed"))
            st.rerun()


def _fields(
    words: Words, register: Register, known: Mapping[str, Value], key: str
) -> tuple[dict[str, object], dict[str, tuple[str, bytes]]]:
    """The form's fields, two abreast; answers what was stated, and the files apart."""
    values: dict[str, object] = {}
    files: dict[str, tuple[str, bytes]] = {}
    columns = [column for _ in register.fields[::2] for column in st.columns(2)]
    for column, one in zip(columns, register.fields, strict=False):
        with column:
            title = plain(one.label[words.language]) + (" \\*" if one.required else "")
            name = f"entry-{register.id}-{key}-{one.id}"
            if one.type is FieldType.FILE:
                if file := st.file_uploader(title, key=name):
                    files[one.id] = (file.name, file.getvalue())
                continue
            values[one.id] = _field(words, one, title, known.get(one.id), name)
    return values, files


def _field(words: Words, one: RegisterField, title: str, value: Value | None, key: str) -> object:
    settings: dict[str, Any] = {"key": key, "help": one.help[words.language] if one.help else None}
    if one.type is FieldType.DATE:
        return st.date_input(title, value if isinstance(value, date) else None, format="YYYY-MM-DD", **settings)
    if one.type is FieldType.DATETIME:
        known = value.astimezone().replace(tzinfo=None) if isinstance(value, datetime) else None
        moment = st.datetime_input(title, known, format="YYYY-MM-DD", step=60, **settings)
        return moment.astimezone() if moment else None
    if one.type is FieldType.INT:
        return st.number_input(title, min_value=0, value=value if isinstance(value, int) else None, step=1, **settings)
    if one.type is FieldType.MONEY:
        amount = float(str(value)) if value is not None else None
        return st.number_input(title, min_value=0.0, value=amount, step=0.01, format="%.2f", **settings)
    if one.type is FieldType.BOOL:
        return st.checkbox(title, value=bool(value), **settings)
    if one.type is FieldType.ENUM:
        return _choice(words, one, title, value, settings)
    text = str(value) if value is not None else ""
    if not (one.personal or one.task):
        return st.text_input(title, text, max_chars=200 if one.type is FieldType.PERSON else 2000, **settings)
    return st.text_area(title, text, max_chars=2000, height=80, **settings)


def _choice(words: Words, one: RegisterField, title: str, value: Value | None, settings: Mapping[str, Any]) -> object:
    named = {part: label[words.language] for part, label in one.values.items()}
    if one.many:
        chosen = list(value) if isinstance(value, tuple) else []
        return st.multiselect(
            title, list(named), chosen, format_func=named.__getitem__, placeholder=words("frame.choose"), **settings
        )
    index = list(named).index(str(value)) if value in named else None
    return st.selectbox(
        title, list(named), index=index, format_func=named.__getitem__, placeholder=words("frame.choose"), **settings
    )
