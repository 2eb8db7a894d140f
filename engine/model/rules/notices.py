"""Rules about notices: what each kind of notice must say, how it goes out and what it proves."""

from dataclasses import dataclass
from enum import StrEnum

from engine.model.rules.facts import Condition
from engine.model.rules.grounds import Label
from engine.model.rules.registers import Feed


@dataclass(frozen=True, slots=True)
class NoticeChannel:
    """How a notice reaches people; a `public` one reaches nobody in particular."""

    id: str
    label: Label
    public: bool = False


@dataclass(frozen=True, slots=True)
class NoticeField:
    """One thing a notice can say; `heading` is what the letter writes over it."""

    id: str
    label: Label
    heading: Label
    feeds: tuple[Feed, ...] = ()


class Need(StrEnum):
    """Whether a notice may go out without the field."""

    MANDATORY = "mandatory"
    RECOMMENDED = "recommended"


@dataclass(frozen=True, slots=True)
class FieldNeed:
    """A field of a notice; `by` is the obligation that asks for it, empty: our own design.

    With a `heading` of its own it means something else in this notice than the field does elsewhere.
    """

    field: str
    need: Need
    by: str = ""
    note: Label | None = None
    when: tuple[Condition, ...] = ()
    heading: Label | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind of notice: the obligation it answers, how its letter begins, and its fields in their order.

    `by_recipient`: the recipient writes and signs it, not the company. `to_each`: its article asks to tell the person,
    so that publishing it alone is weak.
    """

    id: str
    label: Label
    obligation: str
    title: Label
    opening: Label
    fields: tuple[FieldNeed, ...]
    by_recipient: bool = False
    to_each: bool = False
    feeds: tuple[Feed, ...] = ()
