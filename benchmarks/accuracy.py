"""Precision and recall on the labelled sets, ours and stock Presidio's: overlap of spans of the same type.

Run: python -m benchmarks.accuracy [--stock]. Development sets: rules tuned on them look better than they are.
With --bands [FILE …] it measures, instead, how right findings are by type and band of score, on files of marked texts
or else on these sets, and writes that to data/measured.yaml, which the product shows beside a finding's score.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import bands
from benchmarks.corpora import OWN, SETS, labelled
from benchmarks.marked import documents as marked
from engine.model.findings import Segment, Span
from engine.scan.detector import Detector

GOLD = {
    "CN_ID": "CN_RESIDENT_ID", "CARD": "BANK_CARD", "PLATE": "VEHICLE_PLATE", "WECHAT": "WECHAT_ID", "IP": "IP_ADDRESS"
}  # fmt: skip
STOCK = {
    "PHONE_NUMBER": "PHONE", "EMAIL_ADDRESS": "EMAIL", "LOCATION": "ADDRESS", "CREDIT_CARD": "BANK_CARD",
    "IBAN_CODE": "IBAN", "PERSON": "PERSON", "US_SSN": "US_SSN", "IP_ADDRESS": "IP_ADDRESS",
}  # fmt: skip
SENSITIVE = frozenset(("DATE_OF_BIRTH", "HEALTH", "RELIGION", "MINOR"))
NAMED = frozenset(("PERSON", "ADDRESS"))
Found = tuple[int, int, str]


class Score:
    """Counts of one type or group: gold, found, gold touched by a finding, findings that touch gold."""

    def __init__(self) -> None:
        self.gold = self.found = self.recalled = self.right = 0

    def row(self, name: str) -> str:
        """Name, counts, precision, recall and F1."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.recalled / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"  {name:16} {self.gold:5} {self.found:5}  P {precision:5.3f}  R {recall:5.3f}  F {f1:5.3f}"


def groups(entity_type: str) -> tuple[str, ...]:
    """The rows a type counts in."""
    group = "names" if entity_type in NAMED else "sensitive" if entity_type in SENSITIVE else "identifiers"
    return entity_type, f"= {group}", "= all"


def scored(documents: Iterable[tuple[set[Found], set[Found]]]) -> dict[str, Score]:
    """Scores by type and group of (gold, found) spans of each document."""
    scores: dict[str, Score] = {}
    for gold, found in documents:
        for spans, others, total, hit in ((gold, found, "gold", "recalled"), (found, gold, "found", "right")):
            for start, end, entity_type in spans:
                touched = any(kind == entity_type and s < end and start < e for s, e, kind in others)
                for name in groups(entity_type):
                    score = scores.setdefault(name, Score())
                    setattr(score, total, getattr(score, total) + 1)
                    setattr(score, hit, getattr(score, hit) + touched)
    return scores


def stock() -> Callable[[str], set[Found]]:
    """Stock Presidio's findings of a text, in our types, at its usual threshold of 0.5."""
    from benchmarks.stock import stock_analyzer

    analyzer = stock_analyzer()

    def found(text: str) -> set[Found]:
        results = analyzer.analyze(text, "en", score_threshold=0.5)
        return {(r.start, r.end, STOCK[r.entity_type]) for r in results if r.entity_type in STOCK}

    return found


def gold_of(document: dict[str, Any]) -> set[Found]:
    """The labelled spans of a document of the corpora, in our types."""
    return {(span["start"], span["end"], GOLD.get(span["type"], span["type"])) for span in document["spans"]}


def judged(detector: Detector, files: Sequence[Path]) -> Iterator[tuple[set[Found], list[Span]]]:
    """Gold and findings of each text: of marked files, else of the corpora, of which each labels some types only."""
    for file in files:
        texts = list(marked(file))
        found = detector.detect([Segment(one.text) for one in texts])
        yield from ((set(one.spans), list(spans)) for one, spans in zip(texts, found, strict=True))
    for name in () if files else SETS:
        documents = labelled(name)
        gold = [gold_of(document) for document in documents]
        types = {kind for spans in gold for *_, kind in spans}
        found = detector.detect([Segment(document["text"]) for document in documents])
        for right, spans in zip(gold, found, strict=True):
            yield right, [span for span in spans if span.entity_type in types]


def publish(files: Sequence[Path]) -> None:
    """Measure the bands of score and write them where the product reads them."""
    counts = bands.counted(judged(Detector(), files))
    bands.write(counts, [file.name for file in files] or SETS)
    print(bands.printed(counts))


def main() -> None:
    if "--bands" in sys.argv:
        publish([Path(name) for name in sys.argv[sys.argv.index("--bands") + 1 :]])
        return
    detector = Detector()
    other = stock() if "--stock" in sys.argv else None
    for name in (*OWN, *SETS):
        documents = labelled(name)
        gold = [gold_of(document) for document in documents]
        spans = detector.detect([Segment(d["text"]) for d in documents])
        ours = [{(s.start, s.end, s.entity_type) for s in found if not s.masked} for found in spans]
        rows = [("closeout", scored(zip(gold, ours, strict=True)))]
        if other is not None:
            rows.append(("stock Presidio", scored((g, other(d["text"])) for g, d in zip(gold, documents, strict=True))))
        false_alarms = Counter(kind for g, found in zip(gold, ours, strict=True) if not g for *_, kind in found)
        for label, scores in rows:
            print(f"{name}, {label}")
            for row in sorted(scores):
                print(scores[row].row(row))
        clean = [found for g, found in zip(gold, ours, strict=True) if not g]
        print(
            f"  {len(clean)} documents without personal data; findings in {sum(map(bool, clean))}: {dict(false_alarms)}"
        )


if __name__ == "__main__":
    main()
