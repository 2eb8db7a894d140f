"""One record: its text with the findings marked, and why it is classed, kept and attributed as it is."""

import streamlit as st

from engine.model.assessment import DispositionState
from engine.model.errors import ActionableError
from engine.model.palette import DISPOSITION, RETENTION, SERIES
from engine.strings import Words
from engine.views.decision import copies
from engine.views.file_names import file_names
from engine.views.holds import holds_of
from engine.views.keeping import keeping as keeping_of
from engine.views.planning import Wish
from engine.views.records import RecordText, record_text
from engine.views.selection import Selection
from engine.views.surroundings import Attached, attached, inside_of, others_of
from pages.frame import (
    Place,
    badges,
    empty,
    guard,
    header,
    keeping,
    label,
    link,
    plain,
    say,
    shortened,
)  # fmt: skip
from pages.frame.adjusted import mark
from pages.frame.carrying import carrying_out
from pages.frame.destroying import destroying
from pages.frame.fetching import original
from pages.frame.formats import day
from pages.frame.grounds import grounds
from pages.frame.picking import picking
from pages.frame.reclassing import reclass_one
from pages.frame.review import review_bar, state_of
from pages.frame.trail import trail
from pages.frame.viewer import REVEALED, viewer

_COPIES_SHOWN, _PEOPLE_SHOWN, _ATTACHED_SHOWN = 10, 4, 12


def draw(place: Place) -> None:
    """The page; what was revealed stays so only while this page is looked at."""
    words, record = place.words, place.address.record
    above = trail(place, "findings")
    if not record:
        header(place, "record", above=above)
        empty(words("record.none"), "findings", words("record.to_findings"))
        return
    revealed = st.session_state.pop(REVEALED, "") == record
    try:
        shown = place.seat.view(record_text, record, reveal=revealed)
    except ActionableError as error:
        header(place, "record", above=above)
        empty(plain(words.sentence(error)), "findings", words("record.to_findings"))
        return
    header(place, "record", above=above, title=_title(words, shown))
    text, side = st.columns([5, 3])
    with text:
        viewer(place, shown, revealed)
        _findings(words, shown, revealed)
    with side:
        _class(place, shown)
        _retention(place, shown)
        if shown.disposition == DispositionState.DELETED:
            destroying(place, Wish((shown.id,)), "record")
        else:
            carrying_out(place, Wish((shown.id,)), "record")
        _holds(place, shown)
        _people(place, shown)
        _attached(place, shown)
        _origin(place, shown)


def _title(words: Words, shown: RecordText) -> str:
    return words(
        "record.title" if shown.dated else "record.title_undated",
        kind=label(words, "kind", shown.kind),
        record_class=label(words, "record_class", shown.record_class),
        day=day(shown.dated),
    )


def _findings(words: Words, shown: RecordText, revealed: bool) -> None:
    found = [(field.name, part) for field in shown.fields for part in field.parts if part.finding]
    if not found:
        return
    with st.container(border=True):
        st.subheader(words("record.findings", number=len(found)), anchor=False)
        names, people = ("type", "masked", "state", "field", "subject", "score", "recognizer"), dict(shown.subjects)
        rows = [
            {
                "type": label(words, "type", part.entity_type),
                "masked": part.text,
                "state": state_of(words, part.state, part.decided_by),
                "field": shortened(label(words, "field", name), 30),
                "score": f"{part.score:.2f}",
                "recognizer": label(words, "recognizer", part.recognizer),
                "subject": _whose(words, people, part.subject),
            }
            for name, part in found
        ]
        columns = {name: words(f"record.column.{name}") for name in names}
        key = f"record-findings-{shown.id}"
        picked = [found[index][1] for index in picking(rows, columns, key, alt=words("record.findings_alt"))]

        def keep() -> None:
            if revealed:
                st.session_state[REVEALED] = shown.id

        review_bar(words, [(part.finding, part.state) for part in picked], key, keep)


