"""The words of the trade that the screens use, each explained in one sentence."""

from dataclasses import dataclass

from engine.model.rules.grounds import Label


@dataclass(frozen=True, slots=True)
class Term:
    """One term as the screens say it, and what it means here in one sentence.

    `screens` are the pages that use it; `facet` is the part of the shared filter that bears its name.
    """

    id: str
    label: Label
    meaning: Label
    screens: tuple[str, ...]
    facet: str = ""

    def __post_init__(self) -> None:
        if not self.screens:
            raise ValueError("a term names the pages that use it")
