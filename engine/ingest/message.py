"""One mail message (RFC 5322, MIME) as items: the message itself, then each attachment in the order of its parts.

Fields of a message: `from`, `to`, `cc`, `subject`, `message_id`, `body`; `reply_to`, `bcc`, `attachments` (file
names, one a line) and `labels` (Gmail's, one a line) only where there are any. An attachment's locator is the
message's with ``/part-N``, N counting the leaves of the message.
"""

import re
from collections.abc import Iterator

from engine.ingest import attachment, body, smime
from engine.ingest.charset import clean, decode
from engine.ingest.dates import mail_date
from engine.ingest.headers import Headers, foreign_lines, split
from engine.ingest.mime import Part, Walk
from engine.ingest.place import Place
from engine.model.records import Record, RecordKind, Skipped

SIZE_LIMIT = 256 << 20
"""A larger message is not read; it would have to be in memory as a whole."""
_OPTIONAL = ("reply-to", "bcc")
_MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})
_SIGNABLE = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/octet-stream"})
_SIGNED_DEPTH = 3
"""Signatures around signatures beyond this depth are left unread."""
_LABEL = re.compile(r'"([^"]*)"|([^,]+)')
_EXPUNGED = 0x0008
"""The bit of X-Mozilla-Status that marks a message as deleted, until its folder is compacted."""


def items(
    data: bytes, place: Place, ordinal: int = 0, *, charset: str = "", warnings: tuple[str, ...] = ()
) -> Iterator[Record | Skipped]:
    """The items of one message.

    `ordinal` is its number in a mailbox, `charset` what the whole file is known to be in.
    """
    data, found = _unix(data)
    warnings += found
    foreign = foreign_lines(data)
    data, above = data[foreign:], data[:foreign]
    headers, start = split(data)
    message_id = _message_id(headers)
    step = " ".join(filter(None, (f"#{ordinal}" if ordinal else "", message_id))) or "message"
    walk = Walk()
    text, attached = body.Body(), []
    names: list[str] = []
    if above:
        warnings += ("foreign_lines", *text.add(Part(Headers([]), above, "text/plain", margin=True), charset))
    for number, part in enumerate(_leaves(walk, data, headers, start), start=1):
        if body.holds(part):
            warnings += text.add(part, charset)
            continue
        name = body.file_name(part)
        names += [name] if name else []
        attached.append((number, name, part))
    place.offer(step, data, "eml")
    yield _message(headers, message_id, step, text, names, (*warnings, *walk.warnings), place)
    for number, name, part in attached:
        here = f"{step}/part-{number}"
        if place.concerns(here):
            read = _nested if part.media_type in _MESSAGES else attachment.items
            yield from place.guarded(read(part, name, place, here, charset), here)


def _leaves(walk: Walk, data: bytes, headers: Headers, start: int, depth: int = 0) -> Iterator[Part]:
    """The leaves of a message; an opaque signature gives the leaves of what was signed."""
    for part in walk.parts(data, headers, start):
        signed = _signed(part) if depth < _SIGNED_DEPTH else None
        if signed is None:
            yield part
        else:
            inner = Walk()
            yield from _leaves(inner, signed, *split(signed), depth + 1)
            walk.warnings += inner.warnings


def _signed(part: Part) -> bytes | None:
    if part.media_type not in _SIGNABLE or not part.raw[:64].lstrip().startswith((b"M", b"\x30")):
        return None
    content, _ = part.content()
    return smime.signed_content(content) if smime.is_signed(content) else None


def _nested(part: Part, name: str, place: Place, step: str, charset: str) -> Iterator[Record | Skipped]:
    """The items of a message in a message."""
    content, _ = part.content()
    inside = place.inside(step, messages=1)
    place.offer(step, content, "eml")
    if not content.strip():
        yield place.skipped(step, "empty_file", part.media_type)
    elif inside.messages > attachment.NESTING_LIMIT:
        yield place.skipped(step, "nested_too_deep", part.media_type)
    else:
        yield from items(content, inside, charset=charset)


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
    headers: Headers,
    message_id: str,
    step: str,
    text: body.Body,
    names: list[str],
    warnings: tuple[str, ...],
    place: Place,
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
    labels, found = _labels(headers)
    warnings += found + _fate(headers)
    if labels:
        fields["labels"] = labels
    date, found = mail_date(headers.text("date")[0].split("\n")[0])
    thread = dict.fromkeys([*headers.ids("references"), *headers.ids("in-reply-to")])
    thread.pop(message_id, None)
    return place.record(step, RecordKind.MESSAGE, fields, date=date, thread=tuple(thread), warnings=(*warnings, *found))


def _labels(headers: Headers) -> tuple[str, tuple[str, ...]]:
    """Gmail's labels, one a line, and warnings."""
    text, warnings = headers.text("x-gmail-labels")
    found = ((match[1] or match[2] or "").strip() for match in _LABEL.finditer(text.replace("\n", ",")))
    return "\n".join(dict.fromkeys(label for label in found if label)), warnings


def _fate(headers: Headers) -> tuple[str, ...]:
    """Whether Thunderbird has marked the message as deleted."""
    status = headers.raw("x-mozilla-status")
    marked = re.fullmatch(rb"[0-9A-Fa-f]{1,8}", status) and int(status, 16) & _EXPUNGED
    return ("marked_deleted",) if marked else ()