def _whose(words: Words, people: dict[str, str], subject: str) -> str:
    """Whose a finding is: the masked name where there is one, and the id."""
    if not subject:
        return words("record.unattributed")
    return " · ".join(filter(None, (people.get(subject), subject)))


def _class(place: Place, shown: RecordText) -> None:
    words = place.words
    with st.container(border=True):
        st.subheader(words("record.class"), anchor=False)
        badges([(label(words, "record_class", shown.record_class), SERIES[0])])
        rule = place.rules.class_rules.get(shown.class_rule)
        if rule:
            st.caption(words("record.class_rule", rule=plain(rule.label[words.language])))
            where = say(words, f"class_evidence.{shown.class_evidence}", shown.class_evidence)
            st.caption(words("record.class_where", place=plain(where)))
            with st.expander(words("record.grounds")):
                grounds(words, rule.authority)
        elif shown.class_rule != "person":
            st.caption(words("record.class_without_rule"))
        reclass_one(place, shown)


def _retention(place: Place, shown: RecordText) -> None:
    words, rules = place.words, place.rules
    with st.container(border=True):
        st.subheader(words("record.retention"), anchor=False)
        badges([(label(words, "retention", shown.retention), RETENTION.get(shown.retention, SERIES[-1]))])
        st.caption(words(f"retention_state_help.{shown.retention}"))
        event = rules.start_events.get(shown.start_event)
        if event:
            st.markdown(words("record.start", event=plain(event.label[words.language]), date=day(shown.started)))
        if shown.start_origin:
            named = rules.start_phrases.get(shown.start_place) or rules.purposes.get(shown.start_place)
            told = named.label[words.language] if named else shown.start_place
            st.caption(words(f"moment.{shown.start_origin}", place=plain(told)))
        st.markdown(words("record.keep_until", date=day(shown.keep_until)))
        keeping.parts(place, place.seat.view(keeping_of, shown.id))
        for name in shown.retention_rules:
            rule = rules.retention_rules.get(name)
            if rule:
                with st.expander(rule.label[words.language] + mark(place, "retention_rules", rule.id)):
                    grounds(words, rule.authority)
        st.divider()
        done = words("record.done" if shown.disposition_done else "record.planned")
        state = label(words, "disposition", shown.disposition)
        planned = shown.disposition not in (DispositionState.UNDECIDED, DispositionState.ON_HOLD)
        text = f"{state} · {done}" if planned else state
        st.caption(words("record.disposition"))
        badges([(text, DISPOSITION.get(shown.disposition, SERIES[-1]))])
        if shown.proposal and shown.disposition == "undecided":
            proposed = label(words, "disposition", shown.proposal)
            reason = rules.proposal_rules.get(shown.proposal_reason)
            why = plain(reason.label[words.language]) if reason else ""
            st.caption(words("record.proposal", state=proposed, reason=why))


def _holds(place: Place, shown: RecordText) -> None:
    words, under = place.words, place.seat.view(holds_of, shown.id)
    if under:
        with st.container(border=True, key="record-holds"):
            st.markdown(f":material/gavel: {words('record.under_hold')}")
            for number, matter in under:
                text = words("holds.title", number=number, matter=matter)
                link(plain(text), "holds", selection=Selection(), record=shown.id)
    if not shown.destroyed:
        link(words("holds.record_place"), "holds", selection=Selection(), record=shown.id, icon=":material/gavel:")


def _people(place: Place, shown: RecordText) -> None:
    """Who it speaks of, each with their newest other records."""
    words = place.words
    with st.container(border=True, key="record-people"):
        st.subheader(words("record.people"), anchor=False)
        for subject, name in shown.subjects[:_PEOPLE_SHOWN]:
            link(plain(f"{name or words('people.nameless')} · {subject}"), "people", person=subject)
            _others(place, shown, subject)
        if len(shown.subjects) > _PEOPLE_SHOWN:
            with st.expander(words("search.more", number=len(shown.subjects) - _PEOPLE_SHOWN)):
                for subject, name in shown.subjects[_PEOPLE_SHOWN:]:
                    link(plain(f"{name or words('people.nameless')} · {subject}"), "people", person=subject)
        if not shown.subjects:
            st.caption(words("record.no_people"))


