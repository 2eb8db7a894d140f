"""The tagger: a small network that marks names, addresses and told circumstances in Chinese, English and mixed text.

Its weights, `data/tagger.onnx`, are made by `benchmarks.train` on texts written for it. One piece is read at a time, so
that no result depends on its neighbours.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from engine.scan.tokens import tokens

WEIGHTS = Path(__file__).resolve().parent.parent.parent / "data" / "tagger.onnx"
Tagged = tuple[int, int, str, float]


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

    def spans(self, folded: str) -> list[Tagged]:
        """What stands in a folded text, as (start, end, entity type, score): in order, none overlapping another."""
        places, ids = tokens(folded)
        if not len(ids):
            return []
        scores = np.asarray(self._session.run(None, {"ids": ids[None]})[0])[0]
        return list(self._runs(places, scores))

    def _runs(self, places: NDArray[np.int64], scores: NDArray[np.float32]) -> Iterator[Tagged]:
        """Tokens of one kind in a row; a token that rather begins than continues opens the next one.

        `scores` are log-odds (n, 1 + 2 * kinds): none, then beginning and continuation of each kind.
        """
        weights = np.exp(scores - scores.max(1, keepdims=True))
        weights /= weights.sum(1, keepdims=True)
        begins, goes_on = weights[:, 1::2], weights[:, 2::2]
        kinds = begins + goes_on
        best = kinds.argmax(1)
        told = np.flatnonzero(kinds[np.arange(len(best)), best] > weights[:, 0])
        run: list[int] = []
        for at in told.tolist():
            kind = int(best[at])
            if run and (at != run[-1] + 1 or kind != best[run[-1]] or begins[at, kind] > goes_on[at, kind]):
                yield self._span(places, kinds, best, run)
                run = []
            run.append(at)
        if run:
            yield self._span(places, kinds, best, run)

    def _span(
        self, places: NDArray[np.int64], kinds: NDArray[np.float32], best: NDArray[np.intp], run: list[int]
    ) -> Tagged:
        kind = int(best[run[0]])
        score = float(kinds[run, kind].mean())
        return int(places[run[0], 0]), int(places[run[-1], 1]), self._kinds[kind], round(score, 3)
