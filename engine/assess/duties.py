"""Obligations: which apply to an engagement, what answers them, how far they are met, and until when."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from engine.assess.applying import Applying, applying
from engine.assess.periods import shifted
from engine.catalogue import Catalogue
from engine.model.assessment import DutyState, Task, TaskState
from engine.model.engagement import Engagement
from engine.model.rules import Deadline, DeadlineKind, Obligation

_FINISHED = (TaskState.DONE, TaskState.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class DutyAnswer:
    """What a person said of an obligation, with what shows it or why it does not apply."""

    state: DutyState
    note: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation in this engagement.

    `tasks` are the tasks whose basis names it, `done` how many of them are finished. `answer` is a person's word, which
    stands over what the tasks tell. `due` is None where its clock has not started; `is_target`: the law sets no day and
    the day is our internal target.
    """

    obligation: str
    applying: Applying
    state: DutyState
    tasks: tuple[str, ...] = ()
    done: int = 0
    answer: DutyAnswer | None = None
    due: date | None = None
    is_target: bool = False
    overdue: bool = False

    @property
    def waits(self) -> bool:
        """Whether it arises only when something happens: it stands in nobody's way before."""
        return self.applying.occasional

    @property
    def is_open(self) -> bool:
        """Whether it applies, or may apply, and nothing shows yet that it is met."""
        return self.state not in (DutyState.MET, DutyState.NOT_APPLICABLE)


def duties(
    catalogue: Catalogue,
    engagement: Engagement,
    tasks: Iterable[Task],
    answers: Mapping[str, DutyAnswer],
    starts: Mapping[str, date],
    told: Collection[str] = (),
) -> list[Duty]:
    """The obligations in the order of the rules.

    `starts` are the days on which clocks struck, as people stated; of those in `told` the notice went out in full.
    """
    answering: dict[str, list[Task]] = {}
    for task in tasks:
        for name in catalogue.tasks[task.id].basis if task.id in catalogue.tasks else ():
            answering.setdefault(name, []).append(task)
    return [
        _duty(
            entry, catalogue, engagement, answering.get(entry.id, []), answers.get(entry.id), starts, entry.id in told
        )
        for entry in catalogue.obligations.values()
    ]


def _duty(
    entry: Obligation,
    catalogue: Catalogue,
    engagement: Engagement,
    tasks: list[Task],
    answer: DutyAnswer | None,
    starts: Mapping[str, date],
    told: bool,
) -> Duty:
    found = applying(entry, engagement, catalogue)
    state = answer.state if answer else _shown(tasks, told)
    if found.verdict is False:
        state = DutyState.NOT_APPLICABLE
    due, is_target = _due(entry.deadline, catalogue, engagement, starts)
    open_ = state not in (DutyState.MET, DutyState.NOT_APPLICABLE)
    overdue = due is not None and due < engagement.as_of and open_ and not found.occasional
    finished = sum(task.state in _FINISHED for task in tasks)
    return Duty(
        entry.id, found, state, tuple(task.id for task in tasks), finished, answer, due, is_target, overdue
    )  # fmt: skip


def _shown(tasks: list[Task], told: bool) -> DutyState:
    """What tasks and the notice show: met once all tasks are finished and one was done, partly once one has begun."""
    states = [task.state for task in tasks]
    if TaskState.DONE in states and all(state in _FINISHED for state in states):
        return DutyState.MET
    begun = told or any(state in (TaskState.DONE, TaskState.IN_PROGRESS) for state in states)
    return DutyState.PARTLY if begun else DutyState.UNANSWERED


def _due(
    deadline: Deadline, catalogue: Catalogue, engagement: Engagement, starts: Mapping[str, date]
) -> tuple[date | None, bool]:
    """The day it is due and whether that is only our target; None where its clock has not struck."""
    clock = catalogue.clocks.get(deadline.clock)
    struck = engagement.closing_date if clock and clock.at_closing else starts.get(deadline.clock)
    if struck is None or deadline.kind in (DeadlineKind.NONE, DeadlineKind.PERIODIC):
        return None, False
    back = deadline.kind is DeadlineKind.BEFORE
    if deadline.period:
        return shifted(struck, deadline.period, back, deadline.working_days), False
    if deadline.internal_target:
        return shifted(struck, deadline.internal_target, back), True
    return (None, False) if deadline.kind is DeadlineKind.TIMELY else (struck, False)


def blocking(found: Iterable[Duty], catalogue: Catalogue, engagement: Engagement) -> list[Duty]:
    """The obligations that stand in the way of the closing.

    Binding ones that apply for certain, were said not to be met, or are not met although they are due by the closing.
    """
    return [
        duty
        for duty in found
        if duty.applying.verdict
        and not duty.waits
        and duty.is_open
        and catalogue.obligations[duty.obligation].binding
        and (duty.state is DutyState.NOT_MET or _due_by_closing(duty, engagement))
    ]


def _due_by_closing(duty: Duty, engagement: Engagement) -> bool:
    closing = engagement.closing_date
    return duty.overdue or (duty.due is not None and closing is not None and duty.due <= closing)
