"""What a process of the pool runs: text in, spans out; it knows no client file, no database and no key."""

import multiprocessing
import os
import threading
from functools import cache
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.model.findings import Segment, Span
    from engine.scan.detector import Detector

_THREAD_LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")


def start() -> None:
    """Initialise a pool process: one computing thread, and an end with its parent, however that ends."""
    for name in _THREAD_LIMITS:
        os.environ[name] = "1"
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True, name="parent-watch").start()


def scan(segments: "list[Segment]") -> "list[tuple[Span, ...]]":
    """The findings of each segment, by this process's own detector."""
    return _detector().detect(segments)


@cache
def _detector() -> "Detector":
    from engine.scan.detector import Detector

    return Detector()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
