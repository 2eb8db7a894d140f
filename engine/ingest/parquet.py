"""A Parquet file: its rows, with what is nested in them.

Specification: Apache Parquet format (parquet-format, thrift schema). Read by pyarrow in a helper process, row group by
row group, so that a damaged one costs itself only. Locators are ``table1!N``, N counting the rows that could be read.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import database
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, Skipped

SUFFIXES = (".parquet", ".pq")
RANK = Rank.SIGNATURE
_MAGIC = b"PAR1"


def sniff(file: BinaryIO) -> bool:
    """Whether the file begins as a Parquet file does."""
    return file.read(len(_MAGIC)) == _MAGIC


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """Row after row."""
    yield from database.items("engine.ingest.sandboxed.parquet", file, place)
