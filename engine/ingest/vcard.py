"""Contacts in a vCard file, of any version.

Specification: vCard 2.1 (versit Consortium), RFC 2426 (3.0), RFC 6350 (4.0), read tolerantly: missing ends, folded
and unfolded lines, quoted-printable with its soft line ends, and a charset per property or a guess for the file.
Fields carry the property's name in lower case, several values one a line. Locators are ``contact-N``. Pictures,
sounds and keys are not read (warning `media_not_read`).
"""

import binascii
import quopri
import re
from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest.charset import codec, encoding_of, marked_encoding
from engine.ingest.dates import cell_date
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, RecordKind, Skipped

SUFFIXES = (".vcf", ".vcard")
RANK = Rank.STRUCTURE
SIZE_LIMIT = 256 << 20
_HEAD = 1 << 12
_BEGIN = re.compile(rb"\s*(?:[\w-]+\.)?BEGIN[ \t]*:[ \t]*VCARD[ \t]*(?:\r|\n|\Z)", re.IGNORECASE)
_PROPERTY = re.compile(rb"(?:[\w-]+\.)?([A-Za-z][\w-]*)((?:;(?:[^:;\"]|\"[^\"]*\")*)*):(.*)\Z", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)")
_UNREAD = frozenset({"photo", "logo", "sound", "key"})
_SILENT = frozenset({"begin", "end", "version", "prodid"})
_STRUCTURED = frozenset({"n", "adr", "org"})


def sniff(file: BinaryIO) -> bool:
    """Whether the first line that is not empty begins a vCard."""
    return bool(_BEGIN.match(_plain(file.read(_HEAD))))


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """Contact after contact."""
    data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        yield place.skipped("", "too_large")
        return
    data = _plain(data)
    encoding = encoding_of([data])
    cards = _cards(_lines(data))
    for number, (properties, complete) in enumerate(cards, start=1):
        step = f"contact-{number}"
        if any(name not in _SILENT for name, _, _ in properties):
            yield _contact(properties, encoding, place, step, complete=complete)
        else:
            yield place.skipped(step, "contact_empty")


def _plain(data: bytes) -> bytes:
    marked = marked_encoding(data[: 1 << 16])
    if marked is None:
        return data
    return data.decode(marked, "replace").lstrip("\ufeff").encode()


def _lines(data: bytes) -> Iterator[bytes]:
    """Logical lines: folds undone, soft line ends of quoted-printable joined."""
    held: list[bytes] = []
    quoted = False
    for line in re.split(rb"\r*\n|\r(?!\n)", data):
        if held and quoted and held[-1].endswith(b"="):
            held[-1] = held[-1][:-1]
            held.append(line)
            continue
        if held and line[:1] in (b" ", b"\t"):
            held.append(line[1:])
            continue
        if held:
            yield b"".join(held)
        held = [line]
        quoted = b"QUOTED-PRINTABLE" in line.split(b":", 1)[0].upper()
    if held:
        yield b"".join(held)


def _cards(lines: Iterator[bytes]) -> Iterator[tuple[list[tuple[str, bytes, bytes]], bool]]:
    """The properties of each card as name, parameters, value; a card inside a card is a card of its own."""
    opened: list[list[tuple[str, bytes, bytes]]] = []
    nested = 0
    for line in lines:
        match = _PROPERTY.match(line.strip(b"\0 \t"))
        name = match[1].lower().decode() if match else ""
        if match and name == "begin" and match[3].strip().upper() == b"VCARD":
            if opened and not nested:
                yield opened.pop(), False
            opened.append([])
            nested = 0
        elif name == "end" and opened:
            yield opened.pop(), True
            nested = max(0, nested - 1)
        elif opened and match:
            if name == "agent" and not match[3].strip():
                nested += 1
            opened[-1].append((name, match[2], match[3]))
        elif opened and line.strip():
            opened[-1].append(("", b"", line))
    while opened:
        yield opened.pop(), False


def _contact(
    properties: list[tuple[str, bytes, bytes]], encoding: str, place: Place, step: str, *, complete: bool
) -> Record:
    fields: dict[str, list[str]] = {}
    warnings: tuple[str, ...] = () if complete else ("contact_unfinished",)
    for name, parameters, value in properties:
        if name in _SILENT:
            continue
        if name in _UNREAD or (b"BASE64" in parameters.upper() and len(value) > 1024):
            if value.strip():
                warnings += ("media_not_read",)
            continue
        text, found = _text(name, parameters, value, encoding)
        warnings += found
        if text:
            fields.setdefault(name or "text", []).append(text)
    revised = cell_date(fields["rev"][0]) if "rev" in fields else None
    joined = {name: "\n".join(dict.fromkeys(values)) for name, values in fields.items()}
    return place.record(step, RecordKind.CONTACT, joined, date=revised, warnings=warnings)


def _text(name: str, parameters: bytes, value: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    settings = parameters.upper()
    warnings: tuple[str, ...] = ()
    if b"QUOTED-PRINTABLE" in settings:
        value = quopri.decodestring(value)
    elif b"BASE64" in settings or b"ENCODING=B" in settings:
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", value)
        letters = letters[:-1] if len(letters) % 4 == 1 else letters
        value = binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    declared = re.search(rb"CHARSET=\"?([\w-]+)", settings)
    known = codec(declared[1].decode()) if declared else encoding
    if known is None:
        known, warnings = encoding_of([value]), ("charset_unknown",)
    try:
        text = value.decode(known)
    except (UnicodeError, ValueError):
        text, warnings = value.decode(encoding_of([value]), "replace"), (*warnings, "charset_wrong")
    return _unescaped(text, structured=name in _STRUCTURED), warnings


def _unescaped(text: str, *, structured: bool) -> str:
    """The value without escapes; the components of a structured one with spaces between them."""
    if structured:
        components = re.split(r"(?<!\\);", text)
        text = " ".join(component.strip() for component in components if component.strip())
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], text).strip()
