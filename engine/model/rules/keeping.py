"""Rules about keeping: what a period starts with, how long which fields are kept, and where a record ends."""

import re
from dataclasses import dataclass
from enum import StrEnum

from engine.model.assessment import DispositionState, RetentionState
from engine.model.engagement import DealStructure
from engine.model.rules.facts import Condition
from engine.model.rules.grounds import Authority, Label
from engine.model.rules.records import Examples

DURATION = re.compile(r"P(?=\d)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?")
"""The ISO 8601 durations that periods are written in: years, months and days."""


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
    missing date is unknown. `counts_first_day`: the first day belongs to the period. `reopened_by_contact`: a message
    that follows shows that it had not happened yet. `told_by_people`: where everybody a record speaks of has said no to
    the purposes its class serves, wherever they said it, it has happened for the record.
    """

    id: str
    label: Label
    source: StartSource
    authority: Authority
    open_until_known: bool = False
    counts_first_day: bool = False
    reopened_by_contact: bool = False
    told_by_people: bool = False


@dataclass(frozen=True, slots=True)
class StartPhrase:
    """Words of a message that say that a start event has happened.

    `pattern` is in lower case; where ``<day>`` stands in it, that day counts, otherwise the day of the message.
    """

    id: str
    label: Label
    starts: tuple[str, ...]
    pattern: str
    examples: Examples
    authority: Authority

    def __post_init__(self) -> None:
        try:
            re.compile(self.pattern.replace("<day>", "."))
        except re.error as error:
            raise ValueError(f"pattern: {error}") from None


class RetentionKind(StrEnum):
    """What a period is.

    `statutory`: a legal minimum; `analogy`: a minimum carried over from a neighbouring rule; `defence`: limitation
    period; `internal_target`: our default; `trigger`: until the start event, no period; `maximum`: what no minimum
    asks for must be gone when it ends, whatever other rules would allow.
    """

    STATUTORY = "statutory"
    ANALOGY = "analogy"
    DEFENCE = "defence"
    INTERNAL_TARGET = "internal_target"
    TRIGGER = "trigger"
    MAXIMUM = "maximum"

    @property
    def is_minimum(self) -> bool:
        """Whether the record must be kept while the period runs."""
        return self in (RetentionKind.STATUTORY, RetentionKind.ANALOGY)


@dataclass(frozen=True, slots=True)
class MessagePart:
    """A part of a message that a rule may ask for; `fields` are the record's fields it is made of."""

    id: str
    label: Label
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How long records of some classes are kept.

    `period` is an ISO 8601 duration, empty for triggers and for what is kept `permanent`ly; ``P0D`` lasts until its
    start event. `record_kinds` narrows the rule to some kinds of record (all if empty). A minimum may need only some
    of a record: `fields_kept` are meanings of columns (of rows and contacts), `parts_kept` parts of a message; without
    them it needs the whole record. `notes` are what a reader of the rule must know.
    """

    id: str
    label: Label
    record_classes: tuple[str, ...]
    jurisdiction: str
    start_event: str
    kind: RetentionKind
    authority: Authority
    period: str = ""
    permanent: bool = False
    record_kinds: tuple[str, ...] = ()
    fields_kept: tuple[str, ...] = ()
    parts_kept: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.period) == (self.kind is RetentionKind.TRIGGER or self.permanent):
            raise ValueError("a trigger and what is permanent have no period; every other rule has one")
        if self.period and not DURATION.fullmatch(self.period):
            raise ValueError(f"period: {self.period}")
        if not self.kind.is_minimum and (self.permanent or self.fields_kept or self.parts_kept):
            raise ValueError("only a minimum is permanent or names the fields it needs")


class NoteKind(StrEnum):
    """What a note on the schedule says: how it counts, what it does not do, or what becomes of records in a deal."""

    METHOD = "method"
    TRAP = "trap"
    DEAL = "deal"


@dataclass(frozen=True, slots=True)
class ScheduleNote:
    """What a reader of the schedule must know; rules name the notes about them, a note that none names is general."""

    id: str
    label: Label
    kind: NoteKind
    authority: Authority


class Until(StrEnum):
    """The day a proposed disposition is bound to."""

    NONE = "none"
    KEEP_UNTIL = "keep_until"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class ProposalRule:
    """What is proposed for a record; the first rule that fits decides and `label` is its reason.

    An empty list fits everything, `customers` fits classes of customers' data or (false) all others; `sensitive` and
    `minors` fit only records that hold such data, `refused` only those of somebody who said no to the transfer.
    """

    id: str
    label: Label
    state: DispositionState
    authority: Authority
    deals: tuple[DealStructure, ...] = ()
    retention: tuple[RetentionState, ...] = ()
    record_classes: tuple[str, ...] = ()
    customers: bool | None = None
    sensitive: bool = False
    minors: bool = False
    refused: bool = False
    until: Until = Until.NONE
    when: tuple[Condition, ...] = ()
