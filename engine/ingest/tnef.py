"""A message as Outlook wraps it for other mail programs: ``winmail.dat``, with the text and the attachments in it.

Specification: MS-OXTNEF, Transport Neutral Encapsulation Format. Read by our own code. As a part of a mail it is an
attachment, not a second message; in a file of its own it is a message. Attributes are read up to where the file is
damaged.
"""

import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO
from uuid import UUID

from engine.ingest import outlook_record
from engine.ingest.mapi import MULTIPLE, NAMED_FROM, TEXT8, VARIABLE, WIDTHS, Raw, Value, name_of, properties
from engine.ingest.mapi_names import named
from engine.ingest.outlook_item import DEPTH_LIMIT, Attachment, Item
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, Skipped

SUFFIXES = (".tnef",)
RANK = Rank.SIGNATURE
SIZE_LIMIT = 256 << 20
_MAGIC = b"\x78\x9f\x3e\x22"
_MESSAGE_PROPERTIES, _ATTACHMENT_PROPERTIES, _RECIPIENTS = 0x9003, 0x9005, 0x9004
_CODEPAGE, _BEGINS_ATTACHMENT, _ATTACHED = 0x9007, 0x9002, 0x800F
_TEXTS = {0x8008: "message_class", 0x8004: "subject", 0x800C: "plain", 0x8009: "message_id"}
_DATES = {0x8005: "submitted", 0x8006: "delivered", 0x8020: "modified"}
_ATTACHMENT_TEXTS = {0x8010: "short_file_name"}
_FROM = 0x8000
_PART = re.compile(r"/part-\d+\Z")
_INSIDE_MESSAGE = UUID("00020307-0000-0000-c000-000000000046")
_MANY = 1 << 20
"""More properties than this are the count of a damaged file."""


class Damaged(ValueError):
    """The bytes do not go on as they should."""


def sniff(file: BinaryIO) -> bool:
    """Whether the file begins as such a wrapped message does."""
    return file.read(4) == _MAGIC


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The message and its attachments; of a damaged one, what stands before the damage, and that the rest is lost."""
    data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        yield place.skipped("", "too_large")
        return
    item, sound = _item(data, 0)
    if not item.values and not item.attachments:
        yield place.skipped("", "tnef_damaged")
        return
    yield from outlook_record.items(item, place, wrapped=bool(_PART.search(place.locator)))
    if not sound:
        yield place.skipped("rest", "tnef_damaged")


def _item(data: bytes, depth: int) -> tuple[Item, bool]:
    """The message in `data`, as far as it can be read, and whether that is all."""
    item = Item()
    try:
        reading = _Reading(item, depth)
        for number, content in _attributes(data):
            reading.take(number, content)
    except (Damaged, struct.error):
        last = item.attachments[-1] if item.attachments else None
        if last is not None and last.content is None and last.embedded is None:
            last.problem = "attachment_damaged"
        return item, False
    return item, reading.sound


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The attributes, as number and content."""
    position = 6
    while position < len(data):
        if len(data) - position < 9:
            if data[position:].strip(b"\0\r\n"):
                raise Damaged
            return
        level, number, size = struct.unpack_from("<BHxxI", data, position)
        content = data[position + 9 : position + 9 + size]
        if level not in (1, 2) or len(content) < size:
            raise Damaged
        position += 11 + size
        yield number, content


