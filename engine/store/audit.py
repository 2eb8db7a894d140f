"""The audit log: append-only, hash-chained, its head sealed outside the database so that a cut-off tail shows too."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from engine.model.events import Event, Profile
from engine.store.database import Database
from engine.store.keys import seal, unseal

GENESIS = "0" * 64
_HEAD_PURPOSE = "audit-head"


@dataclass(frozen=True, slots=True)
class Verification:
    """What checking the chain found: the number of events and the first sequence that does not fit (None: all do)."""

    events: int
    broken_at: int | None

    @property
    def intact(self) -> bool:
        return self.broken_at is None


class AuditLog:
    """The log of one engagement. `append` joins the caller's transaction; `publish` seals the head after the commit."""

    def __init__(self, database: Database, head_file: Path, key: bytes) -> None:
        self._database = database
        self._head_file = head_file
        self._key = key

    def append(self, actor: Profile, kind: str, facts: Mapping[str, object]) -> Event:
        """Add one event inside the open transaction and return it."""
        with self._database.writing() as writer:
            last = self._database.rows("SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1")
            sequence, previous = (last[0][0] + 1, last[0][1]) if last else (1, GENESIS)
            at = datetime.now(UTC).isoformat(timespec="milliseconds")
            content = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)
            digest = _digest(previous, sequence, at, actor.name, actor.role, kind, content)
            values = [sequence, at, actor.name, str(actor.role), kind, content, previous, digest]
            writer.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
        return _event(tuple(values))

    def publish(self) -> None:
        """Seal the head (sequence and hash) beside the database; it may lag behind the log and never leads it."""
        last = self._database.rows("SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1")
        if last:
            clear = json.dumps({"sequence": last[0][0], "hash": last[0][1]}).encode()
            fresh = self._head_file.with_suffix(".new")
            fresh.write_bytes(seal(self._key, clear, _HEAD_PURPOSE))
            fresh.replace(self._head_file)

    def events(self, limit: int | None = None) -> list[Event]:
        """The newest events first."""
        tail = f" LIMIT {int(limit)}" if limit is not None else ""
        return [_event(row) for row in self._database.rows(f"SELECT * FROM event ORDER BY sequence DESC{tail}")]

    def last_sequence(self) -> int:
        """Sequence of the newest event; 0 if there is none."""
        return int(str(self._database.value("SELECT coalesce(max(sequence), 0) FROM event")))

    def verify(self) -> Verification:
        """Recompute the chain: changed, missing, added and cut-off events are found."""
        rows = self._database.rows("SELECT * FROM event ORDER BY sequence")
        previous = GENESIS
        for expected, (sequence, *content, stated_previous, stated) in enumerate(rows, start=1):
            whole = _digest(previous, sequence, *content)
            if sequence != expected or stated_previous != previous or stated != whole:
                return Verification(len(rows), expected)
            previous = stated
        return Verification(len(rows), self._cut_off([row[-1] for row in rows]))

    def _cut_off(self, chain: list[str]) -> int | None:
        if not self._head_file.exists():
            return len(chain) + 1 if chain else None
        head = json.loads(unseal(self._key, self._head_file.read_bytes(), _HEAD_PURPOSE))
        fits = head["sequence"] <= len(chain) and chain[head["sequence"] - 1] == head["hash"]
        return None if fits else min(head["sequence"], len(chain) + 1)


def _digest(previous: str, *content: object) -> str:
    return sha256("\n".join([previous, *map(str, content)]).encode()).hexdigest()


def _event(row: tuple) -> Event:
    sequence, at, actor, role, kind, facts, previous, digest = row
    return Event(sequence, datetime.fromisoformat(at), actor, role, kind, json.loads(facts), previous, digest)
