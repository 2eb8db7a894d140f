"""An attachment of a message: read by the format that claims its content, else as the text it is, else skipped."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import PurePath

from engine.ingest import body, media, smime
from engine.ingest.charset import is_text
from engine.ingest.mime import Part
from engine.ingest.place import Place
from engine.model.records import Record, RecordKind, Skipped

NESTING_LIMIT = 20
"""Messages inside messages beyond this depth are skipped."""
_MAILS = frozenset({"eml", "emlx", "mbox"})
_RUNNING = ("text/plain", "text/html", "image/", "audio/", "video/")
_RUNNING_SUFFIXES = (".txt", ".text", ".log", ".md")
_TABLE_SUFFIXES = (".csv", ".tsv", ".tab", ".xls", ".xlsx")
_ELSEWHERE = ("x-apple-content-length", "x-mozilla-external-attachment-url", "x-mozilla-altered")
_SPOKEN_OF_AS_TEXT = frozenset({"application/xml", "application/rtf"})


def items(part: Part, name: str, place: Place, step: str, charset: str) -> Iterator[Record | Skipped]:
    """The items of one attachment that is no message; `charset` is what the whole file is known to be in."""
    content, warnings = part.content()
    head = content[: media.HEAD]
    file = BytesIO(content)
    claimed = place.reading.claims(file) if content.strip() else None
    place.offer(step, content, claimed)
    if _is_elsewhere(part, content):
        yield place.skipped(step, "attachment_elsewhere", part.media_type)
    elif not content.strip():
        yield place.skipped(step, "empty_file", part.media_type)
    elif media.is_encrypted(part.media_type, head) or _is_enveloped(part, content):
        yield place.skipped(step, "encrypted", part.media_type)
    elif claimed and not _is_better_known_here(part, name, claimed):
        inside = place.inside(step, messages=claimed in _MAILS)
        if inside.messages > NESTING_LIMIT:
            yield place.skipped(step, "nested_too_deep", part.media_type)
            return
        place.reading.spend(len(content))
        yield from _named(inside.read(file, claimed), name, warnings + _misleading(part, head))
    elif not media.media_type(head).startswith(("application/", "image/")) and _is_readable(part, head):
        text, found = body.text(part, content, charset)
        fields = {"file_name": name, "body": text} if name else {"body": text}
        yield place.record(step, RecordKind.ATTACHMENT, fields, warnings=warnings + found)
    else:
        yield place.skipped(step, *media.reason(part.media_type, head))


def _named(items: Iterator[Record | Skipped], name: str, warnings: tuple[str, ...]) -> Iterator[Record | Skipped]:
    """`items`, the first record of which carries the attachment's name and what is to be said of the attachment."""
    said = False
    for item in items:
        if isinstance(item, Record) and not said:
            said = True
            fields = item.fields if "file_name" in item.fields or not name else {"file_name": name, **item.fields}
            yield replace(item, fields=fields, warnings=tuple(dict.fromkeys((*item.warnings, *warnings))))
        else:
            yield item


def _is_better_known_here(part: Part, name: str, claimed: str) -> bool:
    """Whether the message knows more than the file's format: a declared charset, or that commas stand in a text."""
    suffix = PurePath(name.lower()).suffix
    running = part.media_type.startswith(_RUNNING) or suffix in _RUNNING_SUFFIXES
    if claimed == "csv":
        return running and suffix not in _TABLE_SUFFIXES
    declared = bool(part.headers.parameter("content-type", "charset"))
    return declared and (part.media_type, claimed) in {("text/plain", "text"), ("text/html", "page")}


def _misleading(part: Part, head: bytes) -> tuple[str, ...]:
    """The warning that a file of another kind was sent as a text, a picture or a recording."""
    shown = media.media_type(head)
    declared_otherwise = part.media_type.startswith(("text/", "image/", "audio/", "video/"))
    other = shown.startswith("application/") and shown not in _SPOKEN_OF_AS_TEXT
    return ("type_misleading",) if declared_otherwise and other else ()


def _is_readable(part: Part, head: bytes) -> bool:
    return is_text(head) and not part.media_type.startswith(("image/", "audio/", "video/"))


def _is_elsewhere(part: Part, content: bytes) -> bool:
    """Whether the mail program has put the content in another file, or thrown it away, and says so."""
    if part.media_type == "text/x-moz-deleted":
        return True
    return not content.strip() and any(part.headers.raw(name) for name in _ELSEWHERE)


def _is_enveloped(part: Part, content: bytes) -> bool:
    if smime.is_enveloped(content):
        return True
    if part.media_type not in ("application/pkcs7-mime", "application/x-pkcs7-mime") or smime.is_signed(content):
        return False
    return part.headers.parameter("content-type", "smime-type").lower() in ("", "enveloped-data", "authenveloped-data")
