"""The part of reading an old Word document that runs in the helper process: text by the piece table, then the rest."""

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

import msoffcrypto
import olefile

from engine.ingest.charset import decode
from engine.ingest.sandbox import HelperRefused
from engine.ingest.sandboxed.ole_parts import embedded, properties, stream
from engine.ingest.sandboxed.package import PIECE

_WORD_97 = 193
"""The first version of the format with a piece table we read; before it, the text is one run of bytes."""
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_PARTS = ("body", "footnotes", "header", "macros", "comments", "endnotes", "text_boxes", "text_boxes")
"""What the characters belong to, in their order; the header's part holds the footers too."""
_CLX, _COMMENTERS, _REVISERS, _SAVED_BY = 33, 36, 51, 71
_COMPRESSED = 1 << 30
_INSTRUCTION = re.compile("\x13([^\x13\x14\x15]*)(?=[\x14\x15\x13])")
_LINK = re.compile(r"HYPERLINK\s+\"?(?:mailto:|tel:)([^\"?\s]{1,2000})", re.IGNORECASE)
_SIGNS = {0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x0E: "\n", 0x07: "\t", 0x1E: "-", 0xA0: " "}
_PLAIN = {**dict.fromkeys([*range(9), *range(0x0F, 0x20)], ""), **_SIGNS}
_PICTURE = re.compile(rb"\xff\xd8\xff[\xe0-\xef\xdb]|\x89PNG\r\n\x1a\n")


def produce(file: BinaryIO, passwords: list[str]) -> Iterator[dict[str, object]]:
    """A value for each property and piece of text, then for each embedded file."""
    ole = _opened(file)
    word = stream(ole, "WordDocument")
    if len(word) < 64:
        raise HelperRefused("document_damaged")
    if struct.unpack_from("<H", word, 10)[0] & _ENCRYPTED:
        ole = _opened(_decrypted(file, passwords))
        word = stream(ole, "WordDocument")
    yield from properties(ole)
    try:
        texts = _texts(ole, word)
    except (struct.error, ValueError, IndexError) as error:
        raise HelperRefused("document_damaged") from error
    for field, text in texts:
        for start in range(0, len(text), PIECE):
            yield {"field": field, "text": text[start : start + PIECE]}
    if _PICTURE.search(stream(ole, "Data")) or _PICTURE.search(word):
        yield {"step": "pictures", "skipped": "image_not_read", "detail": "application/msword"}
    yield from embedded(ole, "ObjectPool")


def _opened(file: BinaryIO) -> olefile.OleFileIO:
    try:
        return olefile.OleFileIO(file)
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise HelperRefused("document_damaged") from error


def _decrypted(file: BinaryIO, passwords: list[str]) -> BinaryIO:
    for password in passwords:
        plain = BytesIO()
        try:
            file.seek(0)
            office = msoffcrypto.OfficeFile(file)
            office.load_key(password=password)
            office.decrypt(plain)
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except Exception:  # noqa: S112 - the parser raises whatever a wrong password leads it to
            continue
        plain.seek(0)
        return plain
    raise HelperRefused("encrypted")


def _texts(ole: olefile.OleFileIO, word: bytes) -> list[tuple[str, str]]:
    """The text of each part, people who edited, and addresses behind links."""
    version, flags = struct.unpack_from("<H", word, 2)[0], struct.unpack_from("<H", word, 10)[0]
    if version < _WORD_97:
        start, end = struct.unpack_from("<II", word, 24)
        return _tidied([("body", decode(word[start:end])[0])])
    counts, places = _index(word)
    table = stream(ole, "1Table" if flags & _SECOND_TABLE else "0Table")
    units = _units(word, _at(table, places, _CLX))
    texts: list[tuple[str, str]] = []
    position = 0
    for number, field in enumerate(_PARTS):
        count = max(0, counts[number]) * 2
        texts.append((field, units[position : position + count].decode("utf-16-le", "replace")))
        position += count
    texts.append(("text_boxes", units[position:].decode("utf-16-le", "replace")))
    people = [*_list(_at(table, places, _REVISERS)), *_names(_at(table, places, _COMMENTERS))]
    people = [name for name in dict.fromkeys(people) if name.strip() and name != "Unknown"]
    return [
        *_tidied(texts),
        ("editors", "".join(f"{name}\n" for name in people)),
        ("saved_by", "".join(f"{name}\n" for name in _list(_at(table, places, _SAVED_BY)))),
    ]


