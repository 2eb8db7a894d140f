"""What a zip file's names say of it: an Office or OpenDocument package, or files that somebody packed.

Specification: ECMA-376, part 2 (Open Packaging Conventions), and OASIS OpenDocument 1.3, part 2.
"""

import zipfile
from functools import lru_cache
from typing import BinaryIO

_LOCAL = b"PK\x03\x04"
_TYPES = "[Content_Types].xml"
_HEAD = 1 << 16


@lru_cache(maxsize=1)
def package_names(file: BinaryIO) -> list[str]:
    """The names in a zip file; of one whose directory is lost, the name of its first member.

    Several formats ask in a row, and a directory may have 100,000 entries: the last answer stays until `forget`.
    """
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            return [name.replace("\\", "/") for name in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        file.seek(0)
        head = file.read(1024)
        return [head[30 : 30 + int.from_bytes(head[26:28], "little")].decode("cp437")]


def forget() -> None:
    """Let go of the last file and its names."""
    package_names.cache_clear()


def is_office(file: BinaryIO) -> bool:
    """Whether the names are those of an Office or OpenDocument package."""
    lowered = {name.lower() for name in package_names(file)}
    return not lowered.isdisjoint({"[content_types].xml", "mimetype", "xl/workbook.xml", "xl/workbook.bin"})


def has_part(file: BinaryIO, folder: str) -> bool:
    """Whether the file is an Office Open XML package whose document lies in `folder`, even if its directory is lost."""
    if file.read(4) != _LOCAL:
        return False
    names = package_names(file)
    if names == [_TYPES]:
        file.seek(0)
        return _LOCAL in file.read(_HEAD).partition(folder.encode())[0][-30:]
    other = any(name.startswith("xl/") for name in names)
    return _TYPES in names and not other and any(name.startswith(folder) for name in names)


def has_workbook(file: BinaryIO, *, binary: bool) -> bool:
    """Whether the file is a package with a workbook, in Excel's binary form or in XML."""
    if file.read(4) != _LOCAL:
        return False
    names = [name.lower() for name in package_names(file)]
    if binary or "xl/workbook.bin" in names:
        return binary and "xl/workbook.bin" in names
    return is_office(file) and ("workbook.xml" in names or any(name.startswith("xl/") for name in names))


def has_media_type(file: BinaryIO, media_type: str | tuple[str, ...]) -> bool:
    """Whether the file is a package that begins with one of these media types, or with one of their kinds."""
    head = file.read(256)
    start = 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    stated = head[start:].decode("latin-1")
    return head.startswith(_LOCAL) and head[30:38] == b"mimetype" and stated.startswith(media_type)
