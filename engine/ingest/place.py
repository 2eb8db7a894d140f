"""Where reading stands: the source, what contains the item at hand, and the limits one source may use up."""

import json
import logging
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from typing import BinaryIO

from engine.ingest.charset import clean
from engine.ingest.sandbox import Sandbox
from engine.model.records import Record, RecordKind, Skipped

EXPANDED_LIMIT = 8 << 30
"""Bytes that everything packed in one source may expand to."""
_NAMES = frozenset({"file_name", "sheet"})
_json = json.JSONEncoder(ensure_ascii=False).encode
_log = logging.getLogger(__name__)


class ExpandsTooMuch(Exception):
    """Packed content is larger than a source may expand to."""


@dataclass(slots=True)
class Reading:
    """One pass over one source: how nested files are read, the helper process, and the bytes still allowed."""

    source: str
    nested: "Callable[[BinaryIO, Place], Iterator[Record | Skipped]]"
    claims: "Callable[[bytes], str | None]"
    sandbox: Sandbox = field(default_factory=Sandbox)
    expandable: int = EXPANDED_LIMIT

    def spend(self, count: int) -> None:
        """Count `count` expanded bytes against the limit."""
        self.expandable -= count
        if self.expandable < 0:
            raise ExpandsTooMuch


@dataclass(frozen=True, slots=True)
class Place:
    """A container inside a source; `locator` is "" for the source itself.

    `origin` is the offset of the extent it lies in; `archives` and `messages` count such containers around it.
    """

    reading: Reading
    locator: str = ""
    origin: int = 0
    archives: int = 0
    messages: int = 0

    def at(self, step: str) -> str:
        """The locator of something in this place; "" is the place itself, called ``file`` if it is the source."""
        return f"{self.locator}/{step}" if self.locator and step else self.locator or step or "file"

    def inside(self, step: str, *, origin: int | None = None, archives: int = 0, messages: int = 0) -> "Place":
        """The place of a container that stands at `step`."""
        return replace(
            self,
            locator=self.at(step),
            origin=self.origin if origin is None else origin,
            archives=self.archives + archives,
            messages=self.messages + messages,
        )

    def moved(self, origin: int) -> "Place":
        """The same place at another extent of the source; what lies in a container stays in the container's extent."""
        return self if self.locator else replace(self, origin=origin)

    def read(self, file: BinaryIO) -> Iterator[Record | Skipped]:
        """The items of a file that stands in this place, by whichever format claims it."""
        return self.reading.nested(file, self)

    def record(
        self,
        step: str,
        kind: RecordKind,
        fields: Mapping[str, str],
        *,
        date: datetime | None = None,
        thread: tuple[str, ...] = (),
        warnings: tuple[str, ...] = (),
    ) -> Record:
        """A record at `step`; its texts are cleaned, its warnings made unique."""
        cleaned = {clean(name): clean(text) for name, text in fields.items()}
        if any("\0" in text for text in fields.values()):
            warnings = (*warnings, "nul_removed")
        return Record(
            source=self.reading.source,
            locator=self.at(step),
            kind=kind,
            fields=cleaned,
            content_hash=content_hash(kind, cleaned),
            date=date,
            origin=self.origin,
            thread=thread,
            warnings=tuple(dict.fromkeys(warnings)),
        )

    def skipped(self, step: str, reason: str, detail: str = "") -> Skipped:
        """A skipped item at `step`."""
        return Skipped(self.reading.source, self.at(step), reason, detail)

    def guarded(self, items: Iterator[Record | Skipped], step: str = "") -> Iterator[Record | Skipped]:
        """`items`; if reading them fails, a last one says that the rest was not read.

        A failure here is a bug: its traceback goes to the log, without the exception's text, which may quote a person.
        """
        try:
            yield from items
        except OSError:
            raise
        except ExpandsTooMuch:
            yield self.skipped(f"{step}/rest" if step else "rest", "expands_too_much")
        except Exception as error:
            where = "".join(traceback.format_tb(error.__traceback__))
            _log.error("reading failed with %s\n%s", type(error).__name__, where)
            yield self.skipped(f"{step}/rest" if step else "rest", "reader_failed", type(error).__name__)


def content_hash(kind: RecordKind, fields: Mapping[str, str]) -> str:
    """32 hex digits, equal for two items with the same content; names of files and sheets do not count."""
    content = [kind, [[name, text] for name, text in fields.items() if name not in _NAMES]]
    return blake2b(_json(content).encode(), digest_size=16).hexdigest()
