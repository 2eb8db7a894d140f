"""Rules about the inventory: the kinds of system and carrier a company may hold data in."""

from dataclasses import dataclass
from enum import StrEnum

from engine.model.rules.facts import Condition
from engine.model.rules.grounds import Authority, Label


class SystemCategory(StrEnum):
    """What a kind is: a system that is run, a carrier that can be carried away, or somebody who processes."""

    SYSTEM = "system"
    CARRIER = "carrier"
    PROCESSOR = "processor"


@dataclass(frozen=True, slots=True)
class SystemKind:
    """A kind of system, carrier or processor.

    `asked`: somebody has to say whether the company has one. `holds` are the record classes it usually holds,
    `formats` those of sources that usually come from it.
    """

    id: str
    label: Label
    category: SystemCategory
    holds: tuple[str, ...]
    authority: Authority
    asked: bool = False
    formats: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
