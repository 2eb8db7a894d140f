"""Rules as data: what the entries of `data/*.yaml` are once they are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from engine.model.assessment import Level

DURATION = re.compile(r"P(?=\d)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?")
"""The ISO 8601 durations that periods are written in: years, months and days."""


class Verified(StrEnum):
    """Whether a citation was compared with a stored text; `draft`: with an approval draft only."""

    TRUE = "true"
    DRAFT = "draft"
    FALSE = "false"


class AuthorityKind(StrEnum):
    """Where a rule comes from: a legal source, or our own design."""

    LAW = "law"
    DESIGN = "design"


class Seen(StrEnum):
    """How much of the source was seen when the quote was compared."""

    FULL_TEXT = "full_text"
    EXCERPT = "excerpt"
    SECONDARY_PAGE = "secondary_page"


class Applies(StrEnum):
    """For which kind of exit an entry is meant."""

    TRANSFER = "transfer"
    DISSOLUTION = "dissolution"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Label:
    """The words of an entry, in each language."""

    zh: str
    en: str

    def __post_init__(self) -> None:
        if not self.zh.strip() or not self.en.strip():
            raise ValueError("a label needs words in zh and en")

    def __getitem__(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Authority:
    """What a rule rests on. `law` is an instrument's id; `note` says what the flag alone cannot.

    A rule of our own design cites nothing; a verified citation carries its quote and the day it was checked.
    """

    kind: AuthorityKind = AuthorityKind.LAW
    law: str = ""
    article: str = ""
    quote: str = ""
    url: str = ""
    checked_on: date | None = None
    verified: Verified = Verified.FALSE
    seen: Seen | None = None
    note: Label | None = None

    def __post_init__(self) -> None:
        if self.kind is AuthorityKind.DESIGN:
            if self.law or self.quote or self.verified is not Verified.FALSE:
                raise ValueError("a rule of our own design cites no law")
            return
        if not self.law and not self.note:
            raise ValueError("a legal authority names its instrument, or says in a note what it rests on")
        if self.checked_on is None:
            raise ValueError("a legal authority needs checked_on")
        if self.verified is not Verified.FALSE and not self.quote:
            raise ValueError("a verified citation needs its quote")


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of a fact; `op` is eq, in, gt, gte, lt or true."""

    fact: str
    op: str
    value: object = None


class FactType(StrEnum):
    """What a fact's value is."""

    INT = "int"
    BOOL = "bool"
    ENUM = "enum"


@dataclass(frozen=True, slots=True)
class Fact:
    """One question about the engagement that rules may test."""

    id: str
    type: FactType
    label: Label
    values: Mapping[str, Label] = field(default_factory=dict[str, Label])


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place whose rules may apply: by the engagement's list, or because the named fact is true."""

    id: str
    label: Label
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, regulation, standard or guideline."""

    id: str
    label: Label
    jurisdiction: str
    type: str
    status: str
    checked_on: date
    verified: Verified
    effective: date | None = None
    url: str = ""
    note: Label | None = None


@dataclass(frozen=True, slots=True)
class RecordClass:
    """What kind of record it is, for retention.

    `customers`: it is data of customers. Of two classes that fit a record equally well the one that stands first is
    taken.
    """

    id: str
    label: Label
    customers: bool
    authority: Authority


class Place(StrEnum):
    """Where a classification rule looks."""

    SUBJECT = "subject"
    BODY = "body"
    SENDER = "sender"
    RECIPIENT = "recipient"
    HEADERS = "headers"
    SHEET = "sheet"
    FILE_NAME = "file_name"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts a pattern must and must not match; run as tests."""

    match: tuple[str, ...]
    no_match: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassRule:
    """A sign that a record belongs to a class: a pattern, where it is looked for, and how much it weighs."""

    id: str
    record_class: str
    label: Label
    place: Place
    pattern: str
    weight: int
    authority: Authority
    examples: Examples

    def __post_init__(self) -> None:
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise ValueError(f"pattern: {error}") from None


class StartSource(StrEnum):
    """What the date of a start event is taken from in the records."""

    RECORD_DATE = "record_date"
    LAST_CONTACT = "last_contact"
    FISCAL_YEAR = "fiscal_year"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class StartEvent:
    """What a period is counted from.

    `open_until_known`: as long as no date is known, the event has not happened (an account is open). Otherwise a
    missing date is unknown. `counts_first_day`: the first day belongs to the period.
    """

    id: str
    label: Label
    source: StartSource
    authority: Authority
    open_until_known: bool = False
    counts_first_day: bool = False


class RetentionKind(StrEnum):
    """What a period is.

    `statutory`: a legal minimum; `analogy`: a minimum carried over from a neighbouring rule; `defence`: limitation
    period; `internal_target`: our default; `trigger`: until the start event, no period.
    """

    STATUTORY = "statutory"
    ANALOGY = "analogy"
    DEFENCE = "defence"
    INTERNAL_TARGET = "internal_target"
    TRIGGER = "trigger"

    @property
    def is_minimum(self) -> bool:
        """Whether the record must be kept while the period runs."""
        return self in (RetentionKind.STATUTORY, RetentionKind.ANALOGY)


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How long records of some classes are kept.

    `period` is an ISO 8601 duration, empty for triggers only; `record_kinds` narrows the rule to some kinds of record
    (all if empty).
    """

    id: str
    label: Label
    record_classes: tuple[str, ...]
    jurisdiction: str
    start_event: str
    kind: RetentionKind
    authority: Authority
    period: str = ""
    record_kinds: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.period) == (self.kind is RetentionKind.TRIGGER):
            raise ValueError("a trigger has no period; every other rule has one")
        if self.period and not DURATION.fullmatch(self.period):
            raise ValueError(f"period: {self.period}")


class Sensitivity(StrEnum):
    """How strongly an entity type is protected; `conditional`: sensitive by the stricter of two standards."""

    GENERAL = "general"
    SENSITIVE = "sensitive"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class EntityType:
    """A kind of personal data.

    `identifier`: the value alone points to one person; `impact`: base level for one person; `group` is the group of
    evidence it counts in (identity, bank, health, religion, minor or empty).
    """

    id: str
    label: Label
    category: Label
    sensitivity: Sensitivity
    impact: Level
    identifier: bool
    authority: Authority
    group: str = ""


@dataclass(frozen=True, slots=True)
class ScaleLevel:
    """One step of a scale, lowest first in its method."""

    id: str
    label: Label
    description: Label


@dataclass(frozen=True, slots=True)
class RiskMethod:
    """A risk matrix: ``grid[impact][likelihood]`` is the level.

    `from_impact` and `from_likelihood` translate the default method's steps, in which scenarios are written.
    """

    id: str
    label: Label
    impact: tuple[ScaleLevel, ...]
    likelihood: tuple[ScaleLevel, ...]
    grid: Mapping[str, Mapping[str, Level]]
    from_impact: Mapping[str, str]
    from_likelihood: Mapping[str, str]
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
    """Moves a scenario's impact by `steps`, or lifts its likelihood to `floor`, when `evidence` reaches `at_least`."""

    id: str
    label: Label
    axis: Axis
    evidence: str
    at_least: int
    authority: Authority
    steps: int = 0
    floor: str = ""


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
    impact by one step, unless one of `facts` is true); `modifiers` may move it.
    """

    id: str
    label: Label
    applies: Applies
    impact: str
    likelihood: str
    factors: tuple[str, ...]
    evidence: tuple[str, ...]
    authority: Authority
    modifiers: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()


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
