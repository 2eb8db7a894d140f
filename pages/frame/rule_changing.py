"""The forms by which a person changes a rule for this engagement, or adds a retention rule."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from engine.catalogue import writing
from engine.model.rules import SPAN, FactType, RetentionKind
from engine.views.rulebook import RuleLine
from pages.frame.guard import Place
from pages.frame.labels import label
from pages.frame.opening import act
from pages.frame.rule_told import condition

_UNITS = {"years": "P{}Y", "months": "P{}M", "days": "P{}D", "hours": "PT{}H"}
_CALENDAR = ("years", "months", "days")
_FIELDS: dict[str, tuple[str, ...]] = {
    "retention_rules": ("label", "period", "kind"),
    "obligations": ("deadline",),
    "thresholds": ("when",),
    "scenarios": ("label", "impact", "likelihood"),
    "modifiers": ("at_least", "steps"),
    "controls": ("label", "weight", "fresh_for"),
    "phases": ("transfer_offset", "dissolution_offset"),
    "tasks": ("label", "gate"),
}
_ENDLESS = ("", "P0D")
"""Periods that are no length of time: until the trigger, for ever, until the start event."""
_STAYS = ("phases", "obligations", "modifiers")
"""Sections of which nothing is taken out: others rest on their entries."""


def changeable(line: RuleLine) -> bool:
    """Whether there is a form for the rule: one in force, of a section that a person may change, with a field in it."""
    bare = line.section == "obligations" and not line.entry.deadline.internal_target
    return line.section in _FIELDS and not line.taken_out and not bare


def change(place: Place, line: RuleLine) -> None:
    """Draw the form of a rule: its fields, whether it is taken out, and the reason."""
    words, key = place.words, f"rule-{line.section}-{line.id}"
    with st.form(key, border=False, enter_to_submit=False):
        content = writing.stated(line.entry)
        for name in _FIELDS[line.section]:
            content |= _field(place, line.entry, name, f"{key}-{name}")
        out = line.section not in _STAYS and st.checkbox(words("rules.take_out"), key=f"{key}-out")
        reason = st.text_input(words("rules.reason"), key=f"{key}-reason", max_chars=300)
        sent = st.form_submit_button(words("rules.save"), type="primary")
    if sent:
        _keep(line.section, line.id, reason, None if out else content)


def add_retention_rule(place: Place) -> None:
    """Open the form for a retention rule of the firm's own."""
    st.dialog(place.words("rules.add"), width="large")(_new)(place)


def _new(place: Place) -> None:
    words, rules, language = place.words, place.rules, place.language
    with st.form("rule-new", border=False, enter_to_submit=False):
        name = st.text_input(words("rules.field.label"), key="rule-new-label", max_chars=120)
        classes = st.multiselect(
            words("rules.field.record_classes"), list(rules.record_classes), key="rule-new-classes",
            format_func=lambda one: rules.record_classes[one].label[language], placeholder=words("rules.choose"),
        )  # fmt: skip
        left, right = st.columns(2)
        with left:
            start = st.selectbox(
                words("rules.field.start_event"), list(rules.start_events), key="rule-new-start",
                format_func=lambda one: rules.start_events[one].label[language],
            )  # fmt: skip
            kind = _kind(place, RetentionKind.INTERNAL_TARGET, "rule-new-kind")
        with right:
            where = st.selectbox(
                words("rules.field.jurisdiction"), list(rules.jurisdictions), key="rule-new-place",
                format_func=lambda one: label(words, "jurisdiction", one),
            )  # fmt: skip
            period = _duration(place, "P1Y", "rule-new-period", words("rules.field.period"), _CALENDAR)
        law = st.selectbox(
            words("rules.field.law"), ["", *rules.instruments], key="rule-new-law",
            format_func=lambda one: rules.instruments[one].label[language] if one else words("rules.own_decision"),
        )  # fmt: skip
        article = st.text_input(words("rules.field.article"), key="rule-new-article", max_chars=40)
        reason = st.text_input(words("rules.reason"), key="rule-new-reason", max_chars=300)
        sent = st.form_submit_button(words("rules.add"), type="primary")
    if sent:
        rule = _next_id(place)
        own = {"kind": "design"}
        cited = {"law": law, "article": article.strip(), "checked_on": place.engagement.as_of, "verified": False}
        content = {
            "id": rule,
            "label": {"zh": name, "en": name},
            "record_classes": classes,
            "jurisdiction": where,
            "start_event": start,
            "kind": kind,
            "period": "" if kind == RetentionKind.TRIGGER else period,
            "authority": cited if law else own,
        }
        _keep("retention_rules", rule, reason, content)


def _keep(section: str, rule: str, reason: str, content: dict[str, Any] | None) -> None:
    """Perform the change; what is wrong is said above the page, which is drawn again either way."""
    act("override_rule", section=section, rule=rule, reason=reason, content=content, notice="rules.saved")
    st.rerun()


