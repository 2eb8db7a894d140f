"""A file compressed with gzip, read by the format of what it holds.

Specification: RFC 1952 (GZIP file format). Locators begin with ``content``.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest.archive import compressed
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.ingest.unpacked import gzip_stream
from engine.model.records import Record, Skipped

SUFFIXES = (".gz", ".tgz")
RANK = Rank.SIGNATURE
_MAGIC = b"\x1f\x8b\x08"
_EXTRA, _NAMED = 0x4, 0x8
_NAME_WITHIN = 1024


def sniff(file: BinaryIO) -> bool:
    """Whether the file begins as gzip does."""
    return file.read(len(_MAGIC)) == _MAGIC


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """What the file holds."""
    yield from compressed(file, place, gzip_stream, _name(file))


def _name(file: BinaryIO) -> str:
    """The name the file had, where its header keeps it."""
    file.seek(0)
    head = file.read(_NAME_WITHIN)
    if head[3:4] and head[3] & _NAMED and not head[3] & _EXTRA:
        name, ended, _ = head[10:].partition(b"\0")
        return name.decode("utf-8", "replace") if ended else ""
    return ""
