"""What old Office documents share in their OLE containers: streams, properties and embedded files."""

import struct
from collections.abc import Iterator

import olefile

from engine.ingest.charset import decode
from engine.ingest.sandboxed.package import CONTENT, PIECE

_PROPERTIES = {
    "title": "title", "subject": "subject", "author": "author", "last_saved_by": "last_modified_by",
    "keywords": "keywords", "comments": "description", "category": "category", "manager": "manager",
    "company": "company",
}  # fmt: skip
_NATIVE = "\x01Ole10Native"


def stream(ole: olefile.OleFileIO, *path: str) -> bytes:
    """A stream's content; b"" if there is none or it is damaged."""
    try:
        return ole.openstream(list(path)).read()
    except (OSError, ValueError, IndexError, struct.error):
        return b""


def properties(ole: olefile.OleFileIO) -> Iterator[dict[str, object]]:
    """Title, author and the like, decoded by the code page the document states."""
    try:
        found = ole.get_metadata()
    except (OSError, ValueError, IndexError, TypeError, struct.error, OverflowError):
        return
    for name, field in _PROPERTIES.items():
        value = getattr(found, name, None)
        if isinstance(value, bytes):
            number = (getattr(found, "codepage", None) or 0) & 0xFFFF
            value = decode(value.rstrip(b"\0"), "utf-8" if number == 65001 else f"cp{number}" if number else "")[0]
        if isinstance(value, str) and value.strip("\0 "):
            yield {"field": field, "text": value.strip("\0 ")[:PIECE]}


def embedded(ole: olefile.OleFileIO, folder: str) -> Iterator[dict[str, object]]:
    """Files in the storages of `folder`; objects of other programs are named as not read."""
    storages = list(dict.fromkeys(path[1] for path in ole.listdir() if len(path) > 2 and path[0] == folder))
    for number, storage in enumerate(storages, start=1):
        content = stream(ole, folder, storage, "Package") or _native(stream(ole, folder, storage, _NATIVE))
        if not content:
            step, detail = f"file-{number}", "application/x-ole-storage"
            yield {"step": step, "skipped": "attachment_format_not_read", "detail": detail}
        for start in range(0, len(content), CONTENT):
            block = content[start : start + CONTENT]
            yield {"file": number, "more": start + CONTENT < len(content), "content": block}


def _native(data: bytes) -> bytes:
    """The file in a packager's stream: behind its label, its path and a copy of the path."""
    position = 6
    for _ in range(2):
        end = data.find(b"\0", position)
        if end < 0:
            return b""
        position = end + 1
    if position + 8 > len(data):
        return b""
    position += 8 + struct.unpack_from("<I", data, position + 4)[0]
    if position + 4 > len(data):
        return b""
    length = struct.unpack_from("<I", data, position)[0]
    return data[position + 4 : position + 4 + length]
