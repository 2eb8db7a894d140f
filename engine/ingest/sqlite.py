"""A SQLite database: the rows of its tables, and the files in their cells.

Specification: Database File Format (sqlite.org/fileformat2.html). Read by SQLite in a helper process, in memory and
read-only: tables alone, never a view or a trigger; SQLite's own tables and the shadows of search indexes are left
out, since they repeat what the tables say. Rows that only stand in a write-ahead log beside the file are not in it.
Locators are ``tableT!N``; a table's name is the field `sheet`.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import database
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, Skipped

SUFFIXES = (".sqlite", ".sqlite3", ".db", ".db3")
RANK = Rank.SIGNATURE
SIZE_LIMIT = 768 << 20
"""Bytes of a database the helper's memory holds twice, as it must."""
_MAGIC = b"SQLite format 3\0"


def sniff(file: BinaryIO) -> bool:
    """Whether the file begins as a SQLite database does."""
    return file.read(len(_MAGIC)) == _MAGIC


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """Table after table, row after row."""
    if file.seek(0, 2) > SIZE_LIMIT:
        yield place.skipped("", "too_large")
        return
    yield from database.items("engine.ingest.sandboxed.sqlite", file, place)
