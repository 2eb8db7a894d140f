"""One mail message in a file of its own.

Specification: RFC 5322 (Internet Message Format) with MIME, RFC 2045-2049; a From_ line at the start makes it an mbox.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import message
from engine.ingest.charset import marked_encoding
from engine.ingest.headers import opens_mail
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, Skipped

SUFFIXES = (".eml", ".mail", ".mht", ".mhtml")
RANK = Rank.STRUCTURE
_HEAD = 1 << 16


def sniff(file: BinaryIO) -> bool:
    """Whether the file begins with the headers of a mail."""
    head = file.read(_HEAD)
    encoding = marked_encoding(head)
    if encoding and encoding != "utf-8-sig":
        head = head[: len(head) // 4 * 4].decode(encoding, "replace").lstrip("\ufeff").encode()
    return opens_mail(head)


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The message and its attachments."""
    data = file.read(message.SIZE_LIMIT + 1)
    if len(data) > message.SIZE_LIMIT:
        yield place.skipped("", "too_large")
        return
    encoding = marked_encoding(data[:_HEAD])
    if encoding and encoding != "utf-8-sig":
        yield from message.items(
            data.decode(encoding, "replace").lstrip("\ufeff").encode(),
            place,
            charset="utf-8",
            warnings=("charset_wrong",),
        )
    else:
        yield from message.items(data, place)
