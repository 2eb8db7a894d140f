"""The words for ids: every facet value, state and type as the person reads it."""

from collections.abc import Callable, Iterable

from engine.catalogue import OVERRIDABLE, Catalogue, catalogue
from engine.strings import Words
from engine.views.selection import FACETS, Selection, sensitive_types
from pages.frame import opening

_SECTIONS = {
    "kind": "record_kind",
    "sensitivity": "sensitivity",
    "retention": "retention_state",
    "disposition": "disposition_state",
    "finding_state": "finding_state",
    "subject_kind": "subject_kind",
    "group": "people_group",
    "attribution": "attribution",
    "level": "level",
    "task_state": "task_state",
    "stage": "charts.stage",
    "coverage": "coverage_state",
    "source_state": "source_state",
    "profile_role": "profile.role",
    "field": "record.field",
    "recognizer": "recognizer",
    "receipt": "receipt",
    "duty_state": "duty_state",
    "system_category": "system_category",
    "standing": "standing",
    "saying": "saying",
    "notice_standing": "notices.standing",
    "entry_state": "entry_state",
}


_CATALOGUE = {
    "type": "entity_types",
    "record_class": "record_classes",
    "phase": "phases",
    "role": "roles",
    "task": "tasks",
    "register": "registers",
    "scenario": "scenarios",
    "retention_rule": "retention_rules",
    "class_rule": "class_rules",
    "start_event": "start_events",
    "control": "controls",
    "approval": "approvals",
    "jurisdiction": "jurisdictions",
    "instrument": "instruments",
    "modifier": "modifiers",
    "method": "methods",
    "treatment": "treatments",
    "fact": "facts",
    "system": "systems",
    "meaning": "meanings",
    "band": "score_bands",
    "obligation": "obligations",
    "notice": "notices",
    "purpose": "purposes",
    "basis": "bases",
    "debt": "debts",
    "statement_phrase": "statement_phrases",
    "notice_channel": "notice_channels",
    "notice_field": "notice_fields",
}


def say(words: Words, key: str, otherwise: str, **params: object) -> str:
    """The sentence for a key that comes from data or from the URL, or `otherwise` if there is none."""
    return words(key, **params) if key in words else otherwise


def label(words: Words, facet: str, value: str) -> str:
    """The label of a value of a facet of `Selection` (also: field, recognizer, role, task, scenario, stage …).

    An id nobody knows (an old link) is shown as it stands: escape it.
    """
    if facet in _SECTIONS:
        return say(words, f"{_SECTIONS[facet]}.{value}", value)
    if facet in _SPECIAL:
        return _SPECIAL[facet](words, value)
    section = _CATALOGUE.get(facet)
    entry = section and (getattr(_rules(section), section).get(value) or getattr(catalogue(), section).get(value))
    return entry.label[words.language] if entry else value


def told(words: Words, selection: Selection) -> str:
    """A filter in words."""
    chosen = [label(words, facet, value) for facet in FACETS for value in getattr(selection, facet)]
    return " · ".join(chosen) or words("frame.all")


def _rules(section: str) -> Catalogue:
    """The rules that name the entries of a section: those in force, where a person may change them."""
    at = opening.seat() if section in OVERRIDABLE else None
    return at.rules if at else catalogue()


def _source(words: Words, value: str) -> str:
    return words("frame.source_number", number=value)


def _hold(words: Words, value: str) -> str:
    return words("holds.number", number=value)


def _year(words: Words, value: str) -> str:
    return words("frame.year_unknown") if value == "unknown" else value


def _reason(words: Words, value: str) -> str:
    return say(words, f"skipped.{value}", say(words, f"warning.{value}", value))


def _risk(words: Words, value: str) -> str:
    """A matrix cell, ``stage:likelihood:impact``, in the words of the default method."""
    stage, _, place = value.partition(":")
    likelihood, _, impact = place.partition(":")
    method = catalogue().default_method
    steps = {step.id: step.label[words.language] for step in method.likelihood}
    harms = {step.id: step.label[words.language] for step in method.impact}
    return words(
        "frame.cell",
        stage=say(words, f"charts.stage.{stage}", stage),
        likelihood=steps.get(likelihood, likelihood),
        impact=harms.get(impact, impact),
    )


_SPECIAL: dict[str, Callable[[Words, str], str]] = {
    "source": _source,
    "hold": _hold,
    "year": _year,
    "reason": _reason,
    "risk": _risk,
    "subject": lambda _words, value: value,
    "due": lambda _words, value: value,
    "domain": lambda _words, value: value,
}


def held_types(words: Words, held: Iterable[str]) -> list[str]:
    """The types of what is held of somebody, the sensitive ones first, where they are seen."""
    sensitive = set(sensitive_types())
    return [label(words, "type", one) for one in sorted(held, key=lambda one: one not in sensitive)]
