"""A mailbox file: messages one after the other, each begun by a From_ line.

Specification: RFC 4155 (application/mbox), in the dialects mboxo, mboxrd and mboxcl. A From_ line counts where it
names a sender and a date and a header or an empty line follows, so "From " at the start of a sentence ends no
message; ``>From `` is read as ``From `` with the warning `from_unquoted`. Locators are ``#N <Message-ID>``, N
counting from 1.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from engine.ingest import message
from engine.ingest.place import Place, Settings
from engine.ingest.rank import Rank
from engine.model.records import Extent, Record, Skipped

SUFFIXES = (".mbox", ".mbx")
RANK = Rank.STRUCTURE
_BLOCK = 1 << 22
_LOOKAHEAD = 4096
_FROM_LINE = re.compile(
    rb"From (?:\S.{0,400}?)?[ \t]"
    rb"(?:[A-Za-z]{3},?[ \t]+)?(?:[A-Za-z]{3}[ \t]+\d{1,2}|\d{1,2}[ \t]+[A-Za-z]{3})[ \t,]"
    rb"[^\r\n]{0,60}\d{4}[^\r\n]{0,40}\r?\n(?=\r?\n|>?From |[!-9;-~]{1,200}[ \t]*:|\Z)"
)
_FIRST_LINE = re.compile(rb"From \S[^\r\n]{0,400}\r?\n>?[!-9;-~]{1,200}[ \t]*:")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def sniff(file: BinaryIO) -> bool:
    """Whether the file begins with a From_ line, after empty lines at most; before headers it may lack the date."""
    head = file.read(2 * _LOOKAHEAD).removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return bool(_FROM_LINE.match(head) or _FIRST_LINE.match(head))


def extents(file: BinaryIO) -> Iterator[Extent]:
    """Each message, from its From_ line to before the next one."""
    for offset, length, _ in _messages(file):
        yield Extent(offset, length)


def item(file: BinaryIO, extent: Extent, locator: str, settings: Settings) -> tuple[BinaryIO, str]:
    """The message that `extent` holds, without its From_ line, and the locator as it is in that file."""
    file.seek(extent.offset)
    content = file.read(extent.length)
    step, slash, inner = locator.partition("/part-")
    return BytesIO(content[content.find(b"\n") + 1 :]), (step.partition(" ")[2] or "message") + slash + inner


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """Message after message, one in memory at a time."""
    for ordinal, (offset, _, data) in enumerate(_messages(file), start=1):
        here = place.moved(offset)
        if not here.concerns(f"#{ordinal}"):
            continue
        if data is None:
            yield here.skipped(f"#{ordinal}", "too_large")
        else:
            yield from here.guarded(_items(data, here, ordinal), f"#{ordinal}")


def _items(data: bytes, place: Place, ordinal: int) -> Iterator[Record | Skipped]:
    plain, unquoted = _QUOTED.subn(rb"\1", data) if b"\n>" in data else (data, 0)
    return message.items(plain, place, ordinal, warnings=("from_unquoted",) if unquoted else ())


def _messages(file: BinaryIO) -> Iterator[tuple[int, int, bytes | None]]:
    """Offset, length and bytes of each message; None for the bytes of one that is too large to hold."""
    buffer = bytearray()
    base, dropped, ended = 0, 0, False
    begin = _first(file, buffer)
    base, searched = begin, 1
    while True:
        found = -1 if not buffer else _next(buffer, searched, ended)
        if found > 0:
            yield base, dropped + found, None if dropped else bytes(memoryview(buffer)[:found])
            del buffer[:found]
            base, dropped, searched = base + dropped + found, 0, 1
            continue
        if ended:
            break
        searched = max(1, len(buffer) - _LOOKAHEAD)
        if len(buffer) > message.SIZE_LIMIT:
            dropped += searched
            del buffer[:searched]
            searched = 1
        block = file.read(_BLOCK)
        ended = not block
        buffer += block
    if buffer or dropped:
        yield base, dropped + len(buffer), None if dropped else bytes(buffer)


def _first(file: BinaryIO, buffer: bytearray) -> int:
    """Fill `buffer` from the first From_ line on; its offset."""
    block = file.read(_BLOCK)
    text = block.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    buffer += text
    return len(block) - len(text)


def _next(buffer: bytearray, start: int, ended: bool) -> int:
    """Where in `buffer`, from `start` on, the next message begins; -1 if that cannot be told yet or there is none."""
    position = max(start - 1, 0)
    while (position := buffer.find(b"\nFrom ", position)) >= 0:
        if not ended and len(buffer) - position < _LOOKAHEAD:
            return -1
        if _FROM_LINE.match(bytes(memoryview(buffer)[position + 1 : position + _LOOKAHEAD])):
            return position + 1
        position += 1
    return -1
