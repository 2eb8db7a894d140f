"""What a zip file's names say of it: an Office or OpenDocument package, or files that somebody packed.

Specification: ECMA-376, part 2 (Open Packaging Conventions), and OASIS OpenDocument 1.3, part 2.
"""

import zipfile
import zlib
from functools import lru_cache
from typing import BinaryIO

_LOCAL = b"PK\x03\x04"
_TYPES = "[Content_Types].xml"
_STORED = b"\0\0"
_HEAD, _MEDIA_TYPE = 1 << 16, 256


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
    """Whether the file is a package that states one of these media types, or one of their kinds."""
    return _stated(file).startswith(media_type)


def _stated(file: BinaryIO) -> str:
    """The media type at the beginning of a package, where it belongs, with what follows it; else in any member."""
    head = file.read(_MEDIA_TYPE)
    if not head.startswith(_LOCAL):
        return ""
    if head[30:38] == b"mimetype" and head[8:10] == _STORED:
        return head[30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little") :].decode(
            "latin-1"
        )
    if "mimetype" not in package_names(file):
        return ""
    try:
        with zipfile.ZipFile(file) as package, package.open("mimetype") as part:
            return part.read(_MEDIA_TYPE).decode("latin-1").strip()
    except (KeyError, ValueError, RuntimeError, OSError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return ""
