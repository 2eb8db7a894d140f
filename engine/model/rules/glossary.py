"""The words of the trade that the screens use, each explained in one sentence."""

from dataclasses import dataclass

from engine.model.rules.grounds import Label


@dataclass(frozen=True, slots=True)
class Term:
    """One term as the screens say it, and what it means here in one sentence.

    `screens` are the pages whose help shows it; `also` are other words for it in titles, in either language.
    """

    id: str
    label: Label
    meaning: Label
    screens: tuple[str, ...]
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.screens:
            raise ValueError("a term names the pages that use it")
