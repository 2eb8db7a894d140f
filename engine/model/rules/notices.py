"""Rules about notices: what each kind of notice must say."""

from dataclasses import dataclass
from enum import StrEnum

from engine.model.rules.facts import Condition
from engine.model.rules.grounds import Label


@dataclass(frozen=True, slots=True)
class NoticeField:
    """One thing a notice can say."""

    id: str
    label: Label


class Need(StrEnum):
    """Whether a notice may go out without the field."""

    MANDATORY = "mandatory"
    RECOMMENDED = "recommended"


@dataclass(frozen=True, slots=True)
class FieldNeed:
    """A field of a notice; `by` is the obligation that asks for it, empty: our own design."""

    field: str
    need: Need
    by: str = ""
    note: Label | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind of notice: the obligation it answers, and its fields in their order."""

    id: str
    label: Label
    obligation: str
    fields: tuple[FieldNeed, ...]
