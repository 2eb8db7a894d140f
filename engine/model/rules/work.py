"""Rules about the work: roles, phases and the checklist."""

from dataclasses import dataclass

from engine.model.rules.facts import Applies, Condition
from engine.model.rules.grounds import Authority, Label


@dataclass(frozen=True, slots=True)
class WorkRole:
    """Who does, answers for, is asked or told."""

    id: str
    label: Label
    authority: Authority


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the work; offsets are days relative to the closing date, internal targets of ours."""

    id: str
    label: Label
    transfer_offset: int
    dissolution_offset: int
    authority: Authority


@dataclass(frozen=True, slots=True)
class Raci:
    """Who is responsible, accountable, consulted and informed."""

    R: str
    A: str
    C: tuple[str, ...] = ()
    I: tuple[str, ...] = ()  # noqa: E741 - RACI's own letter


@dataclass(frozen=True, slots=True)
class TaskRule:
    """One item of the checklist.

    `basis` names obligations, whose own force it has; `seed` the practice items it comes from; `done` is the criterion
    that closes it.
    """

    id: str
    phase: str
    label: Label
    applies: Applies
    raci: Raci
    basis: tuple[str, ...]
    evidence: tuple[str, ...]
    done: Label
    authority: Authority
    seed: tuple[str, ...] = ()
    gate: bool = False
    when: tuple[Condition, ...] = ()
