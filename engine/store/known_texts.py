"""What the engine found in the texts of records, by keyed hashes of those texts, so that none is scanned twice.

The table is a memory, not a record of anything: it holds no text, and whatever deletes text empties it.
"""

import json
from collections.abc import Mapping, Sequence

from engine.model.findings import Span
from engine.store.database import Database, Writer

Found = Mapping[str, tuple[Span, ...]]
"""The spans of each field of a record in which something was found."""


def begin(writer: Writer, engine: str) -> None:
    """Forget what other versions of the engine found."""
    writer.execute("DELETE FROM known_text WHERE engine <> ?", [engine])


def any_known(database: Database) -> bool:
    """Whether anything is remembered."""
    return database.value("SELECT 1 FROM known_text LIMIT 1") is not None


def known(database: Database, keys: Sequence[bytes]) -> dict[bytes, Found]:
    """What is remembered of the texts with these keys."""
    rows = database.rows("SELECT key, spans FROM known_text WHERE key IN (SELECT unnest(?::BLOB[]))", [list(keys)])
    return {key: _read(spans) for key, spans in rows}


def remember(writer: Writer, engine: str, found: Mapping[bytes, Found]) -> None:
    """Add what was found."""
    rows = [{"key": key, "engine": engine, "spans": _written(spans)} for key, spans in found.items()]
    writer.insert("known_text", rows)


def forget(writer: Writer) -> None:
    """Empty the memory: a text that is gone leaves no trace in it."""
    writer.execute("DELETE FROM known_text")


def _written(found: Found) -> str:
    spans = {
        name: [[s.start, s.end, s.entity_type, s.score, s.recognizer, s.masked] for s in spans]
        for name, spans in found.items()
        if spans
    }
    return json.dumps(spans, ensure_ascii=False, separators=(",", ":")) if spans else ""


def _read(text: str) -> Found:
    found = json.loads(text) if text else {}
    return {name: tuple(Span(*span) for span in spans) for name, spans in found.items()}
