"""Tasks: the checklist as it applies to one engagement."""

from collections.abc import Iterable
from datetime import date, timedelta

from engine.assess.facts import applies, holds
from engine.catalogue import Catalogue
from engine.model.assessment import Task
from engine.model.engagement import Engagement
from engine.model.rules import TaskRule

_BEFORE_THE_FIRST = 30
"""Days the first phase is given before its end."""


def tasks(catalogue: Catalogue, engagement: Engagement, own: Iterable[TaskRule] = ()) -> list[Task]:
    """The tasks of an engagement, its `own` ones last; due dates count from the closing date and are None without one.

    A task whose condition hangs on a fact nobody has answered is left out until it is answered, as a rule is.
    """
    return [
        Task(rule.id, rule.phase, rule.raci.R, rule.gate, _due(rule.phase, catalogue, engagement))
        for rule in (*catalogue.tasks.values(), *own)
        if applies(rule.applies, engagement) and holds(rule.when, engagement)
    ]


def offset(phase: str, catalogue: Catalogue, engagement: Engagement) -> int:
    """Days from the closing date to the end of a phase; negative before it."""
    rule = catalogue.phases[phase]
    return rule.transfer_offset if engagement.deal_structure.is_transfer else rule.dissolution_offset


def begins(phase: str, catalogue: Catalogue, engagement: Engagement) -> int:
    """Days from the closing date to the beginning of a phase: the end of the one before it."""
    end = offset(phase, catalogue, engagement)
    earlier = [offset(one, catalogue, engagement) for one in catalogue.phases]
    return max((day for day in earlier if day < end), default=end - _BEFORE_THE_FIRST)


def blocks_closing(task: Task, catalogue: Catalogue, engagement: Engagement) -> bool:
    """Whether an open gate of this phase stands in the way of the closing: its phase ends before it."""
    return task.gate and offset(task.phase, catalogue, engagement) <= 0


def _due(phase: str, catalogue: Catalogue, engagement: Engagement) -> date | None:
    if engagement.closing_date is None:
        return None
    return engagement.closing_date + timedelta(days=offset(phase, catalogue, engagement))
