"""The part of reading a 7z archive that runs in the helper process: py7zr's members, unpacked one after the other.

A solid archive is unpacked once, in its order. py7zr's own `extract` is not used: it refuses an archive whole for one
unusual path, and ends at the first damaged member; its decompressors hand out what came before.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO
from zlib import crc32

import py7zr
from py7zr.exceptions import PasswordRequired, UnsupportedCompressionMethodError

from engine.ingest.sandbox import HelperRefused

_BATCH = 1000
_CHUNK = 1 << 20


def produce(file: BinaryIO, passwords: list[str], after: int = 0, only: int = 0) -> Iterator[dict[str, object]]:
    """First the members, in batches; then for each a value `member`, its content in chunks, and `ended`.

    With `after`, members up to that number are passed over; with `only`, all others are.
    """
    archive = _opened(file, passwords)
    files: list[Any] = list(archive.files)
    for start in range(0, len(files), _BATCH):
        batch = enumerate(files[start : start + _BATCH], start=start + 1)
        yield {"members": [_listed(number, member) for number, member in batch if not member.is_directory]}
    folder = source = None
    for number, member in enumerate(files, start=1):
        wanted = number > after and only in (0, number) and not member.is_directory
        if wanted:
            yield {"member": number}
        if not member.emptystream and member.folder is not folder:
            folder, source = member.folder, _Folder(archive, member.folder)
        failure = ""
        if not member.emptystream and source is not None:
            for chunk in source.member(member.uncompressed, member.crc32):
                if wanted:
                    yield {"content": chunk}
            failure = source.failure or source.mismatch
        if wanted:
            yield {"ended": number, "failure": failure}
        if number == only:
            return


def _listed(number: int, member: Any) -> list[object]:
    regular = not (member.is_symlink or member.is_junction or member.is_socket)
    return [number, str(member.filename), regular]


def _opened(file: BinaryIO, passwords: list[str]) -> py7zr.SevenZipFile:
    """The archive, with the first password that opens it; refused where none does."""
    reason = ""
    for password in (None, *passwords):
        file.seek(0)
        try:
            archive = py7zr.SevenZipFile(file, password=password)
            archive.files  # noqa: B018 - an archive without a header has none
            first = next((member for member in archive.files if not member.emptystream), None)
            needed = archive.needs_password()
        except PasswordRequired:
            reason = "encrypted"
        except UnsupportedCompressionMethodError:
            raise HelperRefused("compression_unknown") from None
        except MemoryError:
            raise
        except Exception:
            if password is None:
                raise HelperRefused("archive_damaged") from None
        else:
            if not needed or first is None or (password and _opens(archive, first)):
                return archive
            reason = "encrypted"
    raise HelperRefused("wrong_password" if passwords else reason)


def _opens(archive: py7zr.SevenZipFile, member: Any) -> bool:
    """Whether the password makes sense of the first member's beginning."""
    source = _Folder(archive, member.folder)
    next(source.member(member.uncompressed, member.crc32), b"")
    return not source.failure and not (member.uncompressed <= _CHUNK and source.mismatch)


class _Folder:
    """One stream of the archive, which holds several members one behind the other; `failure` ends all of them."""

    def __init__(self, archive: py7zr.SevenZipFile, folder: Any) -> None:
        streams: Any = archive.header.main_streams
        index = next(at for at, each in enumerate(streams.unpackinfo.folders) if each is folder)
        positions = streams.packinfo.packpositions
        self.failure = self.mismatch = ""
        self._file = archive.fp
        self._position = archive.afterheader + positions[index]
        try:
            self._decompressor = folder.get_decompressor(positions[index + 1] - positions[index], reset=True)
        except (UnsupportedCompressionMethodError, NotImplementedError):
            self.failure = "compression_unknown"
        except MemoryError:
            raise
        except Exception:
            self.failure = "member_damaged"

    def member(self, size: int, checksum: int | None) -> Iterator[bytes]:
        """The next `size` bytes, chunk by chunk; afterwards `mismatch` says whether they are not what they were."""
        found, left, self.mismatch = 0, size, ""
        while left and not self.failure:
            self._file.seek(self._position)
            try:
                chunk = self._decompressor.decompress(self._file, min(left, _CHUNK))
            except UnsupportedCompressionMethodError:
                self.failure = "compression_unknown"
                return
            except MemoryError:
                raise
            except Exception:
                self.failure = "member_damaged"
                return
            moved, self._position = self._file.tell() != self._position, self._file.tell()
            if not chunk and not moved:
                self.failure = "archive_truncated"
                return
            found, left = crc32(chunk, found), left - len(chunk)
            if not left and checksum is not None and found != checksum:
                self.mismatch = "checksum_wrong"
            if chunk:
                yield bytes(chunk)