def _index(word: bytes) -> tuple[list[int], list[tuple[int, int]]]:
    """Character counts of the parts, and offset and length of each structure in the table stream."""
    position = 32
    position += 2 + 2 * struct.unpack_from("<H", word, position)[0]
    longs = struct.unpack_from("<H", word, position)[0]
    counts = list(struct.unpack_from(f"<{longs}i", word, position + 2))[3 : 3 + len(_PARTS)]
    position += 2 + 4 * longs
    pairs = struct.unpack_from("<H", word, position)[0]
    numbers = struct.unpack_from(f"<{2 * pairs}I", word, position + 2)
    return counts, list(zip(numbers[::2], numbers[1::2], strict=True))


def _at(table: bytes, places: list[tuple[int, int]], number: int) -> bytes:
    start, length = places[number] if number < len(places) else (0, 0)
    return table[start : start + length]


def _units(word: bytes, clx: bytes) -> bytes:
    """All characters in the order of the document, two bytes each."""
    position = 0
    while clx[position : position + 1] == b"\x01":
        position += 3 + struct.unpack_from("<H", clx, position + 1)[0]
    if clx[position : position + 1] != b"\x02":
        raise ValueError
    count = (struct.unpack_from("<I", clx, position + 1)[0] - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", clx, position + 5)
    pieces: list[bytes] = []
    left = 2 * len(word)
    for number in range(count):
        place = struct.unpack_from("<I", clx, position + 5 + 4 * (count + 1) + 8 * number + 2)[0]
        length = max(0, ends[number + 1] - ends[number])
        left -= length
        if left < 0:
            raise ValueError
        pieces.append(_piece(word, place, length))
    return b"".join(pieces)


def _piece(word: bytes, place: int, length: int) -> bytes:
    if not place & _COMPRESSED:
        return word[place : place + 2 * length].ljust(2 * length, b"\0")
    start = (place & ~_COMPRESSED) // 2
    text = decode(word[start : start + length], "cp1252")[0]
    return text.encode("utf-16-le", "replace").ljust(2 * length, b"\0")


def _tidied(texts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Texts without the marks of fields and objects; addresses behind links last."""
    told: list[tuple[str, str]] = []
    links: dict[str, None] = {}
    for field, text in texts:
        for instruction in _INSTRUCTION.finditer(text):
            links |= dict.fromkeys(_LINK.findall(instruction[1]))
        plain = _INSTRUCTION.sub("", text).replace("\x07\x07", "\n").translate(_PLAIN).strip()
        if plain:
            told.append((field, f"{plain}\n"))
    return [*told, ("links", "".join(f"{link}\n" for link in links))]


def _list(data: bytes) -> list[str]:
    """The texts of a string table; none of one that is damaged."""
    if len(data) < 6 or data[:2] != b"\xff\xff":
        return []
    count, extra = struct.unpack_from("<HH", data, 2)
    return _names(data[6:], count, extra)


def _names(data: bytes, count: int = 1 << 16, extra: int = 0) -> list[str]:
    """Texts that follow each other, each behind its length."""
    found: list[str] = []
    position = 0
    while position + 2 <= len(data) and len(found) < count:
        length = 2 * struct.unpack_from("<H", data, position)[0]
        found.append(data[position + 2 : position + 2 + length].decode("utf-16-le", "replace"))
        position += 2 + length + extra
    return found
