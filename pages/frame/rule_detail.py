"""One rule whole: what it rests on, whether it applies here and why, what hangs on it, what was changed."""

from typing import Any

import streamlit as st

from engine.model.rules import Instrument, Notice, Obligation, Override, PracticeItem, RetentionRule, Threshold
from engine.views.rulebook import Check, RuleLine
from pages.frame.adjusted import adjusted
from pages.frame.escape import plain
from pages.frame.formats import day
from pages.frame.grounds import grounds
from pages.frame.guard import Place
from pages.frame.labels import label, say
from pages.frame.navigation import link
from pages.frame.opening import act
from pages.frame.rule_changing import change, changeable
from pages.frame.rule_told import VERDICTS, asks, open_facts, verdict_of, why

_ICONS = {True: ":green[:material/check:]", False: ":gray[:material/close:]", None: ":orange[:material/help:]"}


def open_rule(place: Place, line: RuleLine) -> None:
    """Open the dialog of one rule."""
    st.dialog(place.words("rules.one"), width="large")(_draw)(place, line)


def _draw(place: Place, line: RuleLine) -> None:
    words, entry = place.words, line.entry
    st.markdown(f"**{plain(entry.label[place.language])}**  \n:gray[{plain(line.id)}]")
    st.markdown(plain(asks(place, line.section, entry)))
    if line.override:
        _override(place, line, line.override)
    _content(place, entry)
    _grounds(place, line)
    _applies(place, line)
    if changeable(line):
        with st.expander(words("rules.change"), icon=":material/edit_note:"):
            change(place, line)


def _override(place: Place, line: RuleLine, override: Override) -> None:
    words = place.words
    if line.taken_out:
        st.warning(words("rules.taken_out"))
    adjusted(place, line.section, line.id)
    if st.button(words("rules.undo"), key=f"undo-{override.number}", icon=":material/undo:"):
        act("undo_override", number=override.number, notice="rules.undone")
        st.rerun()


def _grounds(place: Place, line: RuleLine) -> None:
    words = place.words
    st.divider()
    if line.check is Check.STALE:
        st.warning(words("rules.stale"))
    elif line.check is Check.UNVERIFIED:
        st.warning(words("rules.unverified"))
    if isinstance(line.entry, Instrument):
        _instrument(place, line.entry)
    elif line.authority:
        grounds(words, line.authority)
    else:
        st.caption(words("grounds.design"))


def _instrument(place: Place, entry: Instrument) -> None:
    words = place.words
    if entry.note:
        st.caption(plain(entry.note[place.language]))
    st.caption(f"{words(f'verified.{entry.verified}')} · {words('grounds.checked_on', date=day(entry.checked_on))}")
    if entry.url:
        st.link_button(words("grounds.open_source"), entry.url, icon=":material/open_in_new:", type="tertiary")


def _applies(place: Place, line: RuleLine) -> None:
    """The verdict, then every reason with its own."""
    words = place.words
    if not line.applying.reasons:
        return
    st.divider()
    st.markdown(f"**{words('rules.applies')} {plain(verdict_of(place, line.applying))}**")
    for reason in line.applying.reasons:
        told = f"{plain(why(place, reason))} :gray[{words(f'rules.reason_verdict.{VERDICTS[reason.verdict]}')}]"
        st.markdown(f"{_ICONS[reason.verdict]} {told}")
    if facts := open_facts(place, line.applying):
        st.caption(words("rules.open_facts", facts=plain(words("frame.comma").join(facts))))
        link(words("rules.to_facts"), "engagement", icon=":material/tune:")


def _content(place: Place, entry: Any) -> None:
    """What a kind of rule says besides its numbers."""
    words, language = place.words, place.language
    told: list[tuple[str, str]] = []
    if isinstance(entry, RetentionRule):
        told += [("note", place.rules.schedule_notes[one].label[language]) for one in entry.notes]
    if isinstance(entry, Obligation):
        tasks = [task.id for task in place.rules.tasks.values() if entry.id in task.basis]
        told.append(
            ("evidence", words("frame.comma").join(say(words, f"task_evidence.{e}", e) for e in entry.evidence))
        )
        told.append(("template", label(words, "notice", entry.template) if entry.template else ""))
        told.append(("tasks", words("frame.comma").join(tasks)))
    if isinstance(entry, Obligation | Threshold):
        note = entry.deadline.note if entry.deadline else None
        told.append(("note", note[language] if note else ""))
        told.append(("binding", "" if entry.binding else words("rules.recommended")))
    if isinstance(entry, Threshold):
        told.append(("circumstance", entry.circumstance[language] if entry.circumstance else ""))
        told.append(("recipient", entry.recipient[language] if entry.recipient else ""))
    for name, text in told:
        if text:
            st.markdown(f":gray[{words(f'rules.part.{name}')}] {plain(text)}")
    if isinstance(entry, Notice):
        _fields(place, entry)
    if isinstance(entry, PracticeItem):
        _conflicts(place, entry)


def _fields(place: Place, notice: Notice) -> None:
    for one in notice.fields:
        name = place.rules.notice_fields[one.field].label[place.language]
        parts = [place.words(f"rules.need.{one.need}"), one.by, one.note[place.language] if one.note else ""]
        parts += [place.rules.facts[asked.fact].label[place.language] for asked in one.when]
        st.markdown(f"- {plain(name)} :gray[{plain(' · '.join(filter(None, parts)))}]")


def _conflicts(place: Place, item: PracticeItem) -> None:
    for one in place.rules.practice_conflicts.values():
        if one.item == item.id:
            st.info(f"{plain(one.label[place.language])}  \n**{plain(one.instead[place.language])}**")
            st.caption(plain(place.words("frame.comma").join(one.basis)))
