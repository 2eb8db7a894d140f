"""Retention: what of a record must, may or should no longer be kept, as of the engagement's date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from engine.assess.periods import last_day
from engine.assess.schedule import Schedule
from engine.model.assessment import Retention, RetentionState, Share
from engine.model.engagement import Engagement
from engine.model.records import RecordKind
from engine.model.rules import RetentionKind, RetentionRule, StartEvent

_OPEN = date.max
"""Stands for the end of a period that no date is known for yet, or that never ends."""


@dataclass(frozen=True, slots=True)
class _Period:
    """One rule applied to one record. `end` is the last day, None where the start is not known."""

    rule: RetentionRule
    start: date | None
    end: date | None

    @property
    def is_minimum(self) -> bool:
        return self.rule.kind.is_minimum

    def runs(self, as_of: date) -> bool:
        return self.end is not None and self.end >= as_of


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
    rules = schedule.rules.get((record_class, kind), ())
    if on_hold:
        return Retention(record, RetentionState.ON_HOLD, tuple(rule.id for rule, _ in rules))
    if not rules:
        return Retention(record, RetentionState.NO_RULE)
    closing = None if engagement.deal_structure.is_transfer else engagement.closing_date
    periods = _capped([_period(rule, event, moments.get(event.id), closing) for rule, event in rules])
    as_of = engagement.as_of
    state, deciding = _state(periods, as_of)
    first = deciding[0]
    return Retention(
        record,
        state,
        tuple(period.rule.id for period in deciding),
        first.rule.start_event,
        first.start,
        _known(first.end),
        tuple(period.rule.id for period in periods if period.end is None and period not in deciding),
        state is RetentionState.MUST_KEEP and _purpose_is_over(periods, closing, as_of),
        _shares(periods, kind, as_of) if state is RetentionState.MUST_KEEP else (),
        _due_from(periods),
    )


def _period(rule: RetentionRule, event: StartEvent, start: date | None, closing: date | None) -> _Period:
    """A rule applied to a start that is known or not.

    In a dissolution purposes, accounts and relations end on the closing date, and with them every period that is no
    legal minimum.
    """
    if rule.permanent:
        return _Period(rule, start, _OPEN)
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


def _capped(periods: list[_Period]) -> list[_Period]:
    """The periods, those that are no minimum cut off where a maximum ends."""
    ends = [period.end for period in periods if period.rule.kind is RetentionKind.MAXIMUM and period.end is not None]
    if not ends:
        return periods
    cap = min(ends)
    return [
        period if period.is_minimum or period.end is None else _Period(period.rule, period.start, min(period.end, cap))
        for period in periods
    ]


def _state(periods: Sequence[_Period], as_of: date) -> tuple[RetentionState, list[_Period]]:
    """What these periods come to, and those that decide it: the one with the latest end first."""
    running = [period for period in periods if period.runs(as_of)]
    minimums = [period for period in running if period.is_minimum]
    unknown = [period for period in periods if period.end is None]
    for state, deciding in (
        (RetentionState.MUST_KEEP, minimums),
        (RetentionState.UNKNOWN_DATE, unknown),
        (RetentionState.MAY_KEEP, running),
    ):
        if deciding:
            return state, _ranked(deciding)
    return RetentionState.DUE, _ranked(periods)


def _shares(periods: Sequence[_Period], kind: RecordKind, as_of: date) -> tuple[Share, ...]:
    """What of a record that must be kept ends when; none if the law needs the whole record.

    A field stays as long as the longest minimum that names it; what no running minimum names follows the other rules
    and is due where there are none.
    """
    narrow = [(period, _needed(period.rule, kind)) for period in periods if period.is_minimum]
    if any(period.runs(as_of) and not fields for period, fields in narrow):
        return ()
    whole = [period for period in periods if not _needed(period.rule, kind)]
    shares: dict[tuple[RetentionState, date | None], Share] = {}
    for name in dict.fromkeys(name for _, fields in narrow for name in fields):
        state, deciding = _state([*(period for period, fields in narrow if name in fields), *whole], as_of)
        if state in (RetentionState.MUST_KEEP, RetentionState.UNKNOWN_DATE):
            until = _known(deciding[0].end)
            known = shares.get((state, until), Share((), state, until))
            rules = dict.fromkeys([*known.rules, *(period.rule.id for period in deciding)])
            shares[state, until] = replace(known, fields=(*known.fields, name), rules=tuple(rules))
    rest = Share((), RetentionState.DUE)
    if whole:
        state, deciding = _state(whole, as_of)
        rest = Share((), state, _known(deciding[0].end), tuple(period.rule.id for period in deciding))
    return (*sorted(shares.values(), key=_length, reverse=True), rest)


def _length(share: Share) -> date:
    """For ordering: what has no known end is longest, what waits for its start stands last."""
    return share.until or (_OPEN if share.state is RetentionState.MUST_KEEP else date.min)


def _needed(rule: RetentionRule, kind: RecordKind) -> tuple[str, ...]:
    """The parts of such a record that a rule needs; none if it needs it whole. A file cannot be divided."""
    if kind is RecordKind.MESSAGE:
        return rule.parts_kept
    return () if kind is RecordKind.ATTACHMENT else rule.fields_kept


def _purpose_is_over(periods: Iterable[_Period], closing: date | None, as_of: date) -> bool:
    """Whether every period that is no legal minimum has run out, or the company has closed."""
    if closing is not None and closing < as_of:
        return True
    others = [period for period in periods if not period.is_minimum]
    return bool(others) and all(period.end is not None and period.end < as_of for period in others)


def _due_from(periods: Iterable[_Period]) -> date | None:
    """The day after the last of the periods, None while one of them has no known end."""
    last = date.min
    for period in periods:
        if period.end is None or period.end == _OPEN:
            return None
        last = max(last, period.end)
    return last + timedelta(days=1)


def _ranked(periods: Iterable[_Period]) -> list[_Period]:
    return sorted(periods, key=lambda period: period.end or date.min, reverse=True)


def _known(end: date | None) -> date | None:
    return None if end == _OPEN else end
