"""The worker processes that scan text: started once, kept warm, replaced when one breaks."""

import multiprocessing
import os
import threading
from concurrent.futures import Executor, Future, ProcessPoolExecutor

from engine.model.findings import Segment, Span
from engine.scan import worker


def default_workers() -> int:
    """One per processor this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


SHARE = 40_000
"""Characters from which segments are shared out: about a tenth of a second of work."""
READY = (Segment("请联系王女士，电话："), Segment("Dear Rose Whitlow, please call me."))
"""Texts that ask for all that a worker has: models, rules, word lists and what columns are called."""
Found = Future[list[tuple[Span, ...]]]


class WorkerPool:
    """A `ProcessPoolExecutor` (spawn) that knows no file, database or key: text in, spans out."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or default_workers()
        self._executor: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def submit(self, segments: list[Segment]) -> Found:
        """Scan `segments`, many of them in shares, so that no worker is left alone with the last ones."""
        running = self._running()
        parts = [running.submit(worker.scan, share) for share in shares(segments)]
        return parts[0] if len(parts) == 1 else _joined(parts)

    def warm(self) -> None:
        """Start the workers and have each load all it needs, without waiting for them."""
        for _ in range(self.workers):
            self.submit(list(READY))

    def kill(self) -> None:
        """End all workers at once; the next `submit` starts fresh ones."""
        with self._lock:
            executor, self._executor = self._executor, None
        if executor is None:
            return
        for process in list((executor._processes or {}).values()):
            process.kill()
        executor.shutdown(wait=False, cancel_futures=True)

    def _running(self) -> Executor:
        with self._lock:
            if self._executor is None:
                self._executor = ProcessPoolExecutor(
                    self.workers, mp_context=multiprocessing.get_context("spawn"), initializer=worker.start
                )
            return self._executor


def shares(segments: list[Segment]) -> list[list[Segment]]:
    """Segments in order, cut where `SHARE` characters are full; at least one list."""
    found: list[list[Segment]] = [[]]
    characters = 0
    for segment in segments:
        if characters >= SHARE:
            found.append([])
            characters = 0
        found[-1].append(segment)
        characters += len(segment.text)
    return found


def _joined(parts: list[Found]) -> Found:
    """The answers of all parts in order, or the error of the first that failed, once all have ended."""
    whole: Found = Future()
    whole.set_running_or_notify_cancel()
    ending = iter(range(len(parts) - 1, -1, -1))
    lock = threading.Lock()

    def ended(_: Found) -> None:
        with lock:
            left = next(ending)
        if left:
            return
        try:
            whole.set_result([spans for part in parts for spans in part.result()])
        except Exception as error:
            whole.set_exception(error)

    for part in parts:
        part.add_done_callback(ended)
    return whole