def _others(place: Place, shown: RecordText, subject: str) -> None:
    words = place.words
    others, total = place.seat.view(others_of, shown.id, subject)
    if not others:
        st.caption(words("record.no_others"))
        return
    with st.expander(words("record.others", number=total)):
        for one in others:
            parts = (one.day or "—", label(words, "record_class", one.record_class), label(words, "kind", one.kind))
            link(plain(" · ".join(parts)), "record", record=one.record)
        if total > len(others):
            link(words("record.all_others", number=total + 1), "people", person=subject)


def _attached(place: Place, shown: RecordText) -> None:
    """What was attached and read, or why it was not; and what this itself was attached to."""
    words = place.words
    items, whole = place.seat.view(attached, shown.id), place.seat.view(inside_of, shown.id)
    if not (items or whole):
        return
    with st.container(border=True, key="record-attached"):
        if whole:
            link(words("record.attached_to"), "record", record=whole, icon=":material/mail:")
        if items:
            st.subheader(words("record.attached", number=len(items)), anchor=False)
        names = place.seat.view(file_names, tuple(one.record for one in items if one.record))
        for one in items[:_ATTACHED_SHOWN]:
            name = plain(shortened(_within(words, one, names.get(one.record, "")), 60))
            if one.record:
                told = words("record.attached_findings", name=name, number=one.findings)
                link(told, "record", record=one.record, icon=":material/attach_file:")
            else:
                reason = say(words, f"skipped.{one.reason}", one.reason)
                st.caption(f":material/block: {name} · {plain(words('search.not_read', reason=reason))}")
        if len(items) > _ATTACHED_SHOWN:
            st.caption(words("record.more_attached", number=len(items) - _ATTACHED_SHOWN))


def _within(words: Words, one: Attached, file: str) -> str:
    """What stands inside a record: its file, with the row of a table, or the part of the message."""
    if file:
        return f"{file}{one.place[one.place.find('!') :]}" if "!" in one.place else file
    number = one.place.removeprefix("part-").partition("/")[0]
    return words("record.part", number=number) if number.isdecimal() else one.place


def _origin(place: Place, shown: RecordText) -> None:
    words = place.words
    with st.container(border=True):
        st.subheader(words("record.origin"), anchor=False)
        lines = (
            ("source", f"{shown.source} · {shown.source_name}"),
            ("kind", label(words, "kind", shown.kind)),
            ("dated", shown.dated.replace("T", " ") or words("record.undated")),
            ("file", place.seat.view(file_names, (shown.id,)).get(shown.id, "")),
            ("locator", shown.locator),
        )
        for name, value in ((name, value) for name, value in lines if value):
            st.markdown(f":gray[{words(f'record.{name}')}]  \n{plain(value)}")
        for code in shown.warnings:
            st.warning(plain(say(words, f"warning.{code}", code)))
        _copies(place, shown)
        if not shown.destroyed:
            original(place, shown.id, "record", help=words("record.fetch_help"))


def _copies(place: Place, shown: RecordText) -> None:
    words, others = place.words, place.seat.view(copies, shown.id)
    if not others:
        return
    st.caption(words("record.duplicate" if shown.duplicate_of else "record.has_copies", number=len(others)))
    for record in others[:_COPIES_SHOWN]:
        first = f" · {words('record.first')}" if record == shown.duplicate_of else ""
        link(f"{plain(record)}{first}", "record", record=record)
    if len(others) > _COPIES_SHOWN:
        st.caption(words("record.more_copies", number=len(others) - _COPIES_SHOWN))


draw(guard())
