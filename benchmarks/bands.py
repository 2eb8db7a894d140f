"""How right findings are by type and band of score on labelled texts, written for the product to show."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from engine.model.findings import Span
from engine.views.sample import band_of

FILE = Path(__file__).resolve().parent.parent / "data" / "measured.yaml"
_HEAD = """\
# How right findings are on labelled texts, by type and band of score: `right` of `found` touch a labelled span of
# their type.
# Written by `python -m benchmarks.accuracy --bands`, not by hand. Sets: {sets}.
"""
Gold = tuple[int, int, str]
Counts = Mapping[tuple[str, str], tuple[int, int]]
"""(entity type, band) -> (found, right)."""


def counted(documents: Iterable[tuple[Collection[Gold], Iterable[Span]]]) -> Counts:
    """Findings of (gold, found) spans of each document, by type and band, and how many of them touch gold."""
    found: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for gold, spans in documents:
        for span in spans:
            key = span.entity_type, band_of(span.score)
            found[key] += 1
            right[key] += any(
                kind == span.entity_type and start < span.end and span.start < end for start, end, kind in gold
            )
    return {key: (found[key], right[key]) for key in sorted(found)}


def write(counts: Counts, sets: Iterable[str], file: Path = FILE) -> None:
    """Write the counts as the product reads them."""
    lines = [
        f"- {{id: {entity_type}.{band}, entity_type: {entity_type}, band: {band}, found: {found}, right: {right}}}"
        for (entity_type, band), (found, right) in counts.items()
    ]
    listed = "measured:\n" + "\n".join(lines) + "\n" if lines else "measured: []\n"
    file.write_text(_HEAD.format(sets=", ".join(sets)) + listed, encoding="utf-8")


def printed(counts: Counts) -> str:
    """The counts as a table."""
    return "\n".join(
        f"  {entity_type:18} {band:9} {found:6} {right:6}  P {right / found:5.3f}"
        for (entity_type, band), (found, right) in counts.items()
    )
