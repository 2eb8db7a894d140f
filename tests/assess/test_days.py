"""Days as people write them: clear ones are read, ambiguous, incomplete and impossible ones are not."""

from datetime import date

import pytest

from engine.assess.days import written_day

NEAR = date(2024, 3, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-02", date(2024, 3, 2)),
        ("2024/3/2 14:05", date(2024, 3, 2)),
        ("2024.03.02", date(2024, 3, 2)),
        ("2024年3月2日", date(2024, 3, 2)),
        ("2024 年 3 月 2 日", date(2024, 3, 2)),
        ("20240302", date(2024, 3, 2)),
        ("2024-03-02T10:00:00+08:00", date(2024, 3, 2)),
        ("25/03/2024", date(2024, 3, 25)),
        ("03/25/2024", date(2024, 3, 25)),
        ("04/04/2024", date(2024, 4, 4)),
        ("3 May 2024", date(2024, 5, 3)),
        ("3rd of May 2024", date(2024, 5, 3)),
        ("May 3, 2024", date(2024, 5, 3)),
        ("Sept. 3rd, 2024", date(2024, 9, 3)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2031-01-01", date(2031, 1, 1)),
        ("3月2日", date(2024, 3, 2)),
        ("12月30号", date(2023, 12, 30)),
        ("03/04/2024", None),
        ("3/4/24", None),
        ("2024-02-30", None),
        ("2023-02-29", None),
        ("2024-13-01", None),
        ("0000-00-00", None),
        ("1899-12-30", None),
        ("9月2日", None),
        ("113/04/20", None),
        ("45353", None),
        ("next May", None),
        ("", None),
    ],
)
def test_a_day_is_read_or_it_is_none(text: str, day: date | None) -> None:
    assert written_day(text, NEAR) == day


def test_a_day_without_a_year_needs_a_day_to_be_near_to() -> None:
    assert written_day("3月2日") is None
