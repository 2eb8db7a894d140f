"""The header block of a mail message (RFC 5322, RFC 2047, RFC 2231), read from raw bytes, however damaged."""

import binascii
import quopri
import re
from urllib.parse import unquote_to_bytes

from engine.ingest.charset import clean, decode

_NAME = re.compile(rb"[!-9;-~]{1,200}[ \t]*:")
_TELLING = frozenset(
    b"from to cc subject date received message-id mime-version content-type return-path delivered-to reply-to sender "
    b"in-reply-to references envelope-to resent-from x-mailer x-envelope-from dkim-signature content-transfer-encoding "
    b"x-gm-thrid x-original-to list-id".split()
)
_ENOUGH = 3
"""So many telling names make a mail of a block with lines that are no headers."""
_OPENING = rb"=\?([^?\s=]{0,60})\?[ \t]?([bBqQ])[ \t]?\?"
_CONTENT = rb"((?:[^?=]|\?(?!=)|=(?!\?[^?\s=]{0,60}\?[bBqQ]\?))*+)\?="
_UNENDED = rb"([^?\s]*+)\??=?(?=[\s\"<>,;]|\Z)"
_WORD = re.compile(_OPENING + rb"(?:" + _CONTENT + rb"|" + _UNENDED + rb")")
_HEX = re.compile(rb"=[0-9A-Fa-f]{2}")
_PARAMETER = re.compile(r";\s*([^\s=;]+)\s*=\s*(\"(?:\\.|[^\"\\])*+\"?|[^;]*)", re.DOTALL)
_SECTION = re.compile(r"([^*]+)(?:\*(\d+))?(\*)?$")
_ID = re.compile(r"<([^<>\s]{1,900})>")
_FOLD = re.compile(rb"(?:[ \t][^\n]*+(?:\n|\Z))++")
_FROM = (b"From ", b">From ")
_HEAD = 1 << 16
_FOREIGN = 1 << 13
"""Bytes of lines that may stand before the headers and are none."""
_FIRST_TELLING = re.compile(
    rb"^(?:from|to|cc|subject|date|received|message-id|mime-version|content-type|return-path|delivered-to)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_TECHNICAL = frozenset({b"received", b"message-id", b"mime-version", b"content-type", b"return-path"})
_NO_MAIL = re.compile(rb"[ \t]*(?:[<{\[]|\d+[ \t]*\r?\n|BEGIN:|From )")


class Headers:
    """The headers of one message or part, in order; names are lower case, values raw bytes."""

    def __init__(self, items: list[tuple[str, bytes]]) -> None:
        self.items = items
        self._first: dict[str, bytes] = {}
        for name, value in items:
            self._first.setdefault(name, value)

    def raw(self, name: str) -> bytes:
        """The first value of `name`, unfolded; b"" if there is none."""
        return self._first.get(name, b"")

    def text(self, name: str) -> tuple[str, tuple[str, ...]]:
        """All values of `name`, decoded, one a line, and warnings."""
        texts, warnings = [], ()
        for key, value in self.items:
            if key == name:
                text, found = decoded(value)
                texts.append(text)
                warnings += found
        return "\n".join(texts), warnings

    def ids(self, name: str) -> list[str]:
        """The message ids in `name`, with their angle brackets."""
        found = _ID.findall(clean(self.raw(name).decode("utf-8", "replace")))
        return [f"<{each}>" for each in found]

    def media_type(self, default: str = "text/plain") -> str:
        """The media type in lower case; `default` where none is readable."""
        value = self.raw("content-type").split(b";")[0].decode("latin-1").strip().lower()
        return value if value.count("/") == 1 and " " not in value else default

    def parameter(self, header: str, name: str) -> str:
        """A parameter of a header, RFC 2231 sections joined, encoded words decoded; "" if there is none."""
        sections: dict[int, tuple[str, bool]] = {}
        for match in _PARAMETER.finditer(self.raw(header).decode("latin-1")):
            key = _SECTION.match(match[1].lower())
            if key and key[1] == name:
                value = match[2].strip()
                if value.startswith('"'):
                    value = re.sub(r"\\(.)", r"\1", value[1:].removesuffix('"'))
                elif len(value) > 1 and value[0] == value[-1] == "'":
                    value = value[1:-1]
                number = int(key[2] or 0) if len(key[2] or "") < 4 else 0
                if number not in sections or (key[3] and not sections[number][1]):
                    sections[number] = (value, bool(key[3]))
        return _joined(sections)


def _joined(sections: dict[int, tuple[str, bool]]) -> str:
    if not sections:
        return ""
    extended = any(encoded for _, encoded in sections.values())
    charset = ""
    joined = b""
    for number in sorted(sections):
        value, encoded = sections[number]
        if encoded and number == min(sections) and value.count("'") >= 2:
            charset, _, value = value.split("'", 2)
        raw = value.encode("latin-1")
        joined += unquote_to_bytes(raw) if encoded else raw
    return decode(joined, charset)[0] if extended else decoded(joined)[0]


def split(data: bytes, position: int = 0) -> tuple[Headers, int]:
    """The header block at `position`, and where the body begins; a line that is no header begins the body."""
    items: list[tuple[str, bytes]] = []
    size = len(data)
    while position < size:
        end = data.find(b"\n", position)
        following = size if end < 0 else end + 1
        line = data[position:following].rstrip(b"\r\n")
        if not line:
            return Headers(items), following
        if line[:1] in b" \t" and items:
            name, value = items[-1]
            fold = _FOLD.match(data, position)
            assert fold is not None
            items[-1] = (name, b" ".join([value, *(each.strip() for each in fold[0].splitlines() if each.strip())]))
            position = fold.end()
            continue
        colon = line.find(b":")
        if colon > 0 and _NAME.match(line):
            items.append((line[:colon].strip().lower().decode("latin-1"), line[colon + 1 :].strip()))
        elif line.startswith(b"--") or not (_NAME.match(data, following) if items else line.startswith(_FROM)):
            return Headers(items), position
        position = following
    return Headers(items), size


def decoded(value: bytes) -> tuple[str, tuple[str, ...]]:
    """A header value as text: encoded words of one charset are joined as bytes before decoding."""
    text, warnings = _words(value)
    if "=?" in text and text.isascii() and _WORD.search(inner := text.encode("ascii")) and inner != value.strip():
        text, found = _words(inner)
        warnings += ("header_damaged", *found)
    return text, (*warnings, "header_damaged") if "=?" in text else warnings


def _words(value: bytes) -> tuple[str, tuple[str, ...]]:
    parts: list[tuple[str | None, bytes]] = []
    warnings: tuple[str, ...] = ()
    position = 0
    for match in _WORD.finditer(value):
        between = value[position : match.start()]
        if between.strip() or not parts:
            parts.append((None, between))
        charset = match[1].split(b"*")[0].decode("latin-1").lower()
        content = _word_bytes(match[2].lower(), match[4] if match[3] is None else match[3])
        if match[3] is None:
            warnings = ("header_damaged",)
        if parts and parts[-1][0] == charset:
            parts[-1] = (charset, parts[-1][1] + content)
        else:
            parts.append((charset, content))
        position = match.end()
    parts.append((None, value[position:]))
    texts = []
    for charset, content in parts:
        text, found = decode(content, charset or "")
        texts.append(text)
        warnings += found
    return "".join(texts).strip(), warnings


def _word_bytes(kind: bytes, content: bytes) -> bytes:
    if kind == b"q" or _HEX.match(content.strip()):
        return quopri.decodestring(content.replace(b" ", b"_"), header=True)
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", content)
    letters = letters[: len(letters) - 1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def opens_mail(head: bytes) -> bool:
    """Whether a file that begins with `head` is one mail message: a header block with a telling name, no From_ line."""
    text = head[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n \t")
    if b"\n" not in text:
        text = text.replace(b"\r", b"\n")
    regular, telling = _block(text)
    if not regular or text[:6].upper() == b"BEGIN:":
        return foreign_lines(text) > 0
    return len(telling) >= _ENOUGH or (regular >= 0.8 and bool(telling - {b"date", b"to"}))


def foreign_lines(data: bytes) -> int:
    """How many bytes of lines that are no headers stand before a mail's headers; 0 where none do or it is no mail.

    A mail program's own headers must follow, or the lines must be comments: a text that quotes a mail is no mail.
    """
    head = data[:_FOREIGN]
    if _NAME.match(head) or _NO_MAIL.match(head):
        return 0
    first = _FIRST_TELLING.search(head)
    if first is None:
        return 0
    regular, telling = _block(data[first.start() : first.start() + _HEAD])
    comments = all(line.startswith(b"#") or not line.strip() for line in head[: first.start()].splitlines())
    sure = regular == 1.0 and len(telling) >= _ENOUGH and (comments or telling & _TECHNICAL)
    return first.start() if sure else 0


def _block(text: bytes) -> tuple[float, frozenset[bytes]]:
    """Which share of the lines of the first block are headers (0.0 if the first is none), and their telling names."""
    block = re.split(rb"\r?\n\r?\n", text, maxsplit=1)[0].rstrip()
    lines = [line for line in block.split(b"\n")[:400] if line[:1] not in (b" ", b"\t")]
    names = [_NAME.match(line) for line in lines]
    if not lines or not names[0]:
        return 0.0, frozenset()
    return sum(map(bool, names)) / len(lines), _TELLING & {match[0][:-1].strip().lower() for match in names if match}
