"""Rules about records: their classes, how long they are kept, and what kinds of personal data they hold."""

import re
from dataclasses import dataclass
from enum import StrEnum

from engine.model.assessment import Level
from engine.model.rules.facts import Condition
from engine.model.rules.grounds import Authority, Label

DURATION = re.compile(r"P(?=\d)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?")
"""The ISO 8601 durations that periods are written in: years, months and days."""


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
    evidence it counts in (identity, bank, health, religion, minor or empty). A finding of the type with a score below
    `threshold` is not reported.
    """

    id: str
    label: Label
    category: Label
    sensitivity: Sensitivity
    impact: Level
    identifier: bool
    authority: Authority
    group: str = ""
    threshold: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.threshold < 1:
            raise ValueError(f"threshold: {self.threshold}")
