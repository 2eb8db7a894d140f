"""Rules about duties: what laws ask of the company, on which occasion, and until when."""

import re
from dataclasses import dataclass
from enum import StrEnum

from engine.model.rules.facts import Condition
from engine.model.rules.grounds import Authority, Label

SPAN = re.compile(r"P(?=[\dT])(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?(?:T(?=\d)(?P<hours>\d+)H)?")
"""The ISO 8601 durations of deadlines: years, months, days and hours."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What makes an obligation matter: everyday processing, a form of the deal, a request, an incident.

    `occasional`: it arises only when something happens, so it is neither there nor excluded from the start.
    """

    id: str
    label: Label
    when: tuple[Condition, ...] = ()
    occasional: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """What a deadline is counted from or to; `at_closing`: it strikes on the engagement's closing date."""

    id: str
    label: Label
    at_closing: bool = False


class DeadlineKind(StrEnum):
    """How a deadline is set: at once, before its clock strikes, within a period of it, again and again, promptly."""

    IMMEDIATE = "immediate"
    BEFORE = "before"
    WITHIN = "within"
    PERIODIC = "periodic"
    TIMELY = "timely"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when something is to be done; durations are ISO 8601, `internal_target` is ours and not law.

    `before` with a period: so long before the clock strikes. `extension` may be added to the period.
    """

    kind: DeadlineKind
    clock: str = ""
    period: str = ""
    working_days: bool = False
    extension: str = ""
    internal_target: str = ""
    note: Label | None = None

    def __post_init__(self) -> None:
        for duration in (self.period, self.extension, self.internal_target):
            if duration and not SPAN.fullmatch(duration):
                raise ValueError(f"duration: {duration}")
        if self.kind is DeadlineKind.WITHIN and not (self.period and self.clock):
            raise ValueError("a deadline within a period has a period and a clock")


@dataclass(frozen=True, slots=True)
class Obligation:
    """What a law asks: it applies when its jurisdiction does, one of its occasions arises and `when` holds.

    `evidence` are the kinds of proof that answer it, `template` the notice it asks for, `keep` how long its records are
    kept. A recommended standard is not `binding`.
    """

    id: str
    label: Label
    jurisdiction: str
    occasions: tuple[str, ...]
    deadline: Deadline
    evidence: tuple[str, ...]
    authority: Authority
    when: tuple[Condition, ...] = ()
    template: str = ""
    keep: str = ""
    binding: bool = True

    def __post_init__(self) -> None:
        if not self.occasions:
            raise ValueError("an obligation names its occasions")
        if self.keep and not SPAN.fullmatch(self.keep):
            raise ValueError(f"keep: {self.keep}")
