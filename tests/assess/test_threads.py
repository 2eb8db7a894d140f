"""Threads: a chain of shared ids joins messages, nothing else does, and their order makes no difference."""

from hypothesis import given
from hypothesis import strategies as st

from engine.assess.threads import threads

PAIRS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 7)), max_size=40)


def test_ids_join_messages_over_a_missing_one() -> None:
    # 0 bears id 0; 1 answers 0 and bears 1; 2 names only id 2, which nobody bears; 3 names 2 and 1; 4 is alone
    named = [(0, 0), (1, 1), (1, 0), (2, 2), (3, 2), (3, 1), (4, 3)]
    assert list(threads(named, 5, 4)) == [0, 0, 0, 0, 4]


def test_a_long_chain_is_one_thread() -> None:
    named = [(0, 0)] + [pair for n in range(1, 5000) for pair in ((n, n), (n, n - 1))]
    assert set(threads(named, 5000, 5000)) == {0}


@given(PAIRS)
def test_the_order_of_what_is_named_makes_no_difference(named: list[tuple[int, int]]) -> None:
    assert list(threads(named, 12, 8)) == list(threads(reversed(named), 12, 8))


@given(PAIRS)
def test_messages_are_joined_by_chains_of_ids_and_by_nothing_else(named: list[tuple[int, int]]) -> None:
    found = threads(named, 12, 8)
    reached = {message: {message} for message in range(12)}
    for _ in range(12):
        for message, identifier in named:
            for other, same in named:
                if same == identifier:
                    reached[message] |= reached[other]
    for one in range(12):
        for other in range(12):
            assert (found[one] == found[other]) == (other in reached[one] or one in reached[other])
        assert found[one] == min(other for other in range(12) if found[other] == found[one])
