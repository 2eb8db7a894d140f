"""How right findings are by type and band of score on labelled texts, written for the product to show.

Run: python -m benchmarks.bands [FILE …], on files of marked texts or else on the labelled corpora. It writes
data/measured.yaml, which the product shows beside a finding's score.
"""

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.corpora import SETS, labelled
from benchmarks.detection.scoring import Spotted, touches
from benchmarks.marked import documents
from engine.model.findings import Segment, Span
from engine.scan.detector import Detector
from engine.views.sample import band_of

FILE = Path(__file__).resolve().parent.parent / "data" / "measured.yaml"
_HEAD = """\
# How right findings are on labelled texts, by type and band of score: `right` of `found` touch a labelled span of
# their type.
# Written by `python -m benchmarks.bands`, not by hand. Sets: {sets}.
"""
Counts = Mapping[tuple[str, str], tuple[int, int]]
"""(entity type, band) -> (found, right)."""


def judged(detector: Detector, files: Sequence[Path]) -> Iterator[tuple[Collection[Spotted], list[Span]]]:
    """Gold and findings of each text: of marked files, else of the corpora, of which each labels some types only."""
    for file in files:
        texts = list(documents(file))
        found = detector.detect([Segment(one.text) for one in texts])
        yield from ((set(one.spans), list(spans)) for one, spans in zip(texts, found, strict=True))
    for name in () if files else SETS:
        texts = labelled(name)
        types = {kind for one in texts for *_, kind in one.spans}
        found = detector.detect([Segment(one.text) for one in texts])
        for one, spans in zip(texts, found, strict=True):
            yield one.spans, [span for span in spans if span.entity_type in types]


def counted(documents: Iterable[tuple[Collection[Spotted], Iterable[Span]]]) -> Counts:
    """Findings of (gold, found) spans of each document, by type and band, and how many of them touch gold."""
    found: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for gold, spans in documents:
        for span in spans:
            key = span.entity_type, band_of(span.score)
            found[key] += 1
            right[key] += touches((span.start, span.end, span.entity_type), gold)
    return {key: (found[key], right[key]) for key in sorted(found)}


def write(counts: Counts, sets: Iterable[str], file: Path = FILE) -> None:
    """Write the counts as the product reads them."""
    lines = [
        f"- {{id: {entity_type}.{band}, entity_type: {entity_type}, band: {band}, found: {found}, right: {right}}}"
        for (entity_type, band), (found, right) in counts.items()
    ]
    listed = "measured:\n" + "\n".join(lines) + "\n" if lines else "measured: []\n"
    file.write_text(_HEAD.format(sets=", ".join(sets)) + listed, encoding="utf-8")


def main() -> None:
    files = [Path(name) for name in sys.argv[1:]]
    counts = counted(judged(Detector(), files))
    write(counts, [file.name for file in files] or SETS)
    for (entity_type, band), (found, right) in counts.items():
        print(f"  {entity_type:18} {band:9} {found:6} {right:6}  P {right / found:5.3f}")


if __name__ == "__main__":
    main()
