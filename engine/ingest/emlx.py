"""A message as Apple Mail stores it: its length in bytes, the message, and a property list about it.

Specification: emlx has none; this is what Mail.app writes. The length is not trusted: where it does not lead to the
property list, the message ends where that list begins, or with the file (warning `length_wrong`). A `.partial.emlx`
keeps its attachments in other files; its parts say so and are skipped as `attachment_elsewhere`.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import message
from engine.ingest.headers import opens_mail
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, Skipped

SUFFIXES = (".emlx",)
RANK = Rank.STRUCTURE
_HEAD = 1 << 16
_LENGTH = re.compile(rb"[ \t]*(\d{1,18})[ \t]*\r?\n")
_LIST = re.compile(rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!DOCTYPE plist[^>]{0,200}>\s*)?<plist\b")
_FLAGS = re.compile(rb"<key>flags</key>\s*<integer>(\d{1,18})</integer>")
_DELETED = 0b10
"""The bit of the flags that marks a message as deleted."""


def sniff(file: BinaryIO) -> bool:
    """Whether a number stands alone on the first line and a mail's headers follow."""
    head = file.read(_HEAD)
    length = _LENGTH.match(head)
    return length is not None and opens_mail(head[length.end() :])


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The message and its attachments."""
    data = file.read(message.SIZE_LIMIT + 1)
    if len(data) > message.SIZE_LIMIT:
        yield place.skipped("", "too_large")
        return
    end, warnings = _end(data)
    flags = _FLAGS.search(data, end)
    if flags and int(flags[1]) & _DELETED:
        warnings += ("marked_deleted",)
    start = data.find(b"\n") + 1
    yield from message.items(data[start:end], place, warnings=warnings)


def _end(data: bytes) -> tuple[int, tuple[str, ...]]:
    """Where the message ends, and a warning if that is not where its length says."""
    length = _LENGTH.match(data)
    assert length is not None
    stated = length.end() + int(length[1])
    if stated <= len(data) and (not data[stated:].strip() or _LIST.match(data[stated : stated + 1024].lstrip())):
        return stated, ()
    last = data.rfind(b"<plist")
    begin = data.rfind(b"<?xml", 0, last) if last >= 0 else -1
    found = _LIST.match(data, begin) if begin >= 0 else None
    return (begin if found and found.end() > last else len(data)), ("length_wrong",)
