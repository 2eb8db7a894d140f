"""Writes Outlook items as message files (MS-OXMSG) and as wrapped messages (MS-OXTNEF), from properties by number.

A property is ``(number, type): value``; a number is an int, or a name space with a number or word for a named one.
"""

import struct
from datetime import datetime
from uuid import UUID

from tests.ingest.compound import Tree, compound

INT, BOOLEAN, TEXT8, TEXT, TIME, BINARY, TEXTS = 0x03, 0x0B, 0x1E, 0x1F, 0x40, 0x102, 0x101F
CONTACT = UUID("00062004-0000-0000-c000-000000000046")
APPOINTMENT = UUID("00062002-0000-0000-c000-000000000046")
PERSONS_OWN = UUID("00020329-0000-0000-c000-000000000046")
TO, CC = 1, 2
_MESSAGE = UUID("00020307-0000-0000-c000-000000000046")


class Named(tuple):
    """A named property's name space and number or word."""


class Parts:
    """What an item consists of."""

    def __init__(self, properties: dict, recipients: list[dict] = [], attachments: list[dict] = []) -> None:  # noqa: B006
        self.properties, self.recipients, self.attachments = properties, recipients, attachments


def mail(subject: str, body: str, **more) -> Parts:
    """A mail with a sender and a recipient."""
    properties = {
        (0x001A, TEXT): "IPM.Note",
        (0x0037, TEXT): subject,
        (0x1000, TEXT): body,
        (0x0042, TEXT): "林小满",
        (0x0065, TEXT): "lin.xiaoman@example.cn",
        (0x0039, TIME): datetime(2024, 3, 12, 1, 30),
    }
    recipients = [{(0x0C15, INT): TO, (0x3001, TEXT): "Studio", (0x39FE, TEXT): "studio@yunying.example"}]
    return Parts(
        {**properties, **more.get("properties", {})}, more.get("recipients", recipients), more.get("parts", [])
    )


def file(name: str, content: bytes, media_type: str = "text/plain") -> dict:
    """The properties of an attachment."""
    return {(0x3705, INT): 1, (0x3707, TEXT): name, (0x370E, TEXT): media_type, (0x3701, BINARY): content}


def embedded(name: str, parts: Parts) -> dict:
    """The properties of an attachment that is a message."""
    return {(0x3705, INT): 5, (0x3001, TEXT): name, "embedded": parts}


def message_file(parts: Parts) -> bytes:
    """The bytes of a message file."""
    names: list[Named] = []
    tree = _storage(parts, names, 32)
    tree["__nameid_version1.0"] = _names(names)
    return compound(tree)


def _storage(parts: Parts, names: list[Named], header: int) -> Tree:
    tree = _properties(parts.properties, names, header)
    for number, each in enumerate(parts.recipients):
        tree[f"__recip_version1.0_#{number:08X}"] = _properties(each, names, 8)
    for number, each in enumerate(parts.attachments):
        inner = each.get("embedded")
        part = _properties({key: value for key, value in each.items() if key != "embedded"}, names, 8)
        if inner is not None:
            part["__substg1.0_3701000D"] = _storage(inner, names, 24)
        tree[f"__attach_version1.0_#{number:08X}"] = part
    return tree


def _properties(properties: dict, names: list[Named], header: int) -> Tree:
    table, tree = b"\0" * header, {}
    for (number, kind), value in properties.items():
        if isinstance(number, Named):
            names += [number] if number not in names else []
            number = 0x8000 + names.index(number)
        if kind in (INT, BOOLEAN, TIME):
            table += struct.pack("<HHI8s", kind, number, 6, _bytes(kind, value))
        elif kind == TEXTS:
            tree[f"__substg1.0_{number:04X}{kind:04X}"] = b""
            for index, text in enumerate(value):
                tree[f"__substg1.0_{number:04X}{kind:04X}-{index:08X}"] = _bytes(TEXT, text)
        else:
            tree[f"__substg1.0_{number:04X}{kind:04X}"] = _bytes(kind, value)
    return {**tree, "__properties_version1.0": table}


def _names(names: list[Named]) -> Tree:
    spaces, entries, words = b"", b"", b""
    known: list[UUID] = []
    for number, (space, name) in enumerate(names):
        known += [space] if space not in known else []
        word = isinstance(name, str)
        entries += struct.pack("<IHH", len(words) if word else name, (3 + known.index(space)) << 1 | word, number)
        if word:
            text = name.encode("utf-16-le")
            words += struct.pack("<I", len(text)) + text + b"\0" * (-len(text) % 4)
    spaces = b"".join(each.bytes_le for each in known)
    return {"__substg1.0_00020102": spaces, "__substg1.0_00030102": entries, "__substg1.0_00040102": words}


def _bytes(kind: int, value) -> bytes:
    if kind == TEXT:
        return value.encode("utf-16-le")
    if kind == TIME:
        return struct.pack("<Q", round((value - datetime(1601, 1, 1)).total_seconds() * 10_000_000))
    return struct.pack("<I", value) if kind in (INT, BOOLEAN) else value


def wrapped(parts: Parts, codepage: int = 1252) -> bytes:
    """The bytes of a wrapped message."""
    data = struct.pack("<IH", 0x223E9F78, 1) + _attribute(1, 0x69007, struct.pack("<II", codepage, 0))
    data += _attribute(1, 0x69003, _listed(parts.properties))
    if parts.recipients:
        rows = b"".join(map(_listed, parts.recipients))
        data += _attribute(1, 0x69004, struct.pack("<I", len(parts.recipients)) + rows)
    for each in parts.attachments:
        data += _attribute(2, 0x69002, b"\0" * 14)
        if (0x3701, BINARY) in each:
            data += _attribute(2, 0x6800F, each[0x3701, BINARY])
        held = {key: value for key, value in each.items() if key not in ((0x3701, BINARY), "embedded")}
        if "embedded" in each:
            held[0x3701, 0x0D] = _MESSAGE.bytes_le + wrapped(each["embedded"], codepage)
        data += _attribute(2, 0x69005, _listed(held))
    return data


def _attribute(level: int, number: int, content: bytes) -> bytes:
    return struct.pack("<BII", level, number, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)


def _listed(properties: dict) -> bytes:
    data = struct.pack("<I", len(properties))
    for (number, kind), value in properties.items():
        named = isinstance(number, Named)
        data += struct.pack("<HH", kind, 0x8001 if named else number)
        if named:
            space, name = number
            data += space.bytes_le + (struct.pack("<II", 0, name) if isinstance(name, int) else _word(name))
        if kind in (INT, BOOLEAN, TIME):
            data += _bytes(kind, value)
        elif kind == TEXTS:
            data += struct.pack("<I", len(value)) + b"".join(_sized(_bytes(TEXT, text) + b"\0\0") for text in value)
        else:
            data += struct.pack("<I", 1) + _sized(_bytes(kind, value) + (b"\0\0" if kind == TEXT else b""))
    return data


def _word(name: str) -> bytes:
    return struct.pack("<I", 1) + _sized(name.encode("utf-16-le") + b"\0\0")


def _sized(content: bytes) -> bytes:
    return struct.pack("<I", len(content)) + content + b"\0" * (-len(content) % 4)
