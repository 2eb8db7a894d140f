"""The manifest of a source in the vault: which runs of bytes it has, and the key of each.

Kept as columns on the way in and out: a mailbox of 2 GB has half a million runs.
"""

from array import array
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from engine.store.database import Database

_HASH = KEY = 32


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of a source's bytes: where it stands in the source and in the pack, and its key (None: destroyed)."""

    ordinal: int
    start: int
    length: int
    pack_offset: int
    key: bytes | None


class Pieces:
    """The runs of one source that hold bytes, in their order."""

    def __init__(self, rows: pa.Table) -> None:
        self._numbers = {
            name: rows.column(name).to_numpy() for name in ("ordinal", "start_at", "length", "pack_offset")
        }
        self._keys = rows.column("data_key").combine_chunks()

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def size(self) -> int:
        """Bytes of the source."""
        return self[len(self) - 1].start + self[len(self) - 1].length if len(self) else 0

    @property
    def whole(self) -> bool:
        """Whether none was destroyed."""
        return not self._keys.null_count

    def at(self, position: int) -> Piece:
        """The run that holds the byte at `position`."""
        return self[int(np.searchsorted(self._numbers["start_at"], position, side="right")) - 1]

    def __getitem__(self, index: int) -> Piece:
        ordinal, start, length, pack_offset = (int(column[index]) for column in self._numbers.values())
        return Piece(ordinal, start, length, pack_offset, self._keys[index].as_py())


def pieces(database: Database, source: str, origin: int | None = None) -> Pieces:
    """The runs of `source`; with `origin` only the extent that starts there."""
    chosen = "" if origin is None else "AND start_at = ? AND NOT separator"
    query = f"""
        SELECT ordinal, start_at, length, pack_offset, data_key FROM piece WHERE source = ? AND length > 0 {chosen}
        ORDER BY ordinal
    """
    return Pieces(database.table(query, [source] if origin is None else [source, origin]))


class Manifest:
    """The manifest of a source while it is stored."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._numbers = {name: array("q") for name in ("start_at", "length", "pack_offset", "pack_length")}
        self._separators = bytearray()
        self._digests, self._keys = bytearray(), bytearray()

    def add(self, run: tuple[int, int, bool], pack_offset: int, pack_length: int, digest: bytes, key: bytes) -> None:
        """Take in the next run: (start, length, separator), its place in the pack, SHA-256 and key."""
        for name, value in zip(self._numbers, (*run[:2], pack_offset, pack_length), strict=True):
            self._numbers[name].append(value)
        self._separators.append(run[2])
        self._digests += digest
        self._keys += key

    def __len__(self) -> int:
        return len(self._separators)

    def table(self) -> pa.Table:
        """The rows of the table `piece`."""
        count = len(self)
        digests = [self._digests[at : at + _HASH].hex() for at in range(0, _HASH * count, _HASH)]
        keys = pa.Array.from_buffers(pa.binary(KEY), count, [None, pa.py_buffer(bytes(self._keys))])
        columns = {
            "source": pa.array([self._source] * count, pa.string()),
            "ordinal": pa.array(range(count), pa.int32()),
            **{name: pa.array(values, pa.int64()) for name, values in self._numbers.items()},
            "separator": pa.array(map(bool, self._separators), pa.bool_()),
            "sha256": pa.array(digests, pa.string()),
            "data_key": keys.cast(pa.binary()),
        }
        return pa.table(columns)
