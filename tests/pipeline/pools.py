import re
import threading
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from engine.model.findings import Segment, Span
from engine.pipeline.pool import default_workers
from engine.scan import worker

_EMAIL = re.compile(r"[a-z0-9.]+@[a-z.]+")


class StraightPool:
    """Stands in for the worker processes: finds e-mail addresses at once; can be told to break."""

    workers = 2

    def __init__(self, break_at: tuple[int, ...] = (), poison: str = "") -> None:
        self.calls = 0
        self.kills = 0
        self.scanned: list[Segment] = []
        self._break_at = break_at
        self._poison = poison

    def submit(self, segments: list[Segment]) -> Future[list[tuple[Span, ...]]]:
        self.calls += 1
        future: Future[list[tuple[Span, ...]]] = Future()
        if self.calls in self._break_at or (self._poison and any(self._poison in one.text for one in segments)):
            future.set_exception(BrokenProcessPool())
        else:
            self.scanned += segments
            future.set_result([_spans(one.text) for one in segments])
        return future

    def kill(self) -> None:
        self.kills += 1


class DetectingPool(StraightPool):
    """Finds with the real detector, one for all tests in this process."""

    _at_work = threading.Lock()

    def __init__(self, workers: int | None = None) -> None:
        super().__init__()
        self.workers = workers or default_workers()

    def warm(self) -> None:
        """Its models are loaded by the first who needs them."""

    def submit(self, segments: list[Segment]) -> Future[list[tuple[Span, ...]]]:
        self.scanned += segments
        future: Future[list[tuple[Span, ...]]] = Future()
        with self._at_work:
            future.set_result(worker.scan(segments))
        return future


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(m.start(), m.end(), "EMAIL", 0.9, "email") for m in _EMAIL.finditer(text))


def mailbox(messages: int, start: int = 0) -> bytes:
    """A mailbox of invented messages, each with an address of its own and one that all share."""
    return "".join(
        f"From x@y Thu Jan  1 00:00:00 2026\nMessage-ID: <{n}@example.test>\nFrom: a{n}@example.test\n"
        f"To: anna@example.test\nDate: Thu, 1 Jan 2026 10:00:00 +0800\nSubject: s{n}\n\nbody a{n}@example.test\n\n"
        for n in range(start, start + messages)
    ).encode()
