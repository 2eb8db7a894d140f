"""Scan runs: with which engine the records were read, and when."""

from dataclasses import dataclass
from datetime import datetime

from engine.store.database import Database


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run of the scan; `state` says how it ended."""

    number: int
    started_at: datetime
    state: str
    items: int
    engine: str


def runs(database: Database) -> tuple[RunLine, ...]:
    """All runs, the first one first."""
    rows = database.rows("SELECT ordinal, started_at, state, items, engine FROM scan_run ORDER BY ordinal")
    return tuple(RunLine(*row) for row in rows)
