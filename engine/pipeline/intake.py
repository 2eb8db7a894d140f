"""Bringing a file in: hash, recognise, encrypt into the vault, note its arrival."""

import json
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import SEEK_END
from typing import BinaryIO

from engine import ingest
from engine.model.events import Profile
from engine.model.records import Extent, Source, SourceState
from engine.store.sources import next_number
from engine.store.workspace import Ledger

_READ_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Received:
    """What became of an incoming file; `already` says that the same bytes were known and nothing was stored."""

    source: Source
    already: bool


def receive(ledger: Ledger, name: str, file: BinaryIO, actor: Profile) -> Received:
    """Take `file` in under `name`: its bytes go to the vault encrypted, its arrival to the log."""
    digest, size = hashed(file)
    known = ledger.database.rows(
        "SELECT name, format, bytes, received_at, details, notes FROM source WHERE sha256 = ?", [digest]
    )
    if known:
        title, claimed, length, at, details, notes = known[0]
        return Received(Source(digest, title, claimed, length, at, json.loads(details), tuple(notes)), already=True)
    file.seek(0)
    description = ingest.describe(file, name)
    source = Source(
        digest,
        name,
        description.format,
        size,
        datetime.now(UTC).replace(tzinfo=None),
        description.details,
        tuple(description.notes),
    )
    manifest = ledger.vault.store(digest, file, size, _extents(file, description.format))
    with ledger.database.writing() as writer:
        number = next_number(ledger.database)
        writer.append("piece", manifest)
        writer.execute(
            "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            [
                digest,
                number,
                name,
                source.format,
                size,
                source.received_at,
                json.dumps(dict(source.details), ensure_ascii=False),
                list(source.notes),
                str(SourceState.RECEIVED),
            ],
        )
        ledger.audit.append(
            actor, "source_received", {"source": digest, "number": number, "bytes": size, "format": source.format}
        )
    ledger.audit.publish()
    return Received(source, already=False)


def _extents(file: BinaryIO, format: str | None) -> Iterator[Extent]:
    """The extents, found before the first is passed on: who takes them moves in the file."""
    offsets, lengths = array("q"), array("q")
    for extent in ingest.extents(file, format):
        offsets.append(extent.offset)
        lengths.append(extent.length)
    return map(Extent, offsets, lengths)


def hashed(file: BinaryIO) -> tuple[str, int]:
    """SHA-256 (hex) and length of a file."""
    file.seek(0)
    digest = sha256()
    while block := file.read(_READ_BYTES):
        digest.update(block)
    return digest.hexdigest(), file.seek(0, SEEK_END)
