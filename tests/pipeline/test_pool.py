"""The pool shares out what it gets, and answers as if it had not."""

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.findings import Segment
from engine.pipeline import pool as pools
from engine.pipeline.pool import SHARE, WorkerPool, shares


class _Waiting:
    """Stands in for the worker processes: keeps what it is given until it is told in which order to answer."""

    def __init__(self) -> None:
        self.given: list[tuple[list[Segment], Future[list[tuple[str, ...]]]]] = []

    def submit(self, _: Callable[..., object], segments: list[Segment]) -> Future[list[tuple[str, ...]]]:
        self.given.append((segments, Future()))
        return self.given[-1][1]

    def answer(self, number: int) -> None:
        segments, future = self.given[number]
        future.set_result([(one.text,) for one in segments])


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> _Waiting:
    stand_in = _Waiting()
    monkeypatch.setattr(pools.WorkerPool, "_running", lambda _: stand_in)
    return stand_in


TEXTS = [Segment(f"{at} " + "x" * (SHARE // 2)) for at in range(5)]


@given(st.lists(st.integers(0, 2 * SHARE), max_size=12))
def test_shares_keep_every_segment_in_order_and_are_no_longer_than_a_share_and_a_segment(lengths: list[int]) -> None:
    segments = [Segment("x" * length, str(at)) for at, length in enumerate(lengths)]
    cut = shares(segments)
    assert [one for share in cut for one in share] == segments
    assert all(sum(len(one.text) for one in share[:-1]) < SHARE for share in cut)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_answers_stand_in_the_order_of_the_segments_however_shares_end(waiting: _Waiting, order: tuple) -> None:
    found = WorkerPool(2).submit(TEXTS)
    for number in order:
        assert not found.done()
        waiting.answer(number)
    assert found.result() == [(one.text,) for one in TEXTS]


def test_few_segments_are_one_share(waiting: _Waiting) -> None:
    WorkerPool(2).submit(TEXTS[:1])
    WorkerPool(2).submit([])
    assert [segments for segments, _ in waiting.given] == [TEXTS[:1], []]


def test_a_share_that_breaks_is_the_end_of_all_of_them(waiting: _Waiting) -> None:
    found = WorkerPool(2).submit(TEXTS)
    waiting.answer(0)
    waiting.given[1][1].set_exception(BrokenProcessPool())
    waiting.given[2][1].cancel()
    with pytest.raises(BrokenProcessPool):
        found.result(timeout=1)
