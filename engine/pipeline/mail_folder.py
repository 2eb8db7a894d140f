"""A folder of mail as one source: its files as a tar stream that is laid out, not written.

Maildir, Apple Mail and Thunderbird keep one mailbox in many files. The stream depends on nothing but their names and
contents (sorted, without times and owners), so the same folder gives the same hash; headers are made and contents
read when somebody asks for those bytes.
"""

import io
import os
import tarfile
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from engine.model.errors import ActionableError
from engine.model.seekable import Seekable

_BLOCK = tarfile.BLOCKSIZE
_END = 2 * _BLOCK
_BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class _Part:
    """One file in the stream: where its header starts, how long that is, and how many bytes the file has."""

    start: int
    header: int
    path: Path
    size: int

    @property
    def end(self) -> int:
        return self.start + self.header + -(-self.size // _BLOCK) * _BLOCK


class MailFolder(Seekable):
    """The tar stream of a folder's files. A file that shrinks or vanishes while it is read is an `OSError`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: list[_Part] = []
        position = 0
        for path in files_in(folder):
            size = path.stat().st_size
            part = _Part(position, len(self._header(path, size)), path, size)
            self._parts.append(part)
            position = part.end
        self._starts = [part.start for part in self._parts]
        self._open: tuple[Path | None, BinaryIO | None] = None, None
        super().__init__(position + _END)

    @property
    def paths(self) -> list[Path]:
        """The files that are in the stream."""
        return [part.path for part in self._parts]

    def close(self) -> None:
        if self._open[1]:
            self._open[1].close()
        super().close()

    def run(self, position: int, count: int) -> bytes:
        """Bytes of the stream, as many as one header, one file or one padding has."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self._parts[index].end:
            return bytes(count)
        part = self._parts[index]
        within = position - part.start
        if within < part.header:
            return self._header(part.path, part.size)[within : within + count]
        offset = within - part.header
        if offset >= part.size:
            return bytes(min(count, part.end - position))
        file = self._file(part.path)
        file.seek(offset)
        data = file.read(min(count, part.size - offset))
        if not data:
            raise OSError("a file of the mail folder became shorter while it was read")
        return data

    def _file(self, path: Path) -> BinaryIO:
        known, file = self._open
        if file is None or known != path:
            if file:
                file.close()
            file = path.open("rb")
            self._open = path, file
        return file

    def _header(self, path: Path, size: int) -> bytes:
        info = tarfile.TarInfo(path.relative_to(self._folder.parent).as_posix())
        info.size, info.mode = size, 0o600
        return info.tobuf(tarfile.PAX_FORMAT, "utf-8", "surrogateescape")


def opened(path: Path) -> BinaryIO:
    """A file, or a folder of mail as one file."""
    return io.BufferedReader(MailFolder(path), _BUFFER) if path.is_dir() else path.open("rb")


def named(paths: list[Path]) -> Iterator[Path]:
    """The files named and all files below the folders named, in a stable order; a folder of mail stays one."""
    for path in paths:
        if path.is_dir():
            yield from sources(path)
        elif path.is_file():
            yield path
        else:
            raise ActionableError("path_unreadable", path=path)


def sources(folder: Path) -> Iterator[Path]:
    """What to bring in from a folder, by name: each folder of mail as a whole, every other file for itself."""
    root = _mail_root(folder)
    if root == folder:
        yield folder
        return
    for path in sorted(folder.iterdir()):
        if path.is_symlink():
            continue
        if path.is_dir():
            yield from sources(path)
        elif path.is_file():
            yield path


def files_in(folder: Path) -> list[Path]:
    """The files of a folder and below it, in the order of their names; links are not followed."""
    found = [Path(at, name) for at, _, names in os.walk(folder) for name in names]
    kept = [path for path in found if path.is_file() and not path.is_symlink()]
    return sorted(kept, key=lambda path: path.relative_to(folder).as_posix())


def _mail_root(folder: Path) -> Path | None:
    """The innermost folder that holds all mail folders below `folder`; None where there are none."""
    marked = [found for at, names, files in os.walk(folder) if (found := _marked(Path(at), names, files))]
    return Path(os.path.commonpath(marked)) if marked else None


def _marked(folder: Path, folders: list[str], files: list[str]) -> Path | None:
    """The folder of mail that this one shows itself to be, or to be part of."""
    if {"cur", "new"} <= set(folders):
        return folder
    if folder.suffix == ".mbox" and ("mbox" in files or "Messages" in folders or "Info.plist" in files):
        return folder
    return folder.parent if folder.suffix == ".sbd" else None
