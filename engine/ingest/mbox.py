"""A mailbox file: messages one after the other, each begun by a From_ line.

Specification: RFC 4155 (application/mbox), in the dialects mboxo, mboxrd, mboxcl and mboxcl2. A From_ line counts
where it names a sender and a date and a header or an empty line follows, so "From " at the start of a sentence ends
no message; nor does one that lies within the Content-Length of its message, if another one or the end of the file
follows that length. ``>From `` is read as ``From `` with the warning `from_unquoted`. Locators are ``#N <Message-ID>``,
N counting from 1. A mailbox in UTF-16 is read as one extent.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from engine.ingest import message
from engine.ingest.charset import marked_encoding
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
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,9})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEADERS = 1 << 16
_TRUSTED = 64 << 20
"""A Content-Length beyond this is not looked after: the message would have to be in memory."""
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def sniff(file: BinaryIO) -> bool:
    """Whether the file begins with a From_ line, after empty lines at most; before headers it may lack the date."""
    encoding = _wide(file)
    head = file.read(2 * _LOOKAHEAD)
    if encoding:
        head = head.decode(encoding, "replace").lstrip("\ufeff").encode()
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return bool(_FROM_LINE.match(head) or _FIRST_LINE.match(head))


def extents(file: BinaryIO) -> Iterator[Extent]:
    """Each message, from its From_ line to before the next one."""
    if _wide(file):
        yield Extent(0, file.seek(0, 2))
        return
    for offset, length, _ in _messages(file):
        yield Extent(offset, length)


def item(file: BinaryIO, extent: Extent, locator: str, settings: Settings) -> tuple[BinaryIO, str]:
    """The message that `extent` holds, without its From_ line, and the locator as it is in that file."""
    if _wide(file):
        return file, locator
    file.seek(extent.offset)
    content = file.read(extent.length)
    step, slash, inner = locator.partition("/part-")
    return BytesIO(content[content.find(b"\n") + 1 :]), (step.partition(" ")[2] or "message") + slash + inner


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """Message after message, one in memory at a time."""
    encoding = _wide(file)
    plain = _narrow(file, encoding) if encoding else file
    if plain is None:
        yield place.skipped("", "too_large")
        return
    for ordinal, (offset, _, data) in enumerate(_messages(plain), start=1):
        here = place if encoding else place.moved(offset)
        if not here.concerns(f"#{ordinal}"):
            continue
        if data is None:
            yield here.skipped(f"#{ordinal}", "too_large")
        else:
            yield from here.guarded(_items(data, here, ordinal, encoding), f"#{ordinal}")


def _wide(file: BinaryIO) -> str:
    """The encoding the whole file is in if its characters have two or four bytes, else ""."""
    file.seek(0)
    encoding = marked_encoding(file.read(2 * _LOOKAHEAD))
    file.seek(0)
    return encoding if encoding and encoding != "utf-8-sig" else ""


def _narrow(file: BinaryIO, encoding: str) -> BinaryIO | None:
    """The mailbox in UTF-8; None if it is too large to hold."""
    data = file.read(message.SIZE_LIMIT + 1)
    if len(data) > message.SIZE_LIMIT:
        return None
    return BytesIO(data.decode(encoding, "replace").lstrip("\ufeff").encode("utf-8", "replace"))


def _items(data: bytes, place: Place, ordinal: int, encoding: str) -> Iterator[Record | Skipped]:
    plain, unquoted = _QUOTED.subn(rb"\1", data) if b"\n>" in data else (data, 0)
    warnings = ("from_unquoted",) if unquoted else ()
    if encoding:
        return message.items(plain, place, ordinal, charset="utf-8", warnings=(*warnings, "charset_wrong"))
    return message.items(plain, place, ordinal, warnings=warnings)


def _messages(file: BinaryIO) -> Iterator[tuple[int, int, bytes | None]]:
    """Offset, length and bytes of each message; None for the bytes of one that is too large to hold."""
    buffer = bytearray()
    base, dropped, ended = 0, 0, False
    begin = _first(file, buffer)
    base, searched = begin, 1
    while True:
        found = -1 if not buffer else _next(buffer, searched, ended)
        if found > 0 and not dropped:
            found = _beyond_length(buffer, found, ended)
        if found > 0:
            yield base, dropped + found, None if dropped else bytes(memoryview(buffer)[:found])
            del buffer[:found]
            base, dropped, searched = base + dropped + found, 0, 1
            continue
        if ended:
            break
        searched = max(1, len(buffer) - _LOOKAHEAD) if found < 0 else searched
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


def _beyond_length(buffer: bytearray, found: int, ended: bool) -> int:
    """Where the message at hand ends, given the next From_ line: there, or behind its Content-Length if that is true.

    0 if it cannot be told yet; -1 if the message is the last one.
    """
    head = bytes(memoryview(buffer)[: min(found, _HEADERS)])
    blank = re.search(rb"\r?\n\r?\n", head)
    length = _LENGTH.search(head, 0, blank.end()) if blank else None
    if blank is None or length is None:
        return found
    end = blank.end() + int(length[1])
    if end <= found or end - blank.end() > _TRUSTED:
        return found
    if not ended and len(buffer) < end + _LOOKAHEAD:
        return 0
    rest = bytes(memoryview(buffer)[end : end + _LOOKAHEAD])
    gap = len(rest) - len(rest.lstrip(b"\r\n"))
    if end > len(buffer):
        return found
    if _FROM_LINE.match(rest, gap):
        return end + gap
    return -1 if ended and gap == len(rest) else found
