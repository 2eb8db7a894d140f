"""What the parts of a chapter print."""

import pytest

from engine.report.blocks import share


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (0, 0, "–"),
        (0, 9, "0.0%"),
        (9, 9, "100.0%"),
        (1, 8, "12.5%"),
        (39, 150_835, "<0.1%"),
        (150_796, 150_835, ">99.9%"),
    ],
)
def test_a_share_is_neither_rounded_up_to_all_nor_down_to_nothing(part: int, whole: int, told: str) -> None:
    assert share(part, whole) == told