def _next_id(place: Place) -> str:
    number = 1
    while f"OWN-{number}" in place.rules.retention_rules:
        number += 1
    return f"OWN-{number}"


def _field(place: Place, entry: Any, name: str, key: str) -> dict[str, Any]:
    """The inputs of one field, and what they state."""
    return _INPUTS.get(name, _number)(place, entry, name, key)


def _number(place: Place, entry: Any, name: str, key: str) -> dict[str, Any]:
    told = place.words(f"rules.field.{name}")
    return {name: int(st.number_input(told, value=int(getattr(entry, name)), step=1, key=key))}


def _label(place: Place, entry: Any, name: str, key: str) -> dict[str, Any]:
    left, right = st.columns(2)
    chinese = left.text_input(place.words("rules.field.label_zh"), entry.label.zh, key=f"{key}-zh")
    english = right.text_input(place.words("rules.field.label_en"), entry.label.en, key=f"{key}-en")
    return {name: {"zh": chinese, "en": english}}


def _gate(place: Place, entry: Any, name: str, key: str) -> dict[str, Any]:
    return {name: st.checkbox(place.words("rules.field.gate"), entry.gate, key=key)}


def _step(place: Place, entry: Any, name: str, key: str) -> dict[str, Any]:
    method = place.rules.default_method
    steps = {step.id: step.label[place.language] for step in (method.impact if name == "impact" else method.likelihood)}
    options = list(steps)
    told = place.words(f"rules.field.{name}")
    return {
        name: st.selectbox(
            told, options, options.index(getattr(entry, name)), key=key, format_func=lambda one: steps[one]
        )
    }


def _period(place: Place, entry: Any, name: str, key: str) -> dict[str, Any]:
    if getattr(entry, name) in _ENDLESS:
        return {}
    return {name: _duration(place, getattr(entry, name), key, place.words(f"rules.field.{name}"), _CALENDAR)}


def _target(place: Place, entry: Any, name: str, key: str) -> dict[str, Any]:
    """Of a legal deadline only our own target within it can be changed."""
    told = place.words("rules.field.internal_target")
    target = _duration(place, entry.deadline.internal_target, key, told, tuple(_UNITS))
    return {name: writing.stated(entry.deadline) | {"internal_target": target}}


def _kind_of(place: Place, entry: Any, name: str, key: str) -> dict[str, Any]:
    return {} if entry.kind is RetentionKind.TRIGGER else {name: _kind(place, entry.kind, key)}


def _kind(place: Place, kind: RetentionKind, key: str) -> str:
    """The kinds that go with a period; a trigger has none."""
    kinds = [str(one) for one in RetentionKind if one is not RetentionKind.TRIGGER]
    told = place.words("rules.field.kind")
    return st.selectbox(
        told, kinds, kinds.index(kind), key=key, format_func=lambda one: place.words(f"retention_kind.{one}")
    )


def _duration(place: Place, duration: str, key: str, told: str, units: tuple[str, ...]) -> str:
    """A number and its unit; a duration of several units keeps the first."""
    found = SPAN.fullmatch(duration)
    parts = {unit: int(count) for unit, count in (found.groupdict() if found else {}).items() if count}
    unit, count = next(iter(parts.items()), ("years", 1))
    left, right = st.columns(2)
    number = left.number_input(told, min_value=1, value=count, step=1, key=f"{key}-number")
    words = place.words
    chosen = right.selectbox(
        words("rules.unit"),
        units,
        units.index(unit),
        key=f"{key}-unit",
        format_func=lambda one: words(f"rules.units.{one}"),
    )
    return _UNITS[chosen].format(int(number))


def _conditions(place: Place, entry: Any, name: str, key: str) -> dict[str, Any]:
    """The numbers of a threshold's conditions; what is no number stays."""
    return {name: [_condition(place, one, f"{key}-{at}") for at, one in enumerate(entry.when)]}


def _condition(place: Place, asked: Any, key: str) -> dict[str, Any]:
    if asked.any:
        return {"any": [_condition(place, one, f"{key}-{at}") for at, one in enumerate(asked.any)]}
    stated = writing.stated(asked)
    if place.rules.facts[asked.fact].type is FactType.INT:
        told = condition(place.words, asked, place.rules)
        stated["value"] = int(st.number_input(told, min_value=0, value=asked.value, step=1, key=key))
    return stated


_INPUTS: dict[str, Callable[[Place, Any, str, str], dict[str, Any]]] = {
    "label": _label,
    "gate": _gate,
    "impact": _step,
    "likelihood": _step,
    "period": _period,
    "fresh_for": _period,
    "kind": _kind_of,
    "deadline": _target,
    "when": _conditions,
}
