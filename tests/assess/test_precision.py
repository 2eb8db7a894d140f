"""Estimates from a random sample: known intervals, what is judged to the end, and that they hold what they promise."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.assess.precision import Estimate, Judged, estimate, stratified

ENDLESS = 10**9


@pytest.mark.parametrize(
    ("judged", "right", "low", "high"),
    [(10, 9, 0.5958, 0.9821), (20, 20, 0.8389, 1.0), (20, 0, 0.0, 0.1611), (100, 90, 0.8256, 0.9448)],
)
def test_the_interval_is_wilson_s(judged: int, right: int, low: float, high: float) -> None:
    found = estimate(Judged(ENDLESS, judged, right))
    assert found and (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_nothing_judged_is_no_estimate() -> None:
    assert estimate(Judged(50, 0, 0)) is None
    assert stratified([Judged(50, 0, 0)]) is None and stratified([]) is None


def test_what_is_judged_to_the_last_finding_is_known() -> None:
    assert estimate(Judged(8, 8, 6)) == Estimate(0.75, 0.75, 0.75)
    assert stratified([Judged(8, 8, 8), Judged(2, 2, 1)]) == Estimate(0.9, 0.9, 0.9)


def test_a_small_stratum_weighs_little_and_one_not_judged_nothing() -> None:
    found = stratified([Judged(990, 20, 20), Judged(10, 10, 0), Judged(500, 0, 0)])
    assert found and found.share == pytest.approx(0.99) and found.low < 0.9 < found.high


@st.composite
def _strata(draw: st.DrawFn) -> Judged:
    population = draw(st.integers(1, 500))
    judged = draw(st.integers(0, population))
    return Judged(population, judged, draw(st.integers(0, judged)))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_strata(), max_size=6))
def test_an_estimate_lies_in_its_interval_and_both_between_nothing_and_all(strata: list[Judged]) -> None:
    for found in [*map(estimate, strata), stratified(strata)]:
        assert found is None or (0 <= found.low <= found.share + 1e-9 <= found.high + 2e-9 <= 1 + 3e-9)


def test_nineteen_intervals_of_twenty_hold_the_truth() -> None:
    dice, held, rounds = Random(20261122), 0, 400
    shares = ((3000, 0.97), (800, 0.8), (60, 0.5))
    truth = sum(int(size * share) for size, share in shares) / sum(size for size, _ in shares)
    for _ in range(rounds):
        strata = []
        for size, share in shares:
            right = int(size * share)
            picked = dice.sample(range(size), 20)
            strata.append(Judged(size, 20, sum(one < right for one in picked)))
        found = stratified(strata)
        held += bool(found and found.low <= truth <= found.high)
    assert held / rounds > 0.93
