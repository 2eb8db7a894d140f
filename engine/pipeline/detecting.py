"""Finding personal data in texts that belong to no engagement."""

from collections.abc import Iterator, Sequence

from engine.model.findings import Segment, Span
from engine.pipeline.pool import WorkerPool

BATCH = 200
"""Texts that a worker gets at a time."""


def detected(texts: Sequence[tuple[str, str]], workers: int | None = None) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The findings of each text, given as (id, text), in the same order; what is masked already is none."""
    pool = WorkerPool(workers)
    try:
        answers = [
            pool.submit([Segment(text) for _, text in texts[at : at + BATCH]]) for at in range(0, len(texts), BATCH)
        ]
        spans = (spans for answer in answers for spans in answer.result())
        for (name, _), found in zip(texts, spans, strict=True):
            yield name, tuple(span for span in found if not span.masked)
    finally:
        pool.kill()
