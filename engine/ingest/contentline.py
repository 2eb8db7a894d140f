"""Content lines, of which vCards and calendars are made: ``group.NAME;PARAMETERS:value``, folded and encoded.

Specification: RFC 6350 section 3.2 and RFC 5545 section 3.1, and the older vCard 2.1 and vCalendar 1.0 with their
quoted-printable; read tolerantly.
"""

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.ingest.charset import codec, encoding_of, marked_encoding

_LINE = re.compile(
    rb"(?:([\w-]+)\.)?([A-Za-z][\w-]*)((?:;(?:[^:;\"]|\"[^\"]*\")*)*):(.*)\Z",
    re.DOTALL,
)
_CHARSET = re.compile(rb"CHARSET=\"?([\w-]+)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(.)")
_STRUCTURED = frozenset({"n", "adr", "org"})
_MARKED = 1 << 16


@dataclass(frozen=True, slots=True)
class Property:
    """A content line: its name in lower case ("" for a line that is none), group, parameters and value in bytes."""

    name: str
    value: bytes
    parameters: bytes = b""
    group: str = ""

    def parameter(self, name: str, encoding: str) -> str:
        """A parameter's value without its quotes; "" where there is none."""
        match = re.search(rb";" + name.encode() + rb"=(?:\"([^\"]*)\"|([^;:]*))", self.parameters, re.IGNORECASE)
        return (match[1] or match[2] or b"").decode(encoding, "replace").strip() if match else ""

    def content(self) -> bytes:
        """The value without its transfer encoding."""
        settings = self.parameters.upper()
        if b"QUOTED-PRINTABLE" in settings:
            return quopri.decodestring(self.value)
        if b"BASE64" in settings or b"ENCODING=B" in settings:
            return from_base64(self.value)
        return self.value

    def text(self, encoding: str) -> tuple[str, tuple[str, ...]]:
        """The value as text, and warnings about its charset; `encoding` is the file's."""
        value = self.content()
        warnings: tuple[str, ...] = ()
        declared = _CHARSET.search(self.parameters)
        known = codec(declared[1].decode()) if declared else encoding
        if known is None:
            known, warnings = encoding_of([value]), ("charset_unknown",)
        try:
            text = value.decode(known)
        except (UnicodeError, ValueError):
            text, warnings = value.decode(encoding_of([value]), "replace"), (*warnings, "charset_wrong")
        return _unescaped(text, structured=self.name in _STRUCTURED), warnings


def utf8(data: bytes) -> bytes:
    """`data` in UTF-8 where a byte order mark or zeros show that it is in another Unicode encoding."""
    marked = marked_encoding(data[:_MARKED])
    if marked is None:
        return data
    return data.decode(marked, "replace").lstrip("\ufeff").encode()


def properties(data: bytes) -> Iterator[Property]:
    """The content lines of a file."""
    for line in _lines(data):
        match = _LINE.match(line.strip(b"\0 \t"))
        if match:
            yield Property(match[2].lower().decode(), match[4], match[3], (match[1] or b"").lower().decode())
        elif line.strip():
            yield Property("", line)


def from_base64(value: bytes) -> bytes:
    """The bytes of a base64 text, whatever stands between its letters."""
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", value)
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


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


def _unescaped(text: str, *, structured: bool) -> str:
    """The value without escapes; the components of a structured one with spaces between them."""
    if structured:
        components = re.split(r"(?<!\\);", text)
        text = " ".join(component.strip() for component in components if component.strip())
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], text).strip()
