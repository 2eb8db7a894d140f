"""The demo engagements: a fictional photography studio that is transferred, a duty-free shop that is deregistered.

Nobody in them exists. They are made from templates and seeded dice: every call gives the same bytes on every machine;
no clock, no compression, no formatting library.
"""

from collections.abc import Iterator
from datetime import date
from types import ModuleType

from engine.demo import shop, studio
from engine.demo.truth import Mention, TrueRecord, Truth
from engine.demo.work import steps
from engine.model.engagement import Engagement

__all__ = ["AS_OF", "CASES", "Mention", "TrueRecord", "Truth", "engagement", "sources", "steps", "truth", "values"]

AS_OF = date(2026, 11, 21)
CASES: dict[str, ModuleType] = {"studio": studio, "shop": shop}
"""The demos by name; each has `SLUG`, `sources()`, `engagement(as_of)` and `truth()`."""


def sources(case: str = "studio") -> Iterator[tuple[str, bytes]]:
    """The files of a demo, as (name, bytes)."""
    yield from CASES[case].sources()


def engagement(case: str = "studio", as_of: date = AS_OF) -> Engagement:
    """The facts of a demo."""
    return CASES[case].engagement(as_of)


def truth(case: str = "studio") -> Truth:
    """Who stands behind every record of a demo."""
    return CASES[case].truth()


def values(case: str = "studio") -> frozenset[str]:
    """Every personal value of a demo in clear: a test looks for them where they must not be."""
    return truth(case).values
