"""A mailbox file of Outlook's (.pst) or its copy of a server's mailbox (.ost): mails, contacts, appointments, notes.

Specification: MS-PST, Outlook Personal Folders (.pst) File Format. Read with libpff in a helper process; an item that
crashes or hangs it costs itself, reading goes on behind it. Locators are ``folder-N/#M <Message-ID>``, folders and
items counted through the whole file; ``recovered/#M`` is an item that lies in no folder any more. The original of an
item is a mail file rebuilt from its properties: the mailbox file holds no other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from engine.ingest import outlook_record
from engine.ingest.outlook_item import Gathering, Item
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.ingest.sandbox import HelperFailed, HelperRefused
from engine.model.records import Record, Skipped

SUFFIXES = (".pst", ".ost")
RANK = Rank.SIGNATURE
CRASH_LIMIT = 100
"""So many items may crash the reader before the rest is left."""
_MAGIC = b"!BDN"
_READER = "engine.ingest.sandboxed.outlook_store"
_ASKED = re.compile(r"(?:folder-\d+|recovered)/#(\d+)(?![^ /])")


def sniff(file: BinaryIO) -> bool:
    """Whether the file begins as a mailbox file does."""
    return file.read(4) == _MAGIC


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """Item after item, folder after folder; only what was asked for, where an item was."""
    progress = _Progress(_asked(place))
    for _ in range(CRASH_LIMIT):
        try:
            yield from _items(file, place, progress)
            return
        except HelperFailed as error:
            begun = progress.begun
            if begun is None or isinstance(error, HelperRefused):
                yield place.skipped("rest" if progress.last else "", error.reason)
                return
            here, ordinal = _at(place, begun)
            yield here.skipped(f"#{ordinal}", error.reason)
            progress.last, progress.begun = ordinal, None
            if progress.asked:
                return
    yield place.skipped("rest", "reader_crashed")


@dataclass(slots=True)
class _Progress:
    """How far reading has come: the item that is asked for (0: all), the last one done, and the one at hand."""

    asked: int
    last: int = 0
    begun: dict[str, Any] | None = None


def _asked(place: Place) -> int:
    only = place.reading.only
    inside = only.removeprefix(f"{place.locator}/") if place.locator else only
    match = _ASKED.match(inside)
    return int(match[1]) if match else 0


def _items(file: BinaryIO, place: Place, progress: _Progress) -> Iterator[Record | Skipped]:
    first = progress.asked or progress.last + 1
    resumed = first > 1
    gathering = Gathering()
    for answer in place.reading.sandbox.produce(_READER, file, {"first": first, "last": progress.asked}):
        if "begin" in answer:
            progress.begun, gathering = answer, Gathering()
        elif "damaged_folder" in answer:
            if not resumed:
                yield place.skipped(f"folder-{answer['damaged_folder']}", "folder_damaged")
        elif "end" in answer and progress.begun is not None:
            begun, progress.last, progress.begun = progress.begun, answer["end"], None
            yield from _item(gathering.item, place, begun)
        else:
            gathering.take(answer)


def _item(item: Item, place: Place, begun: dict[str, Any]) -> Iterator[Record | Skipped]:
    here, ordinal = _at(place, begun)
    if not here.concerns(f"#{ordinal}"):
        return
    if not begun["folder"]:
        item.warnings += ("item_recovered",)
    yield from here.guarded(outlook_record.items(item, here, ordinal, folder=begun["path"]), f"#{ordinal}")


def _at(place: Place, begun: dict[str, Any]) -> tuple[Place, int]:
    """The place of an item's folder, and the item's number."""
    return place.inside(f"folder-{begun['folder']}" if begun["folder"] else "recovered"), begun["begin"]
