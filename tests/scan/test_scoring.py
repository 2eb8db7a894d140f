"""The scorer: what counts as found and as right, by overlap and exactly, by type, by group and in a table."""

import pytest

from benchmarks.detection.markdown import table
from benchmarks.detection.scoring import Judged, cell, counted, only

NAME, PHONE, HEALTH = (0, 3, "PERSON"), (10, 21, "PHONE"), (30, 35, "HEALTH")


@pytest.mark.parametrize(
    ("gold", "found", "overlap", "exactly"),
    [
        ([NAME], [NAME], (1, 1, 1), (1, 1, 1)),
        ([NAME], [(0, 2, "PERSON")], (1, 1, 1), (0, 0, 0)),
        ([NAME], [(3, 6, "PERSON")], (0, 0, 0), (0, 0, 0)),  # beside it, not on it
        ([NAME], [(0, 3, "PHONE")], (0, 0, 0), (0, 0, 0)),  # the right place, the wrong type
        ([NAME], [], (0, 0, 0), (0, 0, 0)),
        ([], [NAME], (0, 0, 0), (0, 0, 0)),
        ([NAME], [(0, 1, "PERSON"), (1, 3, "PERSON")], (1, 1, 1), (0, 0, 0)),  # in pieces: all right, found once
        ([(0, 2, "PERSON"), (2, 4, "PERSON")], [(0, 4, "PERSON")], (1, 1, 1), (0, 0, 0)),
        ([NAME, PHONE], [NAME, (50, 60, "PHONE")], (0.5, 0.5, 0.5), (0.5, 0.5, 0.5)),
        ([NAME, PHONE, HEALTH], [NAME], (1, 1 / 3, 0.5), (1, 1 / 3, 0.5)),
        ([NAME], [NAME, NAME], (1, 1, 1), (1, 1, 1)),  # said twice, counted once
    ],
)
def test_rates(gold: list, found: list, overlap: tuple, exactly: tuple) -> None:
    count = counted([(gold, found)])["all"]
    assert count.overlap == pytest.approx(overlap) and count.exactly == pytest.approx(exactly)


def test_counts_are_by_type_and_by_group_and_over_all_documents() -> None:
    documents: list[Judged] = [([NAME, PHONE], [NAME]), ([HEALTH], [HEALTH, PHONE])]
    counts = counted(documents)
    assert set(counts) == {"PERSON", "PHONE", "HEALTH", "names", "identifiers", "sensitive", "all"}
    assert (counts["identifiers"].gold, counts["identifiers"].found, counts["identifiers"].right) == (1, 1, 0)
    assert (counts["all"].gold, counts["all"].found, counts["all"].exact) == (3, 3, 2)


def test_a_type_a_contender_does_not_know_can_be_left_out_on_both_sides() -> None:
    documents: list[Judged] = [([NAME, PHONE], [NAME, PHONE]), ([HEALTH], [])]
    assert counted(documents)["all"].overlap[1] == pytest.approx(2 / 3)
    assert counted(only(documents, {"PERSON", "PHONE"}))["all"].overlap == (1, 1, 1)


def test_a_cell_tells_both_ways_of_counting_and_what_was_found_where_nothing_is() -> None:
    counts = counted([([NAME, PHONE], [(0, 2, "PERSON")]), ([], [HEALTH])])
    assert cell(counts, "PERSON") == "100/100/100 · 0/0/0"
    assert cell(counts, "HEALTH") == "– (1 wrong)"
    assert cell(counts, "RELIGION") == "–"


def test_a_table_is_markdown() -> None:
    assert table(("set", "found"), [("a|b", 1200)]) == "| set | found |\n| --- | --: |\n| a\\|b | 1,200 |\n"
