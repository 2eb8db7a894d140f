"""A file compressed with bzip2, read by the format of what it holds.

Specification: "bzip2 and libbzip2, version 1.0.8" (J. Seward). Locators begin with ``content``.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest.archive import compressed
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.ingest.unpacked import bzip2_stream
from engine.model.records import Record, Skipped

SUFFIXES = (".bz2", ".tbz2")
RANK = Rank.SIGNATURE
_BLOCKS = (b"1AY&SY", b"\x17rE8P\x90")


def sniff(file: BinaryIO) -> bool:
    """Whether the file begins as a bzip2 stream does, with a block or the end of an empty one."""
    head = file.read(10)
    return head[:3] == b"BZh" and head[3:4].isdigit() and head[4:] in _BLOCKS


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """What the file holds."""
    yield from compressed(file, place, bzip2_stream)
