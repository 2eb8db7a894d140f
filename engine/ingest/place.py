"""Where reading stands: the source, what contains the item at hand, and the limits one source may use up."""

import logging
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from json.encoder import encode_basestring as quoted
from typing import BinaryIO

from engine.ingest.charset import clean, is_clean
from engine.ingest.sandbox import HelperFailed, Sandbox
from engine.model.engagement import ARCHIVE_DEPTH
from engine.model.records import PLACE_FIELDS, Record, RecordKind, Skipped

EXPANDED_LIMIT = 8 << 30
"""Bytes that everything packed in one source may expand to."""
_log = logging.getLogger(__name__)


class ExpandsTooMuch(Exception):
    """Packed content is larger than a source may expand to."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person decides about reading: passwords to try, and how deep archives may stand one in another."""

    passwords: tuple[str, ...] = ()
    archive_depth: int = ARCHIVE_DEPTH


@dataclass(slots=True)
class Reading:
    """One pass over one source: how nested files are read, the helper processes, and the bytes still allowed.

    `only` limits the pass to the item with that locator and what lies in it ("": everything); `original` is then the
    content, with its format, of the smallest thing that holds the item and can be cut out.
    """

    source: str
    nested: "Callable[[BinaryIO, Place, str | None], Iterator[Record | Skipped]]"
    claims: "Callable[[BinaryIO], str | None]"
    settings: Settings = field(default_factory=Settings)
    only: str = ""
    original: tuple[bytes, str | None] | None = None
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

    @property
    def too_deep(self) -> bool:
        """Whether an archive in this place stands in more archives than the settings allow."""
        return self.archives >= self.reading.settings.archive_depth

    def concerns(self, step: str) -> bool:
        """Whether what stands at `step` is to be read: always, or only where the item that is asked for may be."""
        only, here = self.reading.only, self.at(step)
        return not only or here == "file" or lies_in(only, here) or lies_in(here, only)

    def offer(self, step: str, content: bytes, format: str | None) -> None:
        """Say that `content` is the original of what stands at `step`, for whoever asks for an item in it."""
        only, here = self.reading.only, self.at(step)
        if only and lies_in(only, here):
            self.reading.original = content, format

    def read(self, file: BinaryIO, claimed: str | None = None) -> Iterator[Record | Skipped]:
        """The items of a file that stands in this place, by whichever format claims it.

        `claimed` is that format where it is known already: asking all of them costs more than reading many a file.
        """
        return self.reading.nested(file, self, claimed)

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
        cleaned = dict(fields)
        if not is_clean("".join((*fields, *fields.values()))):
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
        return Skipped(self.reading.source, self.at(step), reason, detail, self.origin)

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
        except HelperFailed as error:
            yield self.skipped(f"{step}/rest" if step else "rest", error.reason)
        except Exception as error:
            where = "".join(traceback.format_tb(error.__traceback__))
            _log.error("reading failed with %s\n%s", type(error).__name__, where)
            yield self.skipped(f"{step}/rest" if step else "rest", "reader_failed", type(error).__name__)


def content_hash(kind: RecordKind, fields: Mapping[str, str]) -> str:
    """32 hex digits, equal for two items with the same content; names of files, sheets and folders do not count."""
    pairs = [f"[{quoted(name)}, {quoted(text)}]" for name, text in fields.items() if name not in PLACE_FIELDS]
    return blake2b(f"[{quoted(kind)}, [{', '.join(pairs)}]]".encode(), digest_size=16).hexdigest()


def lies_in(inner: str, outer: str) -> bool:
    """Whether the locator `inner` is `outer` or something in it.

    What is in a thing stands behind a slash, a row of a table behind ``!``; the message ``#7`` of a mailbox has its id
    behind a space.
    """
    return inner == outer or inner.startswith((f"{outer}/", f"{outer}!", f"{outer} "))
