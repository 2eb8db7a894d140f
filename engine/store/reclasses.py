"""What people said of the class of records, by whom, when and why; it stands until it is taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from engine.model.events import Profile
from engine.store.database import Database, Writer

_COLUMNS = "event, record_class, reason, made_by, made_at, selection, ended"

WORD = """
    SELECT x.record, max({'event': q.event, 'record_class': q.record_class}) AS said
    FROM reclassed x JOIN reclass q USING (event) WHERE q.ended IS NULL GROUP BY 1
"""
"""SQL: what people said last of the class of a record (the first of its copies)."""


@dataclass(frozen=True, slots=True)
class Reclass:
    """One word of a person: `selection` is the filter it was said of, as JSON ("" if records were picked)."""

    event: int
    record_class: str
    reason: str
    made_by: str
    made_at: datetime
    selection: str = ""
    ended: int | None = None


def add(writer: Writer, event: int, actor: Profile, record_class: str, reason: str, selection: str) -> None:
    """Keep a word by the event `event`; `reach` says of which records it is."""
    made_at = datetime.now(UTC).replace(tzinfo=None)
    writer.execute(
        f"INSERT INTO reclass ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, NULL)",
        [event, record_class, reason, actor.name, made_at, selection],
    )


def reach(writer: Writer, event: int, records: Iterable[str]) -> None:
    """Say it of these records, each the first of its copies."""
    writer.insert("reclassed", [{"event": event, "record": record} for record in records])


def end(writer: Writer, event: int, undone: int) -> None:
    """Take back the word of the event `event` by the event `undone`."""
    writer.execute("UPDATE reclass SET ended = ? WHERE event = ?", [undone, event])


def standing(database: Database) -> list[tuple[Reclass, int]]:
    """The words that hold, the newest first, with how many records they were said of."""
    rows = database.rows(
        f"SELECT {_COLUMNS}, (SELECT count(*) FROM reclassed x WHERE x.event = q.event) FROM reclass q"
        " WHERE ended IS NULL ORDER BY event DESC"
    )
    return [(Reclass(*rest), count) for *rest, count in rows]
