"""Rules about numbers: from which counts on more is asked."""

from dataclasses import dataclass

from engine.model.rules.duties import Deadline
from engine.model.rules.facts import Condition
from engine.model.rules.grounds import Authority, Label


@dataclass(frozen=True, slots=True)
class ThresholdGroup:
    """Thresholds about one question; `first`: the first that holds decides, otherwise all that hold count."""

    id: str
    label: Label
    first: bool = False


@dataclass(frozen=True, slots=True)
class Threshold:
    """What follows from a number.

    `outcome` is a word for what follows, `recipient` who is to be told. `circumstance` also makes it apply but is no
    fact: a person judges it.
    """

    id: str
    group: str
    outcome: str
    label: Label
    authority: Authority
    when: tuple[Condition, ...] = ()
    circumstance: Label | None = None
    deadline: Deadline | None = None
    recipient: Label | None = None
    binding: bool = True

    def __post_init__(self) -> None:
        if not self.when and self.circumstance is None:
            raise ValueError("a threshold has a condition or names a circumstance")


@dataclass(frozen=True, slots=True)
class ThresholdRemark:
    """What goes with the numbers of a group, whatever they are."""

    id: str
    group: str
    label: Label
    authority: Authority
