"""Obligations: which articles apply to this deal and why, what answers them, what is open and until when."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.assess.applying import Ground
from engine.assess.duties import Duty, blocking, duties
from engine.assess.notices import complete
from engine.catalogue import catalogue
from engine.model.assessment import DutyState
from engine.store import duties as stored
from engine.store import engagements, notices
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.store.remembering import remembered
from engine.views.checks import as_tasks
from engine.views.tasks import tasks

OVERDUE = "overdue"
"""Stands among the states of obligations where they are chosen: due and not shown to be met."""


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A clock that starts or ends deadlines of obligations that may apply; `day` is when it struck."""

    clock: str
    day: date | None
    at_closing: bool
    obligations: int


class Group(StrEnum):
    """Why an obligation is there: the deal, everyday processing, an event to come, an open fact; or it is not."""

    DEAL = "deal"
    ALWAYS = "always"
    WAITING = "waiting"
    OPEN = "open"
    NOT_HERE = "not_here"


@dataclass(frozen=True, slots=True)
class Duties:
    """The obligations of the rules as they stand for this engagement; `blocking` stand in the way of the closing."""

    as_of: date
    lines: tuple[Duty, ...]
    blocking: tuple[Duty, ...]
    clocks: tuple[ClockLine, ...]

    @property
    def applying(self) -> tuple[Duty, ...]:
        """Those that apply, or hang on an unanswered fact."""
        return tuple(line for line in self.lines if line.applying.verdict is not False)

    @property
    def states(self) -> Mapping[str, int]:
        """Obligations per state, every state present; they sum to the lines."""
        return {str(state): sum(line.state is state for line in self.lines) for state in DutyState}

    def group(self, group: Group) -> tuple[Duty, ...]:
        """The obligations of one group; the groups sum to the lines."""
        return tuple(line for line in self.lines if group_of(line) is group)

    @property
    def there(self) -> tuple[Duty, ...]:
        """Those that apply or hang on an unanswered fact and wait for no event."""
        return tuple(line for line in self.applying if not line.waits)

    def among(self, states: Container[str]) -> tuple[Duty, ...]:
        """Those of `there` that are in one of the states, or ``overdue``."""
        return tuple(line for line in self.there if str(line.state) in states or (line.overdue and OVERDUE in states))

    @property
    def overdue(self) -> tuple[Duty, ...]:
        return tuple(line for line in self.lines if line.overdue)


@remembered
def obligations(database: Database) -> Duties:
    """All obligations as they stand."""
    rules, engagement = rules_of(database), engagements.load(database)
    struck = stored.starts(database)
    planned = as_tasks(tasks(database))
    sent = complete(rules, engagement, notices.written(database))
    told = {rules.notices[name].obligation for name in sent}
    lines = duties(rules, engagement, planned, stored.answers(database), struck, told)
    counted: dict[str, int] = {}
    for line in lines:
        clock = rules.obligations[line.obligation].deadline.clock
        if clock and line.applying.verdict is not False:
            counted[clock] = counted.get(clock, 0) + 1
    clocks = tuple(
        ClockLine(
            name, engagement.closing_date if clock.at_closing else struck.get(name), clock.at_closing, counted[name]
        )
        for name, clock in rules.clocks.items()
        if name in counted
    )
    return Duties(engagement.as_of, tuple(lines), tuple(blocking(lines, rules, engagement)), clocks)


def group_of(duty: Duty) -> Group:
    """Why an obligation is there."""
    if duty.applying.verdict is False:
        return Group.NOT_HERE
    if duty.waits:
        return Group.WAITING
    if duty.applying.verdict is None:
        return Group.OPEN
    rules = catalogue().occasions
    arising = [one.subject for one in duty.applying.reasons if one.ground is Ground.OCCASION and one.verdict]
    return Group.DEAL if any(rules[name].when for name in arising) else Group.ALWAYS
