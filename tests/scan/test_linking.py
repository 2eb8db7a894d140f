"""How well people are told from one another on invented families: the benchmark's figures may not fall below these."""

import pytest

from benchmarks.families import Town
from benchmarks.linking import measured


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_families_namesakes_and_new_numbers_are_told_apart(seed):
    result = measured(Town(seed=seed))
    assert result.people >= 300
    assert result.precision >= 0.985 and result.b_precision >= 0.99
    assert result.recall >= 0.94 * result.possible
    assert result.merged.total() <= 5


def test_the_same_seed_gives_the_same_town():
    assert Town(20, 7).records == Town(20, 7).records != Town(20, 8).records
