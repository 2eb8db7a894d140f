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


class WorkerPool:
    """A `ProcessPoolExecutor` (spawn) that knows no file, database or key: text in, spans out."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or default_workers()
        self._executor: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def submit(self, segments: list[Segment]) -> Future[list[tuple[Span, ...]]]:
        """Scan `segments` in some worker."""
        return self._running().submit(worker.scan, segments)

    def warm(self) -> None:
        """Start the workers and have each load its models, without waiting for them."""
        for _ in range(self.workers):
            self.submit([])

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
