"""The retention schedule of an engagement: which rules apply to which records."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.assess.applying import applying
from engine.catalogue import Catalogue
from engine.model.engagement import Engagement
from engine.model.records import RecordKind
from engine.model.rules import RetentionRule, StartEvent

Applicable = tuple[tuple[RetentionRule, StartEvent], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """The rules that apply to an engagement, by record class and kind.

    `open_rules` are ids of rules, by class, that hang on a fact nobody has answered: they have no effect and are to be
    shown.
    """

    rules: Mapping[tuple[str, RecordKind], Applicable]
    open_rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


def schedule(engagement: Engagement, catalogue: Catalogue) -> Schedule:
    """The retention schedule of an engagement: rules of its jurisdictions whose conditions hold."""
    rules: dict[tuple[str, RecordKind], Applicable] = {}
    open_rules: dict[str, tuple[str, ...]] = {}
    for rule in catalogue.retention_rules.values():
        acts = applying(rule, engagement, catalogue).verdict
        if acts is False:
            continue
        for record_class in rule.record_classes:
            if acts is None:
                open_rules[record_class] = (*open_rules.get(record_class, ()), rule.id)
                continue
            for kind in RecordKind:
                if not rule.record_kinds or kind in rule.record_kinds:
                    found = (rule, catalogue.start_events[rule.start_event])
                    rules[record_class, kind] = (*rules.get((record_class, kind), ()), found)
    return Schedule(rules, open_rules)
