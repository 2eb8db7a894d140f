"""Rules about risks: methods, modifiers, controls and scenarios."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.model.assessment import Level
from engine.model.rules.facts import Applies, Condition
from engine.model.rules.grounds import Authority, Label


@dataclass(frozen=True, slots=True)
class ScaleLevel:
    """One step of a scale, lowest first in its method."""

    id: str
    label: Label
    description: Label


@dataclass(frozen=True, slots=True)
class RiskMethod:
    """A risk matrix: ``grid[impact][likelihood]`` is the level.

    `from_impact` and `from_likelihood` translate the default method's steps, in which scenarios are written. `target`
    is the level aimed at where nobody chose another one.
    """

    id: str
    label: Label
    impact: tuple[ScaleLevel, ...]
    likelihood: tuple[ScaleLevel, ...]
    grid: Mapping[str, Mapping[str, Level]]
    from_impact: Mapping[str, str]
    from_likelihood: Mapping[str, str]
    target: Level
    authority: Authority

    def __post_init__(self) -> None:
        impact, likelihood = [step.id for step in self.impact], [step.id for step in self.likelihood]
        if list(self.grid) != impact or any(list(row) != likelihood for row in self.grid.values()):
            raise ValueError("grid: one row for each impact, one cell for each likelihood, lowest first")
        if not {*self.from_impact.values()} <= {*impact} or not {*self.from_likelihood.values()} <= {*likelihood}:
            raise ValueError("from_impact, from_likelihood: steps of this method are expected")


@dataclass(frozen=True, slots=True)
class Treatment:
    """How a level is to be treated, and what it stops."""

    id: Level
    label: Label
    gate: Label
    authority: Authority


class Axis(StrEnum):
    """What a modifier moves."""

    IMPACT = "impact"
    LIKELIHOOD = "likelihood"


@dataclass(frozen=True, slots=True)
class Modifier:
    """Moves the scenarios that name it.

    By evidence: raises by `steps`, or lifts likelihood to `floor`, when the count `evidence` reaches `at_least`. By
    controls: lowers by `steps` (negative) where all `controls` count, and with `complete` all of the scenario's own.
    """

    id: str
    label: Label
    axis: Axis
    authority: Authority
    evidence: str = ""
    at_least: int = 0
    steps: int = 0
    floor: str = ""
    controls: tuple[str, ...] = ()
    complete: bool = False

    def __post_init__(self) -> None:
        raises = bool(self.evidence) and self.at_least > 0 and (self.steps > 0 or bool(self.floor))
        lowers = bool(self.controls) and self.steps < 0
        if raises == lowers:
            raise ValueError("a modifier raises by evidence, or lowers by controls")


@dataclass(frozen=True, slots=True)
class Factor:
    """One of the four factors from which likelihood is judged."""

    id: str
    label: Label
    authority: Authority


@dataclass(frozen=True, slots=True)
class Control:
    """A measure that lowers likelihood through one factor.

    `weight` is in tenths of a step; `fresh_for` says how long its evidence counts.
    """

    id: str
    label: Label
    factor: str
    weight: int
    evidence: str
    fresh_for: str
    authority: Authority


@dataclass(frozen=True, slots=True)
class Scenario:
    """What could happen, with its base steps in the default method.

    `factors` judge its likelihood; `evidence` are the counts it rests on (all zero in scanned records lowers the
    impact by one step, unless one of `facts` is true); `modifiers` may move it. `unread` marks one that rests on what
    could not be read and so is known before anything is. `controls` and `tasks` are suggested against it; `note` says
    why it matters on the way out of a company.
    """

    id: str
    label: Label
    note: Label
    applies: Applies
    impact: str
    likelihood: str
    factors: tuple[str, ...]
    evidence: tuple[str, ...]
    controls: tuple[str, ...]
    tasks: tuple[str, ...]
    authority: Authority
    modifiers: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    unread: bool = False
