"""How right findings are, estimated from a random sample drawn stratum by stratum: pure arithmetic.

Intervals are Wilson's at 95 % with the correction for a finite population, so that a stratum judged to the last
finding is known exactly. Strata are put together by their shares of the population; the interval of the sum recovers
the variances from those of the parts (Zou and Donner, 2008), which keeps it honest where every finding was right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

_Z = 1.959964
"""The normal quantile of a two-sided 95 % interval."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A stratum: how many findings it has, how many of its random sample were judged, how many of those were right."""

    population: int
    judged: int
    right: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share from 0 to 1 with its 95 % interval."""

    share: float
    low: float
    high: float


def estimate(stratum: Judged) -> Estimate | None:
    """The share of right findings in one stratum; None where nothing was judged."""
    population, judged, right = stratum.population, stratum.judged, stratum.right
    if not judged:
        return None
    share = right / judged
    if judged >= population:
        return Estimate(share, share, share)
    return _interval(share, judged * (population - 1) / (population - judged))


def wilson(right: int, judged: int) -> Estimate:
    """The share of right ones among `judged` (at least one) drawn from more than can be counted."""
    return _interval(right / judged, judged)


def _interval(share: float, size: float) -> Estimate:
    centre, spread = share + _Z**2 / (2 * size), _Z * sqrt(share * (1 - share) / size + _Z**2 / (4 * size**2))
    whole = 1 + _Z**2 / size
    return Estimate(share, max(0.0, (centre - spread) / whole), min(1.0, (centre + spread) / whole))


def stratified(strata: Sequence[Judged]) -> Estimate | None:
    """The share of right findings in all strata of which something was judged, each by its population."""
    parts = [(one.population, found) for one in strata if (found := estimate(one))]
    total = sum(population for population, _ in parts)
    if not total:
        return None
    weights = [(population / total, found) for population, found in parts]
    share = sum(weight * found.share for weight, found in weights)
    below = sqrt(sum((weight * (found.share - found.low)) ** 2 for weight, found in weights))
    above = sqrt(sum((weight * (found.high - found.share)) ** 2 for weight, found in weights))
    return Estimate(share, max(0.0, share - below), min(1.0, share + above))
