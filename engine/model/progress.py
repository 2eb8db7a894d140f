"""How far a scan has come: numbers that any thread may read while the job runs."""

import time
from dataclasses import dataclass, field

RATE_NEEDS_SECONDS = 1.0


@dataclass(slots=True)
class Progress:
    """Counts of the running scan. `bytes_done` is how far reading has come; seconds are wall time.

    `phase` is reading, following, linking, assessing, done, cancelled or failed; `error` a key under ``error.`` when it
    failed.
    """

    bytes_total: int
    workers: int
    phase: str = "reading"
    read: int = 0
    skipped: int = 0
    findings: int = 0
    bytes_done: int = 0
    source: str = ""
    error: str | None = None
    _started: float = field(default_factory=time.monotonic)
    _ended: float | None = None

    @property
    def running(self) -> bool:
        return self._ended is None

    @property
    def items(self) -> int:
        """Items found so far."""
        return self.read + self.skipped

    @property
    def seconds(self) -> float:
        return (self._ended if self._ended is not None else time.monotonic()) - self._started

    @property
    def rate(self) -> float:
        """Items a second, 0 until there is enough to tell."""
        return self.items / self.seconds if self.seconds >= RATE_NEEDS_SECONDS else 0.0

    @property
    def share(self) -> float:
        """Share of the bytes that are through, 0 to 1."""
        return min(1.0, self.bytes_done / self.bytes_total) if self.bytes_total else 1.0

    @property
    def seconds_left(self) -> float | None:
        """What is left of reading at the pace so far; None while that cannot be told."""
        if self.phase != "reading" or not self.bytes_done or self.seconds < RATE_NEEDS_SECONDS:
            return None
        return self.seconds * (1 - self.share) / self.share

    def end(self, phase: str, error: str | None = None) -> None:
        """Note how it ended."""
        self.error = error
        self.phase = phase
        self._ended = time.monotonic()
