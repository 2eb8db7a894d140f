"""The scorer: spans found against spans labelled, by overlap and exactly, by type and in groups.

By overlap a finding is right if it shares a character with a labelled span of its type, and a labelled span is found if
a finding of its type shares a character with it: an address found in three pieces is three right findings and one
found address. Exactly, both its ends must be those of a labelled span of its type.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

Spotted = tuple[int, int, str]
"""Where a finding or a label starts and ends, in code points, and its type."""
Judged = tuple[Collection[Spotted], Collection[Spotted]]
"""What is labelled in a document, and what was found in it."""

NAMES = frozenset(("PERSON", "ADDRESS"))
SENSITIVE = frozenset(("DATE_OF_BIRTH", "HEALTH", "RELIGION", "MINOR"))
GROUPS = ("identifiers", "names", "sensitive", "all")


@dataclass(slots=True)
class Count:
    """Labelled spans and findings of one type or group, and how many of them match, by overlap and exactly."""

    gold: int = 0
    found: int = 0
    recalled: int = 0
    right: int = 0
    exact: int = 0

    @property
    def overlap(self) -> tuple[float, float, float]:
        """Precision, recall and F1 by overlap."""
        return _rates(self.right, self.found, self.recalled, self.gold)

    @property
    def exactly(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of spans with both ends right."""
        return _rates(self.exact, self.found, self.exact, self.gold)


def group(entity_type: str) -> str:
    """The group a type belongs to."""
    return "names" if entity_type in NAMES else "sensitive" if entity_type in SENSITIVE else "identifiers"


def counted(documents: Iterable[Judged]) -> dict[str, Count]:
    """Counts by type and by group."""
    counts: dict[str, Count] = {}
    for gold, found in documents:
        for span in set(gold):
            for count in _rows(counts, span):
                count.gold += 1
                count.recalled += touches(span, found)
                count.exact += span in found
        for span in set(found):
            for count in _rows(counts, span):
                count.found += 1
                count.right += touches(span, gold)
    return counts


def touches(span: Spotted, others: Iterable[Spotted]) -> bool:
    """Whether one of `others` is of the same type and shares a character with `span`."""
    return any(kind == span[2] and start < span[1] and span[0] < end for start, end, kind in others)


def only(documents: Iterable[Judged], types: Collection[str]) -> list[Judged]:
    """The documents as if there were no types but these."""
    return [
        ({span for span in gold if span[2] in types}, {span for span in found if span[2] in types})
        for gold, found in documents
    ]


def _rows(counts: dict[str, Count], span: Spotted) -> Iterable[Count]:
    return [counts.setdefault(name, Count()) for name in (span[2], group(span[2]), "all")]


def _rates(right: int, found: int, recalled: int, gold: int) -> tuple[float, float, float]:
    precision = right / found if found else 0.0
    recall = recalled / gold if gold else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def cell(counts: Mapping[str, Count], name: str) -> str:
    """A table's cell: precision / recall / F1 in percent by overlap, then exactly; a dash where nothing is labelled."""
    count = counts.get(name, Count())
    if not count.gold:
        return "–" if not count.found else f"– ({count.found} wrong)"
    return " · ".join("/".join(f"{100 * rate:.0f}" for rate in rates) for rates in (count.overlap, count.exactly))
