"""Facts of an engagement, and the conditions that rules put on them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from engine.model.rules.grounds import Label


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
    """A place whose rules may apply: by the engagement's list, or because the named fact is true."""

    id: str
    label: Label
    fact: str = ""
