"""Sources and what reading them yields: every item is a `Record` or a `Skipped`, never nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b


class RecordKind(StrEnum):
    """What a record was in its source."""

    MESSAGE = "message"
    ATTACHMENT = "attachment"
    ROW = "row"
    CONTACT = "contact"


PLACE_FIELDS = frozenset({"file_name", "sheet", "folder", "labels"})
"""Fields that say where an item lay, not what it says; two items with the same content may differ in them."""

UNSCANNED_FIELDS = frozenset({"message_id"})
"""Fields in which nobody's data is looked for."""


def record_id(source: str, locator: str) -> str:
    """Stable id of an item: 16 hex digits of a hash of its source and locator."""
    return blake2b(f"{source}\n{locator}".encode(errors="surrogatepass"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Record:
    """One item that was read: a message, an attachment that carries text, a table row or a contact.

    `locator` is unique within the source, leads back to the item and never holds a person's name. `fields` keeps the
    reading order; texts are decoded and free of NUL and lone surrogates. `date` keeps the zone the source states
    (naive if it states none, None if it states no readable date). `origin` is the byte offset, in the source, of the
    extent (see `ingest.extents`) that holds the item's bytes. `content_hash` is equal for two items with the same
    content (of messages: same Message-ID and same fields). `thread` lists the message ids this one answers, oldest
    first. `warnings` are codes with a sentence under ``warning.`` in the strings.
    """

    source: str
    locator: str
    kind: RecordKind
    fields: Mapping[str, str]
    content_hash: str
    date: datetime | None = None
    origin: int = 0
    thread: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return record_id(self.source, self.locator)


@dataclass(frozen=True, slots=True)
class Skipped:
    """One item that was found and not read; `reason` is a code with a sentence under ``skipped.`` in the strings.

    `detail` adds a fact such as a media type or a member's number; never personal data. `origin` is as a record's.
    """

    source: str
    locator: str
    reason: str
    detail: str = ""
    origin: int = 0

    @property
    def id(self) -> str:
        return record_id(self.source, self.locator)


@dataclass(frozen=True, slots=True)
class Extent:
    """A run of bytes of a source that belongs to one item (or to several that cannot be told apart by bytes)."""

    offset: int
    length: int


class SourceState(StrEnum):
    """How far a source has come."""

    RECEIVED = "received"
    SCANNING = "scanning"
    SCANNED = "scanned"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Source:
    """One file as received. `format` is None where no format claims it; `details` says e.g. encoding and delimiter.

    `notes` are codes with a sentence under ``note.`` in the strings, e.g. ``misleading_suffix``.
    """

    sha256: str
    name: str
    format: str | None
    bytes: int
    received_at: datetime
    details: Mapping[str, str] = field(default_factory=dict[str, str])
    notes: tuple[str, ...] = ()
