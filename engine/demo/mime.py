"""Letters as raw bytes, encoded the way a decade of mail programs did it; written by hand so that bytes never move."""

import base64
import html
import quopri
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that hangs on a letter."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail. Addresses are (display name, address); `shape` says how it is encoded (see `_body`)."""

    message_id: str
    at: datetime
    sender: tuple[str, str]
    to: tuple[tuple[str, str], ...]
    subject: str
    body: str
    shape: str
    cc: tuple[tuple[str, str], ...] = ()
    references: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def stamp(at: datetime) -> str:
    """RFC 5322 date, independent of the locale."""
    zone = at.strftime("%z") or "+0000"
    return f"{_DAYS[at.weekday()]}, {at.day:02d} {_MONTHS[at.month - 1]} {at.year} {at:%H:%M:%S} {zone}"


def mbox(letters: list[Letter]) -> bytes:
    """The letters as one mbox file (mboxrd: body lines that begin with From_ are quoted)."""
    out = bytearray()
    for letter in letters:
        at = letter.at
        day = f"{_DAYS[at.weekday()]} {_MONTHS[at.month - 1]} {at.day:2d} {at:%H:%M:%S} {at.year}"
        lines = message(letter).split(b"\n")
        quoted = (b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines)
        out += f"From {letter.sender[1]} {day}\n".encode() + b"\n".join(quoted) + b"\n\n"
    return bytes(out)


def message(letter: Letter) -> bytes:
    """One letter: headers, blank line, body."""
    charset = "gb18030" if letter.shape.endswith("gb") else "utf-8"
    headers = [
        ("Message-ID", letter.message_id),
        ("Date", stamp(letter.at)),
        ("From", _addresses((letter.sender,), charset)),
        ("To", _addresses(letter.to, charset)),
        ("Subject", encoded_words(letter.subject, charset)),
    ]
    if letter.cc:
        headers.append(("Cc", _addresses(letter.cc, charset)))
    if letter.references:
        headers.append(("In-Reply-To", letter.references[-1]))
        headers.append(("References", "\n ".join(letter.references)))
    headers.append(("MIME-Version", "1.0"))
    top = "".join(f"{name}: {value}\n" for name, value in headers).encode()
    return top + _content(letter, charset)


def encoded_words(text: str, charset: str = "utf-8") -> str:
    """A header value; what is not ASCII becomes encoded-words of at most 75 characters (RFC 2047)."""
    if text.isascii():
        return text
    chunks, current = [], ""
    for sign in text:
        if len((current + sign).encode(charset)) > 39:
            chunks.append(current)
            current = ""
        current += sign
    chunks.append(current)
    label = "UTF-8" if charset == "utf-8" else "gb18030"
    return "\n ".join(f"=?{label}?B?{base64.b64encode(chunk.encode(charset)).decode()}?=" for chunk in chunks)


def _addresses(pairs: tuple[tuple[str, str], ...], charset: str) -> str:
    return ",\n ".join(_address(name, address, charset) for name, address in pairs)


def _address(name: str, address: str, charset: str) -> str:
    if not name:
        return address
    if name.isascii():
        return f'"{name}" <{address}>'
    return f"{encoded_words(name, charset)} <{address}>"


def _content(letter: Letter, charset: str) -> bytes:
    if not letter.attachments:
        return _body(letter, charset)
    boundary = _boundary(letter, "mixed")
    parts = [_body(letter, charset), *(_attached(item) for item in letter.attachments)]
    return _multipart("mixed", boundary, parts)


def _body(letter: Letter, charset: str) -> bytes:
    text, shape = letter.body, letter.shape
    if shape == "plain8-gb":
        return _part("text/plain", "gb18030", "8bit", text.encode("gb18030"))
    if shape == "ascii" and text.isascii():
        return _part("text/plain", "us-ascii", "7bit", text.encode())
    if shape == "quoted-latin1":
        try:
            return _part("text/plain", "iso-8859-1", "quoted-printable", text.encode("latin-1"))
        except UnicodeEncodeError:
            return _part("text/plain", "utf-8", "quoted-printable", text.encode())
    if shape == "quoted":
        return _part("text/plain", "utf-8", "quoted-printable", text.encode())
    if shape.startswith("html"):
        return _part("text/html", charset, "base64", _page(text).encode(charset))
    if shape == "alternative":
        plain = _part("text/plain", "utf-8", "base64", text.encode())
        rich = _part("text/html", "utf-8", "quoted-printable", _page(text).encode())
        return _multipart("alternative", _boundary(letter, "alternative"), [plain, rich])
    return _part("text/plain", "utf-8", "base64", text.encode())


def _page(text: str) -> str:
    rows = "".join(f"<div>{html.escape(line, quote=False) or '<br>'}</div>" for line in text.split("\n"))
    return f"<html><body style=\"font-family:'Microsoft YaHei'\">\n{rows}</body></html>\n"


def _part(media_type: str, charset: str, encoding: str, content: bytes) -> bytes:
    head = f"Content-Type: {media_type}; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    if encoding == "base64":
        content = base64.encodebytes(content)
    elif encoding == "quoted-printable":
        content = quopri.encodestring(content)
    return head.encode() + content.rstrip(b"\n") + b"\n"


def _attached(item: Attachment) -> bytes:
    name = encoded_words(item.name).replace("\n ", " ")
    head = (
        f'Content-Type: {item.media_type};\n name="{name}"\n'
        f'Content-Disposition: attachment;\n filename="{name}"\nContent-Transfer-Encoding: base64\n\n'
    )
    return head.encode() + base64.encodebytes(item.content)


def _multipart(kind: str, boundary: str, parts: list[bytes]) -> bytes:
    head = f'Content-Type: multipart/{kind};\n boundary="{boundary}"\n\n'.encode()
    fence = f"--{boundary}\n".encode()
    return head + b"".join(fence + part + b"\n" for part in parts) + f"--{boundary}--\n".encode()


def _boundary(letter: Letter, kind: str) -> str:
    return f"----=_{kind}_{sha256(letter.message_id.encode()).hexdigest()[:20]}"
