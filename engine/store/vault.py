"""The vault: originals, item by item, each run of bytes encrypted with a data key of its own.

A source becomes one pack file of encrypted frames and one manifest (table `piece`) of runs in their order: extents
that belong to items and the separators between them. Nothing is re-serialised, so as long as no piece was destroyed the
source can be rebuilt byte for byte. The data keys sit in the encrypted database: deleting a key is deleting the bytes,
in every copy of the pack file. The separators of a source go with its first destroyed item.
"""

import io
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from engine.model.errors import ActionableError
from engine.model.records import Extent
from engine.store.database import Database, Writer
from engine.store.keys import NONCE_BYTES, new_key, seal

FRAME_BYTES = 1 << 20
_TAG_BYTES = 16
_OVERHEAD = NONCE_BYTES + _TAG_BYTES


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of a source's bytes: where it stands in the source and in the pack, and its key (None: destroyed)."""

    ordinal: int
    start: int
    length: int
    pack_offset: int
    separator: bool
    sha256: str
    key: bytes | None


class Vault:
    """The originals of one engagement."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def store(self, source: str, file: BinaryIO, size: int, extents: Iterable[Extent]) -> list[dict[str, object]]:
        """Encrypt `file` into its pack and return the manifest's rows, for the caller's transaction to insert."""
        rows: list[dict[str, object]] = []
        with self._pack(source).open("wb") as pack:
            for ordinal, (start, length, separator) in enumerate(_runs(extents, size)):
                key, offset = new_key(), pack.tell()
                digest = _encrypt(file, start, length, key, source, ordinal, pack)
                rows.append(
                    {
                        "source": source,
                        "ordinal": ordinal,
                        "start_at": start,
                        "length": length,
                        "pack_offset": offset,
                        "pack_length": pack.tell() - offset,
                        "separator": separator,
                        "sha256": digest,
                        "data_key": key,
                    }
                )
        return rows

    def open(self, source: str) -> BinaryIO:
        """The source as a seekable file that decrypts as it is read; a destroyed run raises `ActionableError`."""
        return io.BufferedReader(_VaultFile(self._pack(source), source, self._pieces(source)), FRAME_BYTES)

    def item(self, source: str, origin: int) -> bytes:
        """The original bytes of the extent that starts at `origin`."""
        piece = self._piece_at(source, origin)
        clear = bytearray(piece.length)
        with _VaultFile(self._pack(source), source, [piece]) as file:
            file.seek(piece.start)
            file.readinto(clear)
        return bytes(clear)

    def whole(self, source: str) -> bool:
        """Whether no piece of the source was destroyed."""
        return all(piece.key is not None for piece in self._pieces(source))

    def destroy(self, writer: Writer, source: str, origin: int) -> None:
        """Destroy the extent at `origin`: its key goes with the caller's transaction; call `overwrite` after it."""
        writer.execute(
            "UPDATE piece SET data_key = NULL WHERE source = ? AND (separator OR start_at = ?)", [source, origin]
        )

    def overwrite(self, source: str) -> None:
        """Overwrite the frames of a source's destroyed pieces, which are unreadable already, with zeros."""
        with self._pack(source).open("r+b") as pack:
            for one in self._pieces(source):
                if one.key is None:
                    pack.seek(one.pack_offset)
                    pack.write(bytes(_packed_length(one.length)))

    def remove(self, source: str) -> None:
        """Delete the pack of a source whose manifest is gone, and with it every key."""
        self._pack(source).unlink(missing_ok=True)

    def _pack(self, source: str) -> Path:
        return self._folder / f"{source}.pack"

    def _pieces(self, source: str) -> list[Piece]:
        rows = self._database.rows(
            "SELECT ordinal, start_at, length, pack_offset, separator, sha256, data_key FROM piece"
            " WHERE source = ? ORDER BY ordinal",
            [source],
        )
        return [Piece(*row) for row in rows]

    def _piece_at(self, source: str, origin: int) -> Piece:
        for piece in self._pieces(source):
            if piece.start == origin and not piece.separator:
                return piece
        raise KeyError(f"no extent of {source} starts at {origin}")


class _VaultFile(io.RawIOBase):
    """A read-only view of a pack; keeps one decrypted frame at a time."""

    def __init__(self, pack: Path, source: str, pieces: list[Piece]) -> None:
        self._pack = pack.open("rb")
        self._source = source
        self._pieces = [piece for piece in pieces if piece.length]
        self._starts = [piece.start for piece in self._pieces]
        self._size = max((piece.start + piece.length for piece in pieces), default=0)
        self._position = 0
        self._frame: tuple[int, int, bytes] = (-1, -1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer) -> int:
        view = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(view) and self._position < self._size:
            piece = self._pieces[bisect_right(self._starts, self._position) - 1]
            within = self._position - piece.start
            frame = self._clear_frame(piece, within // FRAME_BYTES)
            chunk = frame[within % FRAME_BYTES :][: len(view) - filled]
            view[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
            self._position += len(chunk)
        return filled

    def close(self) -> None:
        self._pack.close()
        super().close()

    def _clear_frame(self, piece: Piece, index: int) -> bytes:
        if self._frame[:2] == (piece.ordinal, index):
            return self._frame[2]
        if piece.key is None:
            raise ActionableError("original_destroyed")
        clear = min(FRAME_BYTES, piece.length - index * FRAME_BYTES)
        self._pack.seek(piece.pack_offset + index * (FRAME_BYTES + _OVERHEAD))
        sealed = self._pack.read(clear + _OVERHEAD)
        purpose = _purpose(self._source, piece.ordinal, index)
        try:
            frame = AESGCM(piece.key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose.encode())
        except InvalidTag:
            raise ActionableError("original_damaged") from None
        self._frame = (piece.ordinal, index, frame)
        return frame


def _encrypt(file: BinaryIO, start: int, length: int, key: bytes, source: str, ordinal: int, pack: BinaryIO) -> str:
    file.seek(start)
    digest, left, index = sha256(), length, 0
    while left:
        clear = file.read(min(FRAME_BYTES, left))
        if not clear:
            raise OSError("the source became shorter while it was stored")
        while len(clear) < min(FRAME_BYTES, left) and (more := file.read(min(FRAME_BYTES, left) - len(clear))):
            clear += more
        digest.update(clear)
        pack.write(seal(key, clear, _purpose(source, ordinal, index)))
        left -= len(clear)
        index += 1
    return digest.hexdigest()


def _runs(extents: Iterable[Extent], size: int) -> Iterator[tuple[int, int, bool]]:
    """Extents and the separators between them, covering the source without gap or overlap."""
    position = 0
    for extent in extents:
        if extent.offset > position:
            yield position, extent.offset - position, True
        yield extent.offset, extent.length, False
        position = extent.offset + extent.length
    if position < size:
        yield position, size - position, True


def _packed_length(length: int) -> int:
    frames = -(-length // FRAME_BYTES)
    return length + frames * _OVERHEAD


def _purpose(source: str, ordinal: int, frame: int) -> str:
    return f"{source}:{ordinal}:{frame}"
