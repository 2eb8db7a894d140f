"""Characters per second of one process on real English mail and on invented service mail, ours and stock Presidio's.

Run: python -m benchmarks.speed [messages]. Times are processor seconds of one process, so that a busy machine shows
the same ratio as an idle one.
"""

import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence

from benchmarks.corpora import labelled, real_mail
from benchmarks.stock import stock_analyzer
from engine.model.findings import Segment
from engine.scan.detector import Detector


def timed(label: str, characters: int, work: Callable[[], Counter[str]]) -> float:
    """Run `work`, print its rate and what it found; characters per second."""
    begun = time.process_time()
    found = work()
    rate = characters / (time.process_time() - begun)
    print(f"  {label:18} {rate:9,.0f} chars/s  {found.total():6} findings  {dict(found.most_common(5))}")
    return rate


def ours(detector: Detector, segments: Sequence[Segment]) -> Counter[str]:
    """What the detector finds."""
    return Counter(span.entity_type for spans in detector.detect(segments) for span in spans)


def main() -> None:
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    begun = time.process_time()
    detector = Detector()
    detector.detect([Segment("请联系王女士。"), Segment("Dear Rose Whitlow,")])
    print(f"detector ready after {time.process_time() - begun:.2f} s of processor time")
    stock = stock_analyzer()
    mail = [Segment(text, name) for fields in real_mail(messages) for name, text in fields.items()]
    service = [Segment(document["text"]) for document in labelled("customer-service")]
    for name, segments in (("real English mail", mail), ("invented service mail", service)):
        characters = sum(len(segment.text) for segment in segments)
        print(f"{name}: {len(segments)} texts, {characters:,} characters")
        first = timed("closeout", characters, lambda s=segments: ours(detector, s))
        timed("closeout, again", characters, lambda s=segments: ours(detector, s))
        other = timed(
            "stock presidio",
            characters,
            lambda s=segments: Counter(r.entity_type for segment in s for r in stock.analyze(segment.text, "en")),
        )
        print(f"  ratio {first / other:.2f}")
    print(f"peak memory with stock Presidio in it {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
