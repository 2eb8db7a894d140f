"""Properties of Outlook's items (mails, contacts, appointments): their bytes as values, whatever file they lie in.

Specification: MS-OXCDATA (types and values), MS-OXPROPS (numbers), MS-OXMSG 2.2.3 (names of named properties).
Times are UTC, in ISO form. Binary values stay bytes.
"""

import struct
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, TypeAlias
from uuid import UUID

from engine.ingest.charset import decode
from engine.ingest.dates import LAST_YEAR
from engine.ingest.mapi_names import FIXED, OWN, named

Value: TypeAlias = str | int | bytes | list[str]
Names: TypeAlias = Mapping[int, str]

NAMED_FROM = 0x8000
"""Properties from this number on go by a name that the file holds elsewhere."""
MULTIPLE = 0x1000
"""The bit of a type that says there are several values."""
INT16, INT32, BOOLEAN, OBJECT, INT64 = 0x02, 0x03, 0x0B, 0x0D, 0x14
TEXT8, TEXT, TIME, BINARY = 0x1E, 0x1F, 0x40, 0x102
VARIABLE = frozenset({OBJECT, TEXT8, TEXT, BINARY})
WIDTHS = {INT16: 2, INT32: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, BOOLEAN: 2, INT64: 8, TIME: 8, 0x48: 16}
"""Bytes of a value of each type of fixed length."""
_FIRST_YEAR = 1900
"""Birthdays may be as old."""
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_SPACES = (UUID(int=0), UUID("00020328-0000-0000-c000-000000000046"), UUID("00020329-0000-0000-c000-000000000046"))
_CHARSETS = {
    20127: "us-ascii", 20866: "koi8-r", 21866: "koi8-u", 50220: "iso-2022-jp", 50221: "iso-2022-jp",
    50222: "iso-2022-jp", 50225: "iso-2022-kr", 51932: "euc-jp", 51936: "gb2312", 51949: "euc-kr", 52936: "hz",
    54936: "gb18030", 65000: "utf-7", 65001: "utf-8", 10002: "big5", 10008: "gb2312", 936: "gbk", 950: "big5",
    1200: "utf-16-le", 1201: "utf-16-be",
}  # fmt: skip


class Raw(NamedTuple):
    """One property as it lies in a file: what we call it, its type, its bytes (several for several values)."""

    name: str
    kind: int
    data: bytes | list[bytes]


def charset_of(codepage: int) -> str:
    """The charset's name for a Windows code page; "" if it is not known."""
    if 28591 <= codepage <= 28606:
        return f"iso-8859-{codepage - 28590}"
    return _CHARSETS.get(codepage) or (f"cp{codepage}" if 0 < codepage < 2000 else "")


def properties(found: Iterable[Raw], codepage: int = 0) -> tuple[dict[str, Value], tuple[str, ...]]:
    """The values by name, and warnings; `codepage` is what the surroundings say 8-bit text is in (0: nothing).

    A subject loses the two characters before it that count its prefix.
    """
    held = list(found)
    pages = {each.name: _number(each.data) for each in held if each.name.endswith("_codepage")}
    own = pages.get("text_codepage") or 0
    charset = charset_of(own if own not in (0, 1200) else codepage or pages.get("body_codepage") or 0)
    values: dict[str, Value] = {}
    warnings: tuple[str, ...] = ()
    for name, kind, data in held:
        value, told = _value(kind, data, charset)
        warnings += told
        if value not in (None, "", b"", []):
            values.setdefault(name, value)
    subject = values.get("subject")
    if isinstance(subject, str) and subject.startswith("\x01"):
        values["subject"] = subject[2:]
    return values, tuple(dict.fromkeys(warnings))


def name_of(number: int, names: Names) -> str:
    """What we call the property with this number; "" if it is not read. `names` are those of the file."""
    return names.get(number, "") if number >= NAMED_FROM else FIXED.get(number, "")


def names_in(spaces: bytes, entries: bytes, words: bytes) -> dict[int, str]:
    """What we call the named properties of a file, by number, from the three streams that name them."""
    found: dict[int, str] = {}
    for at in range(0, len(entries) - 7, 8):
        name, place, number = struct.unpack_from("<IHH", entries, at)
        index = place >> 1
        uuid = spaces[(index - 3) * 16 : (index - 2) * 16] if index >= 3 else b""
        space = UUID(bytes_le=uuid) if len(uuid) == 16 else _SPACES[min(index, 2)]
        meaning = named(space, _word(words, name) if place & 1 else name)
        if meaning:
            found[NAMED_FROM + number] = meaning
    return found


def _word(words: bytes, offset: int) -> str:
    length = struct.unpack_from("<I", words, offset)[0] if offset + 4 <= len(words) else 0
    return words[offset + 4 : offset + 4 + length].decode("utf-16-le", "replace")


def _number(data: bytes | list[bytes]) -> int:
    return int.from_bytes(data[:4], "little") if isinstance(data, bytes) else 0


def _value(kind: int, data: bytes | list[bytes], charset: str) -> tuple[Value | None, tuple[str, ...]]:
    if isinstance(data, list):
        pairs = [_value(kind & ~MULTIPLE, each, charset) for each in data]
        texts = [value for value, _ in pairs if isinstance(value, str)]
        if kind & ~MULTIPLE == BINARY:
            texts = list(filter(None, (_member(each) for each in data)))
        return texts, tuple(code for _, told in pairs for code in told)
    if kind == TEXT:
        return data[: len(data) // 2 * 2].decode("utf-16-le", "replace").rstrip("\0"), ()
    if kind == TEXT8:
        return decode(data.rstrip(b"\0"), charset)
    if kind == TIME:
        return _time(data), ()
    if kind in (INT16, INT32, INT64, BOOLEAN):
        return int.from_bytes(data[: WIDTHS[kind]], "little", signed=kind != BOOLEAN), ()
    return (data if kind in (BINARY, OBJECT) else None), ()


def _time(data: bytes) -> str:
    ticks = int.from_bytes(data[:8], "little")
    try:
        when = _EPOCH + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return ""
    return when.isoformat(timespec="seconds") if _FIRST_YEAR <= when.year <= LAST_YEAR else ""


def _member(entry: bytes) -> str:
    """The name and address in a one-off entry (MS-OXCDATA 2.2.5.1), as members of a distribution list have it."""
    if len(entry) < 24:
        return ""
    wide = struct.unpack_from("<H", entry, 22)[0] & 0x8000
    text = entry[24:].decode("utf-16-le", "replace") if wide else decode(entry[24:])[0]
    name, _, address = [*text.split("\0"), "", "", ""][:3]
    return f"{name} <{address}>" if address and name != address else name


def own_fields(values: Mapping[str, Value]) -> dict[str, str]:
    """The fields that persons added themselves, by the names they gave them."""
    return {name.removeprefix(OWN): str(text) for name, text in values.items() if name.startswith(OWN) and text}
