"""What the assessment says of records, risks and tasks; computed states are never edited by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from engine.model.records import RecordKind


class RetentionState(StrEnum):
    """State of a record as of a date.

    `must_keep`: a statutory minimum is running; `may_keep`: none is, but a purpose, an open account or a defence period
    is; `due`: every period is over or its trigger has happened; `unknown_date`: the start date is not in the record;
    `no_rule`: no rule speaks of this class.
    """

    MUST_KEEP = "must_keep"
    MAY_KEEP = "may_keep"
    DUE = "due"
    ON_HOLD = "on_hold"
    UNKNOWN_DATE = "unknown_date"
    NO_RULE = "no_rule"


class DispositionState(StrEnum):
    """Where a record ends, decided by a person."""

    UNDECIDED = "undecided"
    RETAINED_IN_USE = "retained_in_use"
    TRANSFERRED = "transferred"
    RESTRICTED_UNTIL = "restricted_until"
    DELETED = "deleted"
    ANONYMISED = "anonymised"
    ON_HOLD = "on_hold"


class Level(StrEnum):
    """A risk level. `unknown` says that the evidence is missing; it is never ranked as low."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    SEVERE = "severe"
    UNKNOWN = "unknown"


class RiskState(StrEnum):
    """How far a risk has come."""

    IDENTIFIED = "identified"
    EVALUATED = "evaluated"
    TREATED = "treated"
    ACCEPTED = "accepted"
    CLOSED = "closed"


class TaskState(StrEnum):
    """How far a task has come."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


class DutyState(StrEnum):
    """How far an obligation is met. `unanswered` says that nothing shows it yet; it is never taken for met."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    UNANSWERED = "unanswered"


class ControlAnswer(StrEnum):
    """Whether a control works; only `effective` with evidence lowers a likelihood, `unanswered` has no effect."""

    EFFECTIVE = "effective"
    FAILED = "failed"
    ABSENT = "absent"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Classification:
    """The record class of a record, with the id of the rule that said so and the code of its evidence."""

    record: str
    record_class: str
    rule: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Share:
    """What of a record ends together: `fields` are meanings of columns or parts of a message, none: all the rest.

    `until` is the last day on which the share must or may stay; of one that is due the last day it could (None: no end
    is known, or nothing ever asked for it). `rules` are the retention rules that say so.
    """

    fields: tuple[str, ...]
    state: RetentionState
    until: date | None = None
    rules: tuple[str, ...] = ()


class MomentOrigin(StrEnum):
    """Where the day of a start event comes from, the surest first.

    `person`: from what people said elsewhere; `undated`: they did, but nothing says when.
    """

    COLUMN = "column"
    WRITTEN = "written"
    SAID = "said"
    PERSON = "person"
    UNDATED = "undated"
    RECORD = "record"
    THREAD = "thread"


@dataclass(frozen=True, slots=True)
class Moment:
    """The day of a start event and where it comes from.

    `place` names the column's header, the phrase's id or the purpose that people spoke of; it is empty for a record's
    own date and that of its thread.
    """

    day: date
    origin: MomentOrigin
    place: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What retention and proposal of a record depend on; records that agree in it have one outcome.

    `dated` is the record's own date, `last_contact` the last one of its thread if that is later; `stated` are the days
    of start events by columns and words; `sensitive` and `minors` say that it holds such data, `refused` that
    somebody in it said no to the transfer.
    """

    number: int
    record_class: str
    kind: RecordKind
    dated: date | None
    last_contact: date | None
    stated: Mapping[str, Moment]
    on_hold: bool = False
    sensitive: bool = False
    minors: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Retention:
    """Retention of a record as of a date.

    `rules` are the retention rules that decided; `start_event` and `start` what the period is counted from;
    `keep_until` the last day of the longest running period (None: no end is known). `waiting` are rules that apply
    and whose start is not known, so that they may reach beyond it. `restricted`: it must be kept though its purpose is
    over, so it may be stored and protected and nothing else. `shares`: what of it ends when, where that differs; none
    where the whole record ends together. `due_from` is the first day on which all of it is due (None: not known yet).
    """

    record: str
    state: RetentionState
    rules: tuple[str, ...] = ()
    start_event: str = ""
    start: date | None = None
    keep_until: date | None = None
    waiting: tuple[str, ...] = ()
    restricted: bool = False
    shares: tuple[Share, ...] = ()
    due_from: date | None = None


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """A place in the matrix: ids of the method's likelihood and impact levels, and the level the grid answers."""

    likelihood: str
    impact: str
    level: Level


UNKNOWN_POINT = RiskPoint("unknown", "unknown", Level.UNKNOWN)
"""Where a scenario stands that no scan has seen yet."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that brought a level about; each `code` has a sentence under ``cause.``.

    `axis` is ``impact`` or ``likelihood``; `subject` names the modifier, factor, control or judgement; `steps` is how
    far it moved the axis (0: it did not, or set a floor); `day` is that of the evidence, or when a plan is due; `who`
    a plan's owner.
    """

    axis: str
    code: str
    subject: str = ""
    steps: int = 0
    day: date | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    """One scenario of the register, evaluated.

    `evidence` lists (code, number) pairs, each with a sentence under ``evidence.``; `causes` says per stage what
    brought its level about; `aim` is the level aimed at, `target` the place nearest to it that likelihood can reach.
    """

    scenario: str
    inherent: RiskPoint
    current: RiskPoint
    residual: RiskPoint
    target: RiskPoint = UNKNOWN_POINT
    aim: Level = Level.UNKNOWN
    evidence: tuple[tuple[str, int], ...] = ()
    causes: Mapping[str, tuple[Cause, ...]] = field(default_factory=dict[str, tuple[Cause, ...]])

    def at(self, stage: str) -> RiskPoint:
        """The point at one of `STAGES`."""
        return {"inherent": self.inherent, "current": self.current, "residual": self.residual, "target": self.target}[
            stage
        ]


STAGES = ("inherent", "current", "residual", "target")
"""Without controls; with those that work; with the planned ones too; what is aimed at."""

RANK = {Level.LOW: 0, Level.MEDIUM: 1, Level.HIGH: 2, Level.SEVERE: 3}
"""Levels in their order; the unknown has no place among them."""


@dataclass(frozen=True, slots=True)
class Task:
    """One item of the checklist in this engagement; `due` is derived from the closing date, `owner` is a role id.

    `missing` is of how many kinds of evidence that are asked for nothing was given.
    """

    id: str
    phase: str
    owner: str
    gate: bool
    due: date | None
    state: TaskState = TaskState.OPEN
    missing: int = 0
