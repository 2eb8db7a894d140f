"""The part of reading an Outlook message file that runs in the helper process: olefile's streams as properties.

Specification: MS-OXMSG. A value of fixed length stands in its storage's property stream, any other in a stream of
its own; several texts in one stream each.
"""

import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

import olefile

from engine.ingest.mapi import MULTIPLE, VARIABLE, WIDTHS, Names, Raw, name_of, names_in, properties
from engine.ingest.outlook_item import DEPTH_LIMIT, SIZE_LIMIT, steps
from engine.ingest.sandbox import HelperRefused

_PROPERTIES = "__properties_version1.0"
_NAMES = "__nameid_version1.0"
_DATA = "__substg1.0_3701"
_HEADERS = {"top": 32, "embedded": 24, "part": 8}
"""Bytes before the properties in the property stream of each kind of storage."""


def produce(file: BinaryIO) -> Iterator[dict[str, Any]]:
    """The answers for the one item of the file; raises `HelperRefused` where the container cannot be opened."""
    try:
        container = olefile.OleFileIO(file)
    except Exception as error:
        raise HelperRefused("message_damaged") from error
    reader = _Reader(container)
    yield from reader.message((), "top", 0)
    yield {"end": True}


class _Reader:
    """The storages of one file, walked from the outermost message inwards."""

    def __init__(self, container: olefile.OleFileIO) -> None:
        self._container = container
        self._damaged = False
        self._inside: dict[tuple[str, ...], list[str]] = {}
        for path in container.listdir(streams=True, storages=True):
            self._inside.setdefault(tuple(path[:-1]), []).append(path[-1])
        streams = (self._stream((_NAMES, f"__substg1.0_000{number}0102")) for number in (2, 3, 4))
        self._names: Names = names_in(*streams)

    def message(self, at: tuple[str, ...], kind: str, codepage: int, depth: int = 0) -> Iterator[dict[str, Any]]:
        """The answers for the message in the storage `at`."""
        values, warnings = properties(self._raw(at, _HEADERS[kind]), codepage)
        page = values.get("text_codepage") or values.get("body_codepage") or codepage
        codepage = page if isinstance(page, int) else codepage
        yield from steps("properties", values, warnings)
        yield from self._told()
        inside = sorted(self._inside.get(at, ()))
        for name in inside:
            if name.startswith("__recip_version1.0_"):
                found, told = properties(self._raw((*at, name), _HEADERS["part"]), codepage)
                yield {"recipient": found, "warnings": told}
                yield from self._told()
        for name in inside:
            if name.startswith("__attach_version1.0_"):
                yield from self._attachment((*at, name), codepage, depth)

    def _attachment(self, at: tuple[str, ...], codepage: int, depth: int) -> Iterator[dict[str, Any]]:
        found, told = properties(self._raw(at, _HEADERS["part"]), codepage)
        yield from steps("attachment", found, told)
        if self._damaged:
            self._damaged = False
            yield {"unreadable": "attachment_damaged"}
        storage = (*at, f"{_DATA}000D")
        if f"{_DATA}000D" not in self._inside.get(at, ()):
            return
        if _PROPERTIES not in self._inside.get(storage, ()):
            yield {"unreadable": "attachment_format_not_read"}
        elif depth >= DEPTH_LIMIT:
            yield {"unreadable": "nested_too_deep"}
        else:
            yield {"embedded": True}
            yield from self.message(storage, "embedded", codepage, depth + 1)
            yield {"close": True}

    def _told(self) -> Iterator[dict[str, Any]]:
        """The warning that a value could not be reached, once."""
        if self._damaged:
            self._damaged = False
            yield {"warnings": ["property_damaged"]}

    def _raw(self, at: tuple[str, ...], header: int) -> Iterator[Raw]:
        """The properties in the storage `at` that have a name."""
        table = self._stream((*at, _PROPERTIES))
        yield from self._fixed(table[header:])
        for name in self._inside.get(at, ()):
            digits = name.removeprefix("__substg1.0_")
            if digits == name or len(digits) != 8:
                continue
            try:
                number, kind = int(digits[:4], 16), int(digits[4:], 16)
            except ValueError:
                continue
            meaning = name_of(number, self._names)
            if not meaning:
                continue
            if kind & ~MULTIPLE in VARIABLE and kind & MULTIPLE:
                yield Raw(meaning, kind, self._several(at, name))
            elif kind in VARIABLE and self._container.get_type([*at, name]) != olefile.STGTY_STORAGE:
                yield Raw(meaning, kind, self._stream((*at, name)))

    def _fixed(self, table: bytes) -> Iterator[Raw]:
        for at in range(0, len(table) - 15, 16):
            kind, number = struct.unpack_from("<HH", table, at)
            meaning = name_of(number, self._names) if kind in WIDTHS and WIDTHS[kind] <= 8 else ""
            if meaning:
                yield Raw(meaning, kind, table[at + 8 : at + 16])

    def _several(self, at: tuple[str, ...], name: str) -> list[bytes]:
        found = sorted(each for each in self._inside.get(at, ()) if each.startswith(f"{name}-"))
        return [self._stream((*at, each)) for each in found]

    def _stream(self, at: tuple[str, ...]) -> bytes:
        """The content of a stream, as far as it can be reached; b"" if there is none."""
        if at[-1] not in self._inside.get(at[:-1], ()):
            return b""
        try:
            content = self._container.openstream(list(at)).read(SIZE_LIMIT + 1)
            self._damaged |= len(content) < self._container.get_size(list(at))
        except MemoryError:
            raise
        except Exception:
            self._damaged = True
            return b""
        return content
