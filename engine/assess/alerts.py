"""Early warning: thresholds reached or near, days that come close, and risks that rose since the last snapshot."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from engine.assess.applying import deciding
from engine.assess.facts import answer, holds
from engine.assess.signs import supposed
from engine.assess.treatment import Decision
from engine.assess.xrays import Case
from engine.model.assessment import RANK, Level, RiskState, TaskState
from engine.model.engagement import Engagement
from engine.model.rules import Condition, Threshold

NEAR_PERCENT = 80
"""From which share of a threshold's number it counts as near; our choice."""

NEAR_DAYS = 14
"""How many days ahead a day counts as near; our choice."""

_UPWARD = ("gt", "gte")
_NOTHING_ASKED = ("none", "exempt")
_INCIDENT, _INCIDENT_FACT = "incident", "incident_subject_count"


@dataclass(frozen=True, slots=True)
class Alert:
    """One warning; `code` has a sentence under ``alert.``.

    `kind` says what `subject` is the id of (threshold, scenario, control, task, register or "" for the engagement).
    `number` and `limit` belong to thresholds, `day` to days that come close, `levels` to what rose: before and now.
    """

    code: str
    kind: str = ""
    subject: str = ""
    number: int = 0
    limit: int = 0
    day: date | None = None
    levels: tuple[str, str] = ("", "")


def alerts(case: Case, before: Mapping[str, tuple[str, str]]) -> tuple[Alert, ...]:
    """All warnings: what is reached or overdue, facts to confirm, what rose, the days in their order, what is near.

    `before` holds the current and the residual level of each scenario at the last snapshot.
    """
    crossed = list(_thresholds(case))
    proposed = len(case.proposed)
    asked = [Alert("facts_proposed", number=proposed)] if proposed else []
    reached = [one for one in crossed if one.code != "threshold_near"]
    late = [
        Alert("entries_overdue", "register", name, tally.overdue)
        for name, tally in case.registers.items()
        if tally.overdue
    ]
    days = sorted(_days(case), key=lambda one: (one.day or date.max, one.code, one.subject))
    return (
        *reached,
        *late,
        *asked,
        *_risen(case, before),
        *days,
        *(one for one in crossed if one.code == "threshold_near"),
    )


def _thresholds(case: Case) -> Iterator[Alert]:
    """Thresholds that hold by what is stated, that would hold by what was found, or whose number is near."""
    likely = supposed(case.rules, case.engagement, case.evidence)
    for threshold in case.rules.thresholds.values():
        if threshold.outcome in _NOTHING_ASKED or not _warns(threshold, case.engagement):
            continue
        if _decides(threshold, case.engagement, case):
            yield Alert("threshold_reached", "threshold", threshold.id)
        elif _decides(threshold, likely, case):
            yield Alert("threshold_found", "threshold", threshold.id)
        else:
            yield from _near(threshold, likely)


def _warns(threshold: Threshold, engagement: Engagement) -> bool:
    """Whether a threshold is about more of something; clocks of incidents wait for one."""
    if threshold.group == _INCIDENT and not _number(answer(_INCIDENT_FACT, engagement)):
        return False
    return any(one.op in (*_UPWARD, "true") for one in _single(threshold.when))


def _decides(threshold: Threshold, engagement: Engagement, case: Case) -> bool:
    if case.rules.threshold_groups[threshold.group].first:
        return deciding(threshold.group, engagement, case.rules) is threshold
    return holds(threshold.when, engagement) is True


def _near(threshold: Threshold, engagement: Engagement) -> Iterator[Alert]:
    for condition in _single(threshold.when):
        number, limit = _number(answer(condition.fact, engagement)), _number(condition.value)
        if condition.op in _UPWARD and limit > 1 and limit * NEAR_PERCENT <= number * 100 and number <= limit:
            yield Alert("threshold_near", "threshold", threshold.id, number, limit)
            return


def _single(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Conditions with their alternatives, one by one."""
    for condition in conditions:
        yield from _single(condition.any) if condition.any else (condition,)


def _number(value: object) -> int:
    return value if type(value) is int else 0


def _days(case: Case) -> Iterator[Alert]:
    """What is due within `NEAR_DAYS`; what is over already is a contradiction or an overdue task, not a warning."""
    closing, todo = case.engagement.closing_date, (TaskState.OPEN, TaskState.IN_PROGRESS)
    if _soon(closing, case):
        yield Alert("closing_near", day=closing)
    coming = [task for task in case.tasks if task.state in todo and _soon(task.due, case)]
    if coming:
        first = min(coming, key=lambda task: (task.due or date.max, task.id))
        yield Alert("tasks_near", "task", first.id, len(coming), day=first.due)
    for name, tally in case.registers.items():
        if _soon(tally.next_due, case):
            yield Alert("entry_near", "register", name, day=tally.next_due)
    for answered in case.said.answers:
        if answered.planned and _soon(answered.due, case):
            yield Alert("plan_near", "control", answered.control, day=answered.due)
    for risk, decision in case.decided:
        for code, day in _decided(decision):
            if _soon(day, case):
                yield Alert(code, "scenario", risk.scenario, day=day)


def _decided(decision: Decision) -> list[tuple[str, date | None]]:
    if decision.state is RiskState.CLOSED:
        return []
    days = [("treatment_near", decision.due), ("review_near", decision.review_on)]
    return [*days, ("acceptance_near", decision.accepted_until)] if decision.accepted_by else days


def _soon(day: date | None, case: Case) -> bool:
    as_of = case.engagement.as_of
    return day is not None and as_of <= day <= as_of + timedelta(days=NEAR_DAYS)


def _risen(case: Case, before: Mapping[str, tuple[str, str]]) -> Iterator[Alert]:
    """Scenarios whose residual level, or else current level, stands higher than at the last snapshot."""
    for risk in case.risks:
        now = (str(risk.residual.level), str(risk.current.level))
        for was, level in zip(reversed(before.get(risk.scenario, ("", ""))), now, strict=True):
            if was in RANK and level in RANK and RANK[Level(level)] > RANK[Level(was)]:
                yield Alert("risen", "scenario", risk.scenario, levels=(was, level))
                break
