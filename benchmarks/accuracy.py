"""Precision and recall on the labelled sets, ours and stock Presidio's: overlap of spans of the same type.

Run: python -m benchmarks.accuracy [--stock]. Development sets: rules tuned on them look better than they are.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable

from benchmarks.corpora import SETS, labelled
from engine.model.findings import Segment
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


def main() -> None:
    detector = Detector()
    other = stock() if "--stock" in sys.argv else None
    for name in SETS:
        documents = labelled(name)
        gold = [{(s["start"], s["end"], GOLD.get(s["type"], s["type"])) for s in d["spans"]} for d in documents]
        spans = detector.detect([Segment(d["text"]) for d in documents])
        ours = [{(s.start, s.end, s.entity_type) for s in found} for found in spans]
        rows = [("closeout", scored(zip(gold, ours, strict=True)))]
        if other is not None:
            rows.append(("stock Presidio", scored((g, other(d["text"])) for g, d in zip(gold, documents, strict=True))))
        false_alarms = Counter(kind for g, found in zip(gold, ours, strict=True) if not g for *_, kind in found)
        for label, scores in rows:
            print(f"{name}, {label}")
            for row in sorted(scores):
                print(scores[row].row(row))
        print(f"  found by closeout in documents without personal data: {dict(false_alarms)}")


if __name__ == "__main__":
    main()
