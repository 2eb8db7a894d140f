"""One mail message (RFC 5322, MIME) as items: the message itself, then each attachment in the order of its parts.

Fields of a message: `from`, `to`, `cc`, `subject`, `message_id`, `body`; `reply_to`, `bcc` and `attachments` (file
names, one a line) only where there are any. An attachment's locator is the message's with ``/part-N``, N counting
the leaves of the message.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePath

from engine.ingest import media
from engine.ingest.charset import clean, decode, is_text
from engine.ingest.dates import mail_date
from engine.ingest.headers import Headers, split
from engine.ingest.html import text_of
from engine.ingest.mime import Part, Walk
from engine.ingest.place import Place
from engine.model.records import Record, RecordKind, Skipped

SIZE_LIMIT = 256 << 20
"""A larger message is not read; it would have to be in memory as a whole."""
NESTING_LIMIT = 20
"""Messages inside messages beyond this depth are skipped."""
_OPTIONAL = ("reply-to", "bcc")
_READ_AS_TEXT = frozenset(
    {"message/delivery-status", "message/disposition-notification", "message/partial", "message/external-body"}
)
_MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})
_NOT_TABLES = ("text/plain", "text/html", "image/", "audio/", "video/")
_RUNNING_SUFFIXES = (".txt", ".text", ".log", ".md")
_TABLE_SUFFIXES = (".csv", ".tsv", ".tab", ".xls", ".xlsx")
_USUAL_PREAMBLE = re.compile(r"\s*this is an? (multi-?part|mime|cryptographically)[^\n]{0,160}\.?\s*", re.IGNORECASE)
_SQUEEZED = re.compile(r"[\s>*_|]+")


@dataclass(slots=True)
class _Text:
    """The body while it grows; versions of one alternative are compared with what stands there already."""

    pieces: list[str] = field(default_factory=list)
    _versions: dict[int, str] = field(default_factory=dict)

    def add(self, text: str, alternative: int) -> None:
        if alternative:
            known = self._versions.get(alternative)
            if known is not None:
                text = "\n".join(line for line in text.split("\n") if _SQUEEZED.sub("", line) not in known).strip("\n")
            self._versions[alternative] = (known or "") + _SQUEEZED.sub("", text)
        if text.strip():
            self.pieces.append(text.strip("\n"))


def items(
    data: bytes, place: Place, ordinal: int = 0, *, charset: str = "", warnings: tuple[str, ...] = ()
) -> Iterator[Record | Skipped]:
    """The items of one message.

    `ordinal` is its number in a mailbox, `charset` what the whole file is known to be in.
    """
    data, found = _unix(data)
    warnings += found
    headers, start = split(data)
    message_id = _message_id(headers)
    step = " ".join(filter(None, (f"#{ordinal}" if ordinal else "", message_id))) or "message"
    walk = Walk()
    text, attached = _Text(), []
    names: list[str] = []
    for number, part in enumerate(walk.parts(data, headers, start), start=1):
        if part.margin or not _is_attachment(part):
            warnings += _into_body(text, part, charset)
            if part.margin or _reads_as_text(part):
                continue
        name = _file_name(part)
        names += [name] if name else []
        attached.append((number, name, part))
    place.offer(step, data, "eml")
    yield _message(headers, message_id, step, text, names, (*warnings, *walk.warnings), place)
    for number, name, part in attached:
        if not place.concerns(f"{step}/part-{number}"):
            continue
        yield from place.guarded(
            _attachment(part, name, place, f"{step}/part-{number}", charset), f"{step}/part-{number}"
        )


def _unix(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """`data` from its first header on, with line ends a line reader knows."""
    marked = data.removeprefix(b"\xef\xbb\xbf")
    trimmed = marked.lstrip(b"\r\n")
    warnings: tuple[str, ...] = ("leading_lines",) if len(trimmed) < len(marked) else ()
    if trimmed.startswith((b"From ", b">From ")):
        trimmed = trimmed[trimmed.find(b"\n") + 1 :]
    if b"\n" not in trimmed and b"\r" in trimmed:
        return trimmed.replace(b"\r", b"\n"), (*warnings, "line_ends")
    if trimmed.endswith(b"\0\0\0\0"):
        return trimmed.rstrip(b"\0"), (*warnings, "nul_removed")
    return trimmed, warnings


def _message_id(headers: Headers) -> str:
    ids = headers.ids("message-id")
    if ids:
        return ids[0]
    bare = re.sub(r"[\s<>]+", "", decode(headers.raw("message-id"))[0])[:900]
    return f"<{clean(bare)}>" if bare else ""


def _message(
    headers: Headers, message_id: str, step: str, text: _Text, names: list[str], warnings: tuple[str, ...], place: Place
) -> Record:
    fields: dict[str, str] = {}
    for name in ("from", "to", "cc", "subject"):
        fields[name], found = headers.text(name)
        warnings += found
    fields["message_id"] = message_id
    fields["body"] = "\n\n".join(text.pieces)
    for name in _OPTIONAL:
        value, found = headers.text(name)
        warnings += found
        if value:
            fields[name.replace("-", "_")] = value
    if names:
        fields["attachments"] = "\n".join(names)
    date, found = mail_date(headers.text("date")[0].split("\n")[0])
    thread = dict.fromkeys([*headers.ids("references"), *headers.ids("in-reply-to")])
    thread.pop(message_id, None)
    return place.record(step, RecordKind.MESSAGE, fields, date=date, thread=tuple(thread), warnings=(*warnings, *found))


def _file_name(part: Part) -> str:
    name = part.headers.parameter("content-disposition", "filename") or part.headers.parameter("content-type", "name")
    return re.sub(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+", " ", clean(name)).strip()[:500]


def _reads_as_text(part: Part) -> bool:
    return part.media_type.startswith("text/") or part.media_type in _READ_AS_TEXT


def _is_attachment(part: Part) -> bool:
    disposition = part.headers.raw("content-disposition").lower().lstrip()
    return not _reads_as_text(part) or disposition.startswith(b"attachment") or bool(_file_name(part))


def _into_body(text: _Text, part: Part, charset: str) -> tuple[str, ...]:
    """Add a text part to the body; the warnings that reading it gave."""
    content, warnings = part.content()
    if part.media_type == "message/partial":
        warnings += ("message_partial",)
    decoded, found = _decoded(part, content, charset)
    if part.margin and _USUAL_PREAMBLE.fullmatch(decoded):
        return ()
    text.add(decoded, part.alternative)
    return warnings + found


def _decoded(part: Part, content: bytes, charset: str) -> tuple[str, tuple[str, ...]]:
    text, warnings = decode(
        content, charset or part.headers.parameter("content-type", "charset") or _meta_charset(part, content)
    )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if part.media_type == "text/html" or (
        part.media_type != "text/plain" and media.media_type(content[:64]) == "text/html"
    ):
        text = text_of(text)
    return text, warnings


def _meta_charset(part: Part, content: bytes) -> str:
    if part.media_type != "text/html":
        return ""
    match = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,40})", content[:4096], re.IGNORECASE)
    return match[1].decode("ascii") if match else ""


def _attachment(part: Part, name: str, place: Place, step: str, charset: str) -> Iterator[Record | Skipped]:
    content, warnings = part.content()
    head = content[: media.HEAD]
    place.offer(step, content, place.reading.claims(content) if place.reading.only else None)
    inside = place.inside(step, messages=part.media_type in _MESSAGES)
    if not content.strip():
        yield place.skipped(step, "empty_file", part.media_type)
    elif part.media_type in _MESSAGES:
        if inside.messages > NESTING_LIMIT:
            yield place.skipped(step, "nested_too_deep", part.media_type)
        else:
            yield from items(content, inside, charset=charset)
    elif media.is_encrypted(part.media_type, head) or _is_enveloped(part):
        yield place.skipped(step, "encrypted", part.media_type)
    elif _is_of_a_format(part, name, place.reading.claims(content)):
        place.reading.spend(len(content))
        yield from inside.read(BytesIO(content))
    elif not media.media_type(head).startswith(("application/", "image/")) and _is_readable(part, head):
        text, found = _decoded(part, content, charset)
        fields = {"file_name": name, "body": text} if name else {"body": text}
        yield place.record(step, RecordKind.ATTACHMENT, fields, warnings=warnings + found)
    else:
        yield place.skipped(step, *media.reason(part.media_type, head))


def _is_of_a_format(part: Part, name: str, claimed: str | None) -> bool:
    """Whether an attachment is read by the format that claims it; running text with commas in it is no table."""
    suffix = PurePath(name.lower()).suffix
    running = part.media_type.startswith(_NOT_TABLES) or suffix in _RUNNING_SUFFIXES
    return claimed is not None and not (claimed == "csv" and running and suffix not in _TABLE_SUFFIXES)


def _is_readable(part: Part, head: bytes) -> bool:
    return is_text(head) and not part.media_type.startswith(("image/", "audio/", "video/"))


def _is_enveloped(part: Part) -> bool:
    if part.media_type not in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        return False
    return part.headers.parameter("content-type", "smime-type").lower() in ("", "enveloped-data", "authenveloped-data")
