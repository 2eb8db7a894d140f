"""Rules from practice: every item of the two practice documents, and where the law orders it differently."""

from dataclasses import dataclass

from engine.model.rules.grounds import Label


@dataclass(frozen=True, slots=True)
class PracticeItem:
    """One item, under its number in its document; a `heading` only groups those that follow.

    Tasks name the items they come from (`TaskRule.seed`); `features` are screens of the product that answer it besides,
    `registers` the small registers where what it asks for is entered.
    """

    id: str
    label: Label
    heading: bool = False
    features: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PracticeConflict:
    """What an item asks that the law orders differently, and what is done instead; `basis` are obligations."""

    id: str
    item: str
    label: Label
    instead: Label
    basis: tuple[str, ...]
