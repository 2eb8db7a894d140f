"""The vault: originals, item by item, each run of bytes encrypted with a data key of its own.

A source becomes one pack file of encrypted frames and one manifest (table `piece`) of runs in their order: extents
that belong to items and the separators between them. Nothing is re-serialised, so as long as no piece was destroyed the
source can be rebuilt byte for byte. The data keys sit in the encrypted database: deleting a key is deleting the bytes,
in every copy of the pack file. The separators of a source go with its first destroyed item.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from engine.model.errors import ActionableError
from engine.model.records import Extent
from engine.model.seekable import Seekable
from engine.store.database import Database, Writer
from engine.store.keys import NONCE_BYTES, new_key, seal
from engine.store.manifest import Manifest, Piece, Pieces, pieces

FRAME_BYTES = 1 << 20
_TAG_BYTES = 16
_OVERHEAD = NONCE_BYTES + _TAG_BYTES


class Vault:
    """The originals of one engagement."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def store(self, source: str, file: BinaryIO, size: int, extents: Iterable[Extent]) -> pa.Table:
        """Encrypt `file` into its pack and return the manifest's rows, for the caller's transaction to insert."""
        manifest = Manifest(source)
        with self._pack(source).open("wb") as pack:
            for run in _runs(extents, size):
                key, offset = new_key(), pack.tell()
                digest = _encrypt(file, run[0], run[1], key, source, len(manifest), pack)
                manifest.add(run, offset, pack.tell() - offset, digest, key)
        return manifest.table()

    def open(self, source: str) -> BinaryIO:
        """The source as a seekable file that decrypts as it is read; a destroyed run raises `ActionableError`."""
        return io.BufferedReader(_VaultFile(self._pack(source), source, pieces(self._database, source)), FRAME_BYTES)

    def item(self, source: str, origin: int) -> bytes:
        """The original bytes of the extent that starts at `origin`."""
        found = pieces(self._database, source, origin)
        if not len(found):
            raise KeyError(f"no extent of {source} starts at {origin}")
        with _VaultFile(self._pack(source), source, found) as file:
            file.seek(origin)
            return file.read()

    def whole(self, source: str) -> bool:
        """Whether no piece of the source was destroyed."""
        return pieces(self._database, source).whole

    def destroy(self, writer: Writer, source: str, origins: Sequence[int]) -> None:
        """Destroy the extents at `origins`: their keys go with the caller's transaction; call `overwrite` after it."""
        writer.execute(
            "UPDATE piece SET data_key = NULL WHERE source = ? AND (separator OR start_at IN (SELECT unnest(?)))",
            [source, list(origins)],
        )

    def overwrite(self, source: str) -> None:
        """Overwrite the frames of a source's destroyed pieces, which are unreadable already, with zeros."""
        with self._pack(source).open("r+b") as pack:
            found = pieces(self._database, source)
            for one in map(found.__getitem__, range(len(found))):
                if one.key is None:
                    pack.seek(one.pack_offset)
                    pack.write(bytes(_packed_length(one.length)))

    def remove(self, source: str) -> None:
        """Delete the pack of a source whose manifest is gone, and with it every key."""
        self._pack(source).unlink(missing_ok=True)

    def _pack(self, source: str) -> Path:
        return self._folder / f"{source}.pack"


class _VaultFile(Seekable):
    """A read-only view of a pack; keeps one decrypted frame at a time."""

    def __init__(self, pack: Path, source: str, found: Pieces) -> None:
        super().__init__(found.size)
        self._pack = pack.open("rb")
        self._source, self._pieces = source, found
        self._piece: Piece | None = None
        self._frame: tuple[int, int, bytes] = (-1, -1, b"")

    def run(self, position: int, count: int) -> bytes:
        """What one frame holds of it."""
        piece = self._piece
        if piece is None or not piece.start <= position < piece.start + piece.length:
            self._piece = piece = self._pieces.at(position)
        within = position - piece.start
        start = within % FRAME_BYTES
        return self._clear_frame(piece, within // FRAME_BYTES)[start : start + count]

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


def _encrypt(file: BinaryIO, start: int, length: int, key: bytes, source: str, ordinal: int, pack: BinaryIO) -> bytes:
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
    return digest.digest()


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