class _Reading:
    """A message while its attributes arrive."""

    def __init__(self, item: Item, depth: int) -> None:
        self.item = item
        self.sound = True
        self._depth = depth
        self._codepage = 0

    def take(self, number: int, content: bytes) -> None:
        """Add what one attribute says; MAPI's own properties come last and are the better ones."""
        item = self.item
        if number == _CODEPAGE:
            self._codepage = int.from_bytes(content[:4], "little")
        elif number in _TEXTS:
            self._add(item.values, [Raw(_TEXTS[number], TEXT8, content)])
            self._plain_class()
        elif number in _DATES:
            item.values[_DATES[number]] = _date(content)
        elif number == _FROM:
            item.values.setdefault("author", content[8:].split(b"\0")[0].decode("latin-1"))
        elif number == _MESSAGE_PROPERTIES:
            self._add(item.values, self._properties(_Cursor(content)))
        elif number == _RECIPIENTS:
            self._recipients(_Cursor(content))
        elif number == _BEGINS_ATTACHMENT:
            item.attachments.append(Attachment({}))
        elif item.attachments:
            self._attachment(item.attachments[-1], number, content)

    def _attachment(self, attachment: Attachment, number: int, content: bytes) -> None:
        if number == _ATTACHED:
            attachment.content = bytearray(content)
        elif number in _ATTACHMENT_TEXTS:
            self._add(attachment.values, [Raw(_ATTACHMENT_TEXTS[number], TEXT8, content)])
        elif number == _ATTACHMENT_PROPERTIES:
            self._add(attachment.values, self._properties(_Cursor(content)))
            inner = attachment.values.pop("data", None)
            if isinstance(inner, bytes):
                self._inner(attachment, inner)

    def _inner(self, attachment: Attachment, inner: bytes) -> None:
        """An attachment that is an object: a message of its own, or something another program made."""
        if inner[:16] != _INSIDE_MESSAGE.bytes_le:
            attachment.content = attachment.content or bytearray(inner[16:])
        elif self._depth >= DEPTH_LIMIT:
            attachment.problem = "nested_too_deep"
        else:
            attachment.embedded, sound = _item(inner[16:], self._depth + 1)
            self.sound &= sound

    def _recipients(self, cursor: "_Cursor") -> None:
        for _ in range(cursor.count()):
            values: dict[str, Value] = {}
            self._add(values, self._properties(cursor))
            self.item.recipients.append(values)

    def _add(self, values: dict[str, Value], found: list[Raw]) -> None:
        read, warnings = properties(found, self._codepage)
        values.update(read)
        self.item.warnings += warnings

    def _plain_class(self) -> None:
        """Old senders call a message by the name that mail of Microsoft's had before Outlook."""
        name = self.item.text("message_class")
        if name.upper().startswith("IPM.MICROSOFT MAIL."):
            self.item.values["message_class"] = "IPM.Note"

    def _properties(self, cursor: "_Cursor") -> list[Raw]:
        found = []
        for _ in range(cursor.count()):
            kind, number = cursor.numbers("<HH")
            name = _named(cursor) if number >= NAMED_FROM else name_of(number, {})
            values = _values(cursor, kind)
            if name and values:
                found.append(Raw(name, kind, values if kind & MULTIPLE else values[0]))
        return found


class _Cursor:
    """Bytes read from front to back."""

    def __init__(self, data: bytes) -> None:
        self._data, self._position = data, 0

    def bytes(self, size: int, *, padded: bool = False) -> bytes:
        """The next `size` bytes; with `padded`, up to the next multiple of four is passed over."""
        content = self._data[self._position : self._position + size]
        if len(content) < size:
            raise Damaged
        self._position += size + (-size % 4 if padded else 0)
        return content

    def numbers(self, layout: str) -> tuple[int, ...]:
        """The next numbers, laid out as `struct` says."""
        return struct.unpack(layout, self.bytes(struct.calcsize(layout)))

    def count(self) -> int:
        """The next number, as a count of things."""
        (count,) = self.numbers("<I")
        if count > _MANY:
            raise Damaged
        return count


def _named(cursor: _Cursor) -> str:
    space = UUID(bytes_le=cursor.bytes(16))
    kind, number = cursor.numbers("<II")
    if not kind:
        return named(space, number)
    return named(space, cursor.bytes(number, padded=True).decode("utf-16-le", "replace").rstrip("\0"))


def _values(cursor: _Cursor, kind: int) -> list[bytes]:
    single = kind & ~MULTIPLE
    if single in VARIABLE:
        return [cursor.bytes(cursor.numbers("<I")[0], padded=True) for _ in range(cursor.count())]
    if single not in WIDTHS:
        raise Damaged
    count = cursor.count() if kind & MULTIPLE else 1
    return [cursor.bytes(WIDTHS[single], padded=True) for _ in range(count)]


def _date(content: bytes) -> str:
    """A date in seven numbers, in UTC as far as anybody says; "" if it is none."""
    try:
        year, month, day, hour, minute, second = struct.unpack_from("<6H", content)
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC).isoformat()
    except (ValueError, struct.error):
        return ""
