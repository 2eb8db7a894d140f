"""Rules about records: their classes, the signs they are told by, and what kinds of personal data they hold."""

import re
from dataclasses import dataclass
from enum import StrEnum

from engine.model.assessment import Level
from engine.model.rules.grounds import Authority, Label


@dataclass(frozen=True, slots=True)
class RecordClass:
    """What kind of record it is, for retention.

    `customers`: it is data of customers. `fields_dropped_first` are meanings of columns that no rule asks for: they go
    first, even while the rest may stay. Of two classes that fit a record equally well the one that stands first is
    taken.
    """

    id: str
    label: Label
    customers: bool
    authority: Authority
    fields_dropped_first: tuple[str, ...] = ()


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
