"""Rules about contradictions: what is looked for always, how it is said, and where it is mended."""

from dataclasses import dataclass
from enum import StrEnum

from engine.model.rules.grounds import Authority, Label


class Weight(StrEnum):
    """Whether a contradiction stands in the way of the closing, or is told only."""

    BLOCKS = "blocks"
    WARNS = "warns"


@dataclass(frozen=True, slots=True)
class Check:
    """One consistency check; a function of the same name in `engine.assess.xrays` does the looking.

    `sentence` tells one contradiction, with the blanks its function fills; `screen` is the page where it is mended.
    """

    id: str
    label: Label
    sentence: Label
    weight: Weight
    screen: str
    authority: Authority
