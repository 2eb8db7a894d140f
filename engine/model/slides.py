"""The pages of a presentation, and what an engagement makes of them."""

from dataclasses import dataclass

SLIDES = (
    "question", "received", "exposure", "situations", "risk", "path", "ends", "timetable", "decisions", "residual",
    "annex",
)  # fmt: skip
"""All pages, in the order in which they are told unless somebody arranges them otherwise."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One page: whether it is shown, and the speaker's notes on it."""

    id: str
    shown: bool = True
    notes: str = ""
