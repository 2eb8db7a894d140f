"""The tagger: a small network that marks names, addresses and told circumstances in Chinese, English and mixed text.

Its weights, `data/tagger.onnx`, are made by `benchmarks.train` on texts written for it. Texts share a run, in which no
token is near one of another text; the network counts in whole numbers, so that no result depends on its neighbours.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from engine.scan.tokens import Places, features, split

WEIGHTS = Path(__file__).resolve().parent.parent.parent / "data" / "tagger.onnx"
STEPS = (-8, -4, -2, -1, 0, 1, 2, 4, 8)
"""How far from a token the tokens stand that the network looks at."""
_RUN = 1000
"""Tokens from which a run is full: more is no faster and takes more memory."""
Tagged = tuple[int, int, str, float]


class _Weighed(NamedTuple):
    """Of the tokens of a run: weight of each kind, the best one, where it rather begins; which tokens are of a kind."""

    kinds: NDArray[np.float32]
    best: NDArray[np.intp]
    begins: NDArray[np.bool_]
    told: list[int]


class Tagger:
    """One inference session on one thread."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
        self._kinds = tuple(self._session.get_modelmeta().custom_metadata_map["kinds"].split())

    def spans(self, folded: Sequence[str]) -> Iterator[list[Tagged]]:
        """What stands in each folded text, as (start, end, entity type, score): in order, none overlapping another."""
        waiting: list[tuple[str, Places]] = []
        length = 0
        for text in folded:
            waiting.append((text, split(text)))
            length += len(waiting[-1][1])
            if length > _RUN:
                yield from self._run(waiting)
                waiting, length = [], 0
        if waiting:
            yield from self._run(waiting)

    def _run(self, texts: Sequence[tuple[str, Places]]) -> Iterator[list[Tagged]]:
        read = {"ids": features(texts), "near": near([len(places) for _, places in texts])}
        weighed = _weighed(np.asarray(self._session.run(None, read)[0]))
        start = first = 0
        for _, places in texts:
            last = bisect_left(weighed.told, start + len(places), first)
            yield list(self._spans(places, weighed, start, weighed.told[first:last]))
            start += len(places)
            first = bisect_left(weighed.told, start, last)

    def _spans(self, places: Places, weighed: _Weighed, start: int, told: Sequence[int]) -> Iterator[Tagged]:
        """Tokens of one kind in a row; a token that rather begins than continues opens the next one."""
        run: list[int] = []
        for at in told:
            kind = weighed.best[at]
            if run and (at != run[-1] + 1 or kind != weighed.best[run[-1]] or weighed.begins[at, kind]):
                yield self._span(places, weighed, start, run)
                run = []
            run.append(at)
        if run:
            yield self._span(places, weighed, start, run)

    def _span(self, places: Places, weighed: _Weighed, start: int, run: list[int]) -> Tagged:
        kind = int(weighed.best[run[0]])
        score = float(np.add.reduce(weighed.kinds[run[0] : run[-1] + 1, kind]) / len(run))
        return places[run[0] - start][0], places[run[-1] - start][1], self._kinds[kind], round(score, 3)


def near(lengths: Sequence[int]) -> NDArray[np.int64]:
    """The rows (n, 9) that stand `STEPS` from each token of texts of so many; n itself where its text has no such."""
    ends = np.cumsum(lengths)
    count = int(ends[-1]) if len(ends) else 0
    first, end = (np.repeat(edge, lengths)[:, None] for edge in (ends - lengths, ends))
    rows = np.arange(count)[:, None] + STEPS
    return np.where((rows >= first) & (rows < end), rows, count)


def _weighed(scores: NDArray[np.float32]) -> _Weighed:
    """What the log-odds (n, 1 + 2 * kinds) of none, and of beginning and continuation of each kind, say of tokens."""
    weights = np.exp(scores - scores.max(1, keepdims=True))
    weights /= weights.sum(1, keepdims=True)
    begins, goes_on = weights[:, 1::2], weights[:, 2::2]
    kinds = begins + goes_on
    best = kinds.argmax(1)
    told = np.flatnonzero(kinds[np.arange(len(best)), best] > weights[:, 0])
    return _Weighed(kinds, best, begins > goes_on, told.tolist())
