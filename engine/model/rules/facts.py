"""Facts of an engagement, and the conditions that rules put on them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from engine.model.rules.grounds import Authority, Label


class Applies(StrEnum):
    """For which kind of exit an entry is meant."""

    TRANSFER = "transfer"
    DISSOLUTION = "dissolution"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of a fact, or alternatives of which one must hold (`any`).

    `op` is eq, in, gt, gte, lt, lte, true or false.
    """

    fact: str = ""
    op: str = ""
    value: object = None
    any: tuple["Condition", ...] = ()

    def __post_init__(self) -> None:
        if bool(self.any) == bool(self.fact and self.op):
            raise ValueError("a condition tests a fact, or lists its alternatives")


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
    """A place whose rules may apply: by the engagement's list, or because the named fact is true.

    The rest makes one suppose that a person lives there: types of identifiers, top-level domains of mail addresses,
    calling codes without the plus, country codes of bank accounts.
    """

    id: str
    label: Label
    fact: str = ""
    entity_types: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    calling_codes: tuple[str, ...] = ()
    iban: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactSign:
    """A count that speaks for a fact: `evidence` of at least `at_least` says yes.

    With `percent`, the fact is a number, and a smaller share of the count contradicts it. Where the sign is too weak to
    contradict (`contradicts` false), it proposes an answer as long as there is none, and no more.
    """

    id: str
    fact: str
    evidence: str
    authority: Authority
    at_least: int = 1
    percent: int = 0
    contradicts: bool = True
