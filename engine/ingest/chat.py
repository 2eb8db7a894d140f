"""A chat as people export or copy it out of WeChat, WeCom, QQ and the like: message after message.

Specification: none is published; the lines that begin a message are those of the usual exports (date, time and name
in either order, with the text behind or below; or a line for the day, then name and time). Locators are ``chat-N``;
what stands before the first message is ``opening-1``. Dates are local times without a zone.
"""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import media
from engine.ingest.charset import encoding_of, encoding_of_head, is_text
from engine.ingest.chat_text import Message, is_chat, messages
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, RecordKind

SUFFIXES = (".txt",)
RANK = Rank.STRUCTURE
_HEAD = 1 << 16
_BLOCK = 1 << 20
_LINE = 1 << 20
_OTHER = re.compile(
    r"\s*(?:[<{]|BEGIN:|--|/\*|#!|>?From |X-[\w-]+:"
    r"|(?:[A-Za-z]+-)*(?:From|To|Cc|Bcc|Subject|Date|Received|Version|Type|ID|Path)\s*:)",
    re.IGNORECASE,
)


def sniff(file: BinaryIO) -> bool:
    """Whether the file is text that is mostly chat messages."""
    head = file.read(_HEAD)
    if not head or media.media_type(head) or not is_text(head):
        return False
    text = head.decode(encoding_of_head(head), "ignore").lstrip("\ufeff")
    return not _OTHER.match(text) and is_chat(text.splitlines()[: -1 if len(head) == _HEAD else None])


def describe(file: BinaryIO) -> dict[str, str]:
    """The encoding."""
    encoding = _encoding(file)
    return {"encoding": {"utf-8-sig": "UTF-8 BOM"}.get(encoding, encoding.upper())}


def read(file: BinaryIO, place: Place) -> Iterator[Record]:
    """Message after message."""
    encoding = _encoding(file)
    file.seek(0)
    stream = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline=None)
    number = opening = 0
    try:
        for message in messages(iter(lambda: stream.readline(_LINE), "")):
            number += bool(message.sender)
            opening += not message.sender
            yield _record(message, place, f"chat-{number}" if number else f"opening-{opening}")
    finally:
        stream.detach()


def _encoding(file: BinaryIO) -> str:
    file.seek(0)
    return encoding_of(iter(lambda: file.read(_BLOCK), b""))


def _record(message: Message, place: Place, step: str) -> Record:
    body = message.body
    warnings = ("chat_media_not_included",) if message.lacks_media else ()
    if "\ufffd" in body:
        warnings = (*warnings, "charset_damaged")
    if not message.sender:
        return place.record(step, RecordKind.ATTACHMENT, {"body": body}, warnings=warnings)
    fields = {"from": message.sender, "date": message.when, "body": body}
    return place.record(step, RecordKind.MESSAGE, fields, date=message.date, warnings=warnings)
