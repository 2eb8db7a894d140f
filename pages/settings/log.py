"""Audit log: what happened, who did it, and whether the chain holds."""

import streamlit as st

from engine.model.decisions import DecisionKind
from engine.model.events import Event
from engine.strings import Words
from pages.frame import guard, header, label, say, shortened, table
from pages.frame.formats import moment, number, size
from pages.frame.picking import fitting

_SHOWN = 500
_LABELLED = {
    "task": "task",
    "phase": "phase",
    "register": "register",
    "scenario": "scenario",
    "control": "control",
    "disposition": "disposition",
    "meaning": "meaning",
    "kind": "system",
    "class": "record_class",
    "notice": "notice",
    "channels": "notice_channel",
    "missing": "notice_field",
}
_STATES = {
    "findings_reviewed": "finding_state",
    "pattern_reviewed": "finding_state",
    "disposition_planned": "disposition",
    "disposition_carried_out": "disposition",
    "task_updated": "task_state",
    "system_listed": "receipt",
    "duty_answered": "duty_state",
}
_SAID_UNDER = {
    "reach": "review.reach",
    "list": "review.list",
    "scope": "holds.reach",
    "section": "rules.sections",
    "axis": "charts",
    "language": "notices.languages",
    "extent": "dossier.extent",
    "screen": "nav",
}
_HASH_SHOWN = 12


def _sentence(words: Words, event: Event) -> str:
    """The event in the person's language; a kind without a sentence shows its id and its facts."""
    facts = {name: _fact(words, event, name, value) for name, value in event.facts.items()}
    key = f"event.{event.kind}"
    if key not in words:
        return f"{event.kind} {facts or ''}".strip()
    try:
        return words(key, **facts) if facts else words(key)
    except KeyError:
        return f"{event.kind} {facts}"


def _fact(words: Words, event: Event, name: str, value: object) -> str:
    if name == "state" and value == DecisionKind.PROPOSALS:
        return words("decisions.kind.proposals")
    if name == "state" and event.kind in _STATES:
        return label(words, _STATES[event.kind], str(value))
    if name in _LABELLED:
        named = [label(words, _LABELLED[name], str(one)) for one in (value if isinstance(value, list) else [value])]
        return shortened(words("frame.comma").join(named), 60) or "—"
    if name == "format":
        return say(words, f"format.{value or 'unknown'}", str(value))
    if name == "bytes" and isinstance(value, int):
        return size(value)
    if name in _SAID_UNDER:
        return say(words, f"{_SAID_UNDER[name]}.{value}", str(value))
    if name in ("answer", "treatment", "change"):
        return say(words, f"event.{name}.{value}", str(value))
    if isinstance(value, list):
        return number(len(value)) if name == "records" else ", ".join(map(str, value))
    if isinstance(value, int) and not isinstance(value, bool):
        return number(value)
    return "—" if value is None else str(value)


def _row(words: Words, event: Event) -> dict[str, object]:
    role = say(words, f"profile.role.{event.actor_role}", event.actor_role)
    return {
        "sequence": event.sequence,
        "at": moment(event.at),
        "actor": words("log.actor", name=event.actor, role=role),
        "what": _sentence(words, event),
        "hash": event.hash[:_HASH_SHOWN],
    }


place = guard()
words = place.words
header(place, "log")
st.caption(words("log.lead"))
if st.button(words("log.verify"), key="verify", icon=":material/verified:"):
    found = place.seat.verify()
    if found.intact:
        st.success(words("log.intact", number=number(found.events)))
    else:
        st.error(words("log.broken", number=found.broken_at))
events = place.seat.events(_SHOWN)
columns = {
    "sequence": st.column_config.NumberColumn(words("log.column.sequence"), width=46),
    "at": st.column_config.TextColumn(words("log.column.at"), width=130),
    "actor": st.column_config.TextColumn(words("log.column.actor"), width=260),
    "what": st.column_config.TextColumn(words("log.column.what"), width=560),
    "hash": st.column_config.TextColumn(words("log.column.hash"), width=104),
}
table(
    [_row(words, event) for event in events],
    columns,
    "events",
    alt=words("nav.log"),
    height=fitting(len(events)),
)
if events and events[-1].sequence > 1:
    st.caption(words("log.newest", number=number(len(events))))
