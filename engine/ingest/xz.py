"""A file compressed with xz, read by the format of what it holds.

Specification: The .xz File Format, version 1.2.1 (Tukaani). Locators begin with ``content``.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest.archive import compressed
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.ingest.unpacked import xz_stream
from engine.model.records import Record, Skipped

SUFFIXES = (".xz", ".txz")
RANK = Rank.SIGNATURE
_MAGIC = b"\xfd7zXZ\0"


def sniff(file: BinaryIO) -> bool:
    """Whether the file begins as xz does."""
    return file.read(len(_MAGIC)) == _MAGIC


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """What the file holds."""
    yield from compressed(file, place, xz_stream)
