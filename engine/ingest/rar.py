"""An archive that is recognised only to say that it is not read, and what to do instead.

Specification: RAR 5.0 archive format, "RAR signatures" (win.rar). There is no reader for it under a free licence that
may be part of this program.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, Skipped

SUFFIXES = (".rar",)
RANK = Rank.SIGNATURE
_MAGIC = (b"Rar!\x1a\x07\0", b"Rar!\x1a\x07\1\0")


def sniff(file: BinaryIO) -> bool:
    """Whether the file begins as RAR does, from version 1.5 on."""
    return file.read(8).startswith(_MAGIC)


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """One skipped item."""
    yield place.skipped("", "rar_not_read")
