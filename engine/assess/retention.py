"""Retention: whether a record must, may or should no longer be kept, as of the engagement's date."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.assess.facts import holds, in_jurisdiction
from engine.assess.periods import last_day
from engine.catalogue import Catalogue
from engine.model.assessment import Retention, RetentionState
from engine.model.engagement import Engagement
from engine.model.records import RecordKind
from engine.model.rules import RetentionKind, RetentionRule, StartEvent

_OPEN = date.max
"""Stands for the end of a period that no date is known for yet."""

_Applicable = tuple[tuple[RetentionRule, StartEvent], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """The rules that apply to an engagement, by record class and kind.

    `open_rules` are ids of rules, by class, that hang on a fact nobody has answered: they have no effect and are to be
    shown.
    """

    rules: Mapping[tuple[str, RecordKind], _Applicable]
    open_rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


def schedule(engagement: Engagement, catalogue: Catalogue) -> Schedule:
    """The retention schedule of an engagement: rules of its jurisdictions whose conditions hold."""
    rules: dict[tuple[str, RecordKind], _Applicable] = {}
    open_rules: dict[str, tuple[str, ...]] = {}
    for rule in catalogue.retention_rules.values():
        verdicts = (in_jurisdiction(rule.jurisdiction, engagement, catalogue), holds(rule.when, engagement))
        if False in verdicts:
            continue
        for record_class in rule.record_classes:
            if None in verdicts:
                open_rules[record_class] = (*open_rules.get(record_class, ()), rule.id)
                continue
            for kind in RecordKind:
                if not rule.record_kinds or kind in rule.record_kinds:
                    found = (rule, catalogue.start_events[rule.start_event])
                    rules[record_class, kind] = (*rules.get((record_class, kind), ()), found)
    return Schedule(rules, open_rules)


@dataclass(frozen=True, slots=True)
class _Period:
    """One rule applied to one record. `end` is the last day, None where the start is not known."""

    rule: RetentionRule
    start: date | None
    end: date | None


def retention(
    record: str,
    record_class: str,
    kind: RecordKind,
    moments: Mapping[str, date],
    engagement: Engagement,
    schedule: Schedule,
    on_hold: bool = False,
) -> Retention:
    """The retention of a record: `moments` are the days of its start events, those not known are absent.

    A hold wins; then a running minimum, the longest if there are several; then an unknown start, which is neither
    over nor running; then whatever else still runs; else it is due.
    """
    periods = [
        _period(rule, event, moments.get(event.id), engagement)
        for rule, event in schedule.rules.get((record_class, kind), ())
    ]
    if on_hold:
        return Retention(record, RetentionState.ON_HOLD, tuple(period.rule.id for period in periods))
    if not periods:
        return Retention(record, RetentionState.NO_RULE)
    as_of = engagement.as_of
    running = [period for period in periods if period.end is not None and period.end >= as_of]
    minimums = [period for period in running if period.rule.kind.is_minimum]
    if minimums:
        return _answer(record, RetentionState.MUST_KEEP, minimums)
    unknown = [period for period in periods if period.end is None]
    if unknown:
        return _answer(record, RetentionState.UNKNOWN_DATE, unknown)
    if running:
        return _answer(record, RetentionState.MAY_KEEP, running)
    return _answer(record, RetentionState.DUE, periods)


def _period(rule: RetentionRule, event: StartEvent, start: date | None, engagement: Engagement) -> _Period:
    """A rule applied to a start that is known or not.

    In a dissolution purposes, accounts and relations end on the closing date, and with them every period that is no
    legal minimum.
    """
    closing = None if engagement.deal_structure.is_transfer else engagement.closing_date
    if start is None and event.open_until_known:
        start = closing
        if start is None:
            return _Period(rule, None, _OPEN)
    if start is None:
        return _Period(rule, None, None)
    end = start if rule.kind is RetentionKind.TRIGGER else last_day(start, rule.period, event.counts_first_day)
    if closing is not None and not rule.kind.is_minimum:
        end = min(end, closing)
    return _Period(rule, start, end)


def _answer(record: str, state: RetentionState, periods: list[_Period]) -> Retention:
    """The rule with the latest end decides and stands first."""
    ranked = sorted(periods, key=lambda period: period.end or date.min, reverse=True)
    first = ranked[0]
    keep_until = None if first.end == _OPEN else first.end
    return Retention(
        record, state, tuple(period.rule.id for period in ranked), first.rule.start_event, first.start, keep_until
    )
