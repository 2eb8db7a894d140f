"""Rules about what was measured: how right findings are by band of score, and how right classes are."""

from dataclasses import dataclass

from engine.model.rules.grounds import Label


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """Scores from `starts_at` (0-1) up to the next band; `sample` findings of each type in it are drawn for review."""

    id: str
    label: Label
    starts_at: float
    sample: int

    def __post_init__(self) -> None:
        if not 0 <= self.starts_at < 1 or self.sample < 1:
            raise ValueError(f"starts_at: {self.starts_at}, sample: {self.sample}")


@dataclass(frozen=True, slots=True)
class Measured:
    """How right a type's findings in a band were on labelled texts: `right` of `found`; `id` is ``TYPE.band``."""

    id: str
    entity_type: str
    band: str
    found: int
    right: int

    def __post_init__(self) -> None:
        if self.id != f"{self.entity_type}.{self.band}" or not 0 <= self.right <= self.found:
            raise ValueError(f"{self.entity_type}.{self.band}: {self.right} of {self.found}")


@dataclass(frozen=True, slots=True)
class MeasuredClass:
    """How right a class is on records classed by hand: `right` of `said` put in it, of `labelled` that belong there."""

    id: str
    said: int
    right: int
    labelled: int

    def __post_init__(self) -> None:
        if not 0 <= self.right <= min(self.said, self.labelled):
            raise ValueError(f"{self.id}: {self.right} of {self.said} and {self.labelled}")


@dataclass(frozen=True, slots=True)
class MeasuredSet:
    """One set of records classes were measured on: how many, and how many of them were put in their class."""

    id: str
    label: Label
    records: int
    right: int

    def __post_init__(self) -> None:
        if not 0 <= self.right <= self.records:
            raise ValueError(f"{self.id}: {self.right} of {self.records}")
