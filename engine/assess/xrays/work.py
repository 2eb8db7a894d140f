"""Checks of tasks, gates and days; each function is named as its check."""

from collections.abc import Iterator

from engine.assess.notices import missing
from engine.assess.tasks import blocks_closing
from engine.assess.xrays.case import Case, XRay, number, of_task
from engine.model.assessment import Task, TaskState
from engine.model.notices import NoticeState

_BEGUN = (TaskState.IN_PROGRESS, TaskState.DONE)
_FINISHED = (TaskState.DONE, TaskState.NOT_APPLICABLE)


def task_without_evidence(case: Case) -> Iterator[XRay]:
    """A task that is done without the evidence its rule asks for."""
    for task in case.tasks:
        if task.state is TaskState.DONE and task.missing:
            yield of_task("task_without_evidence", task)


def gate_open_while_later_runs(case: Case) -> Iterator[XRay]:
    """A task of a later phase has begun while a gate of an earlier one is open."""
    phases = list(case.rules.phases)
    gates = [task for task in case.tasks if task.gate and task.state not in _FINISHED]
    for task in case.tasks:
        if task.state not in _BEGUN:
            continue
        passed = [gate for gate in gates if phases.index(gate.phase) < phases.index(task.phase)]
        if passed:
            blanks = (number("number", len(passed)), ("gate", "task", passed[0].id))
            yield of_task("gate_open_while_later_runs", task, *blanks)


def notice_field_empty(case: Case) -> Iterator[XRay]:
    """A notice went out although a field that it must have here is empty."""
    for one in case.notices:
        rule = case.rules.notices.get(one.kind)
        if rule is None or one.state is not NoticeState.SENT:
            continue
        if empty := missing(rule, one.texts, case.engagement):
            blanks = (number("number", one.number), ("fields", "notice_fields", ",".join(empty)))
            yield XRay("notice_field_empty", "notice", one.kind, blanks, (("notice", one.kind),))


def closing_over_with_open_gates(case: Case) -> Iterator[XRay]:
    """The closing date is over, and gates before it are open."""
    closing = case.engagement.closing_date
    gates = [one for one in case.tasks if blocks_closing(one, case.rules, case.engagement) and not _finished(one)]
    if closing and closing < case.engagement.as_of and gates:
        blanks = (("day", "day", str(closing)), number("number", len(gates)))
        yield XRay("closing_over_with_open_gates", "", "", blanks)


def _finished(task: Task) -> bool:
    return task.state in _FINISHED
