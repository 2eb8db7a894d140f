"""What must be kept of a record and what is due: of one record, of a rule, and what the schedule leaves open."""

from collections.abc import Iterable
from datetime import date, timedelta

import streamlit as st

from engine.model.rules import NoteKind, RetentionRule
from engine.strings import Words
from engine.views.keeping import Keeping, KeptFields
from engine.views.retention import RetentionStatus
from pages.frame.escape import plain
from pages.frame.formats import day, number
from pages.frame.grounds import grounds
from pages.frame.guard import Place
from pages.frame.labels import label
from pages.frame.navigation import link


def parts(place: Place, kept: Keeping) -> None:
    """Draw what of one record is kept until when, and what else a reader must know of its end."""
    words = place.words
    if kept.restricted:
        st.warning(words("keeping.restricted"))
    for part in kept.parts:
        st.markdown(_told(words, part))
    if kept.waiting:
        names = [label(words, "retention_rule", rule) for rule in kept.waiting]
        st.caption(words("keeping.waiting", rules=plain(words("frame.comma").join(names))))
    if kept.due_from:
        st.caption(words("keeping.due_from", date=day(kept.due_from)))


def _told(words: Words, part: KeptFields) -> str:
    fields = plain(words("frame.comma").join(label(words, "field", name) for name in part.fields))
    if part.unknown:
        return words("keeping.unknown", fields=fields)
    if part.first:
        return words("keeping.first", fields=fields)
    state = part.state if part.until or part.state != "due" else "never_asked"
    last = part.until + timedelta(days=1) if state == "due" and part.until and part.until < date.max else part.until
    state = f"{state}_open" if state in ("must_keep", "may_keep") and not last else state
    return words(f"keeping.{state}", fields=fields, date=day(last))


def needed(place: Place, rule: RetentionRule) -> str:
    """Which fields a rule asks for, in words, of rows and of messages; the whole record where it names none."""
    if not rule.kind.is_minimum:
        return place.words("keeping.asks_nothing")
    if not rule.fields_kept and not rule.parts_kept:
        return place.words("keeping.whole")
    return place.words("keeping.some", number=len(rule.fields_kept))


def asked(place: Place, rule: RetentionRule) -> None:
    """Draw the fields a rule asks for, those that go first in its classes, and the notes about it."""
    words, rules = place.words, place.rules
    comma = words("frame.comma")
    lists = {
        "fields": [rules.meanings[name].label[place.language] for name in rule.fields_kept],
        "parts": [rules.message_parts[name].label[place.language] for name in rule.parts_kept],
        "goes_first": [
            rules.meanings[name].label[place.language]
            for one in rule.record_classes
            for name in rules.record_classes[one].fields_dropped_first
        ],
    }
    for name, told in lists.items():
        if told:
            st.markdown(f":gray[{words(f'keeping.{name}')}] {plain(comma.join(dict.fromkeys(told)))}")
    if lists["fields"]:
        st.caption(words("keeping.our_reading"))
    elif rule.kind.is_minimum:
        st.markdown(f":gray[{words('keeping.fields')}] {words('keeping.whole')}")
    for name in rule.notes:
        st.info(plain(rules.schedule_notes[name].label[place.language]))


def open_rules(place: Place, status: RetentionStatus) -> None:
    """Draw the rules that wait for a fact, with the way to it."""
    words, rules = place.words, place.rules
    if not status.open_rules:
        return
    title = words("keeping.open_rules", number=len(status.open_rules))
    with st.expander(title, icon=":material/help:", key="retention-open-rules"):
        st.caption(words("keeping.open_help"))
        facts: dict[tuple[str, ...], list[str]] = {}
        for one in status.open_rules:
            told = f"{plain(rules.retention_rules[one.rule].label[place.language])} :gray[· {number(one.records)}]"
            facts.setdefault(one.facts, []).append(told)
        for names, lines in facts.items():
            asked_for = words("frame.comma").join(rules.facts[name].label[place.language] for name in names)
            st.markdown("\n".join((f"**{plain(asked_for)}**", *(f"- {line}" for line in lines))))
        link(words("keeping.to_facts"), "engagement", icon=":material/tune:")


def notes(place: Place) -> None:
    """Draw how the schedule counts, what it does not do, and what a deal changes, each with its ground."""
    words = place.words
    with st.expander(words("keeping.notes"), icon=":material/menu_book:", key="retention-notes"):
        tabs = st.tabs([words(f"keeping.note.{kind}") for kind in NoteKind])
        for tab, kind in zip(tabs, NoteKind, strict=True):
            with tab:
                for note in (one for one in place.rules.schedule_notes.values() if one.kind is kind):
                    st.markdown(f"**{plain(note.label[place.language])}**")
                    grounds(words, note.authority)


def partly(place: Place, status: RetentionStatus) -> None:
    """Draw how many records must be kept in part only, and how many may only be stored."""
    words = place.words
    if not status.partly and not status.restricted:
        return
    told: list[str] = []
    if status.partly:
        total = sum(one.records for one in status.partly)
        told.append(words("keeping.partly", number=number(total), classes=_by_class(place, status)))
    if status.restricted:
        told.append(words("keeping.restricted_count", number=number(status.restricted)))
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="retention-partly"):
        st.markdown("  \n".join(told), width="stretch")
        narrowed = place.selection.with_facet("retention", ("must_keep",))
        link(words("retention.show_them"), "retention", selection=narrowed)


def _by_class(place: Place, status: RetentionStatus) -> str:
    told: Iterable[str] = (
        f"{label(place.words, 'record_class', one.record_class)} {number(one.records)}" for one in status.partly
    )
    return plain(place.words("frame.comma").join(told))
