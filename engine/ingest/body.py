"""The text of a message: which parts belong to it, and what they say.

Versions of one alternative are compared, so that HTML adds only what the plain text lacks.
"""

import re
from dataclasses import dataclass, field

from engine.ingest import media
from engine.ingest.charset import clean, decode
from engine.ingest.html import text_of
from engine.ingest.mime import Part

_READ_AS_TEXT = frozenset(
    {"message/delivery-status", "message/disposition-notification", "message/partial", "message/external-body"}
)
_FILES = frozenset(
    {"text/calendar", "text/x-vcalendar", "text/vcard", "text/x-vcard", "text/directory", "text/csv"}
    | {"text/tab-separated-values", "text/rtf"}
)
_USUAL_PREAMBLE = re.compile(r"\s*this is an? (multi-?part|mime|cryptographically)[^\n]{0,160}\.?\s*", re.IGNORECASE)
_SQUEEZED = re.compile(r"[\s>*_|]+")
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
_PGP = b"-----BEGIN PGP MESSAGE-----"


@dataclass(slots=True)
class Body:
    """The body while it grows."""

    pieces: list[str] = field(default_factory=list)
    _versions: dict[int, str] = field(default_factory=dict)

    def add(self, part: Part, charset: str) -> tuple[str, ...]:
        """Add a text part; the warnings that reading it gave. `charset` is what the whole file is known to be in."""
        content, warnings = part.content()
        if part.media_type == "message/partial":
            warnings += ("message_partial",)
        if _PGP in content:
            warnings += ("body_encrypted",)
        decoded, found = text(part, content, charset)
        if part.margin and _USUAL_PREAMBLE.fullmatch(decoded):
            return ()
        self._add(decoded, part.alternative)
        return warnings + found

    def _add(self, text: str, alternative: int) -> None:
        if alternative:
            known = self._versions.get(alternative)
            if known is not None:
                text = "\n".join(line for line in text.split("\n") if _SQUEEZED.sub("", line) not in known).strip("\n")
            self._versions[alternative] = (known or "") + _SQUEEZED.sub("", text)
        if text.strip():
            self.pieces.append(text.strip("\n"))


def holds(part: Part) -> bool:
    """Whether a part belongs to the body; anything else is an attachment."""
    if part.margin:
        return True
    disposition = part.headers.raw("content-disposition").lower().lstrip()
    running = part.media_type.startswith("text/") and part.media_type not in _FILES
    attached = disposition.startswith(b"attachment") or bool(file_name(part))
    return (running or part.media_type in _READ_AS_TEXT) and not attached


def file_name(part: Part) -> str:
    """The name a part is to have as a file; "" if it has none."""
    name = part.headers.parameter("content-disposition", "filename") or part.headers.parameter("content-type", "name")
    return _UNSHOWN.sub(" ", clean(name)).strip()[:500]


def text(part: Part, content: bytes, charset: str) -> tuple[str, tuple[str, ...]]:
    """The text of a part, and warnings; markup is left out."""
    declared = part.headers.parameter("content-type", "charset")
    decoded, warnings = decode(content, charset or declared or _meta_charset(part, content))
    decoded = decoded.replace("\r\n", "\n").replace("\r", "\n")
    markup = part.media_type == "text/html" or media.media_type(content[:64]) == "text/html"
    return (text_of(decoded) if markup and part.media_type != "text/plain" else decoded), warnings


def _meta_charset(part: Part, content: bytes) -> str:
    match = _META_CHARSET.search(content[:4096]) if part.media_type == "text/html" else None
    return match[1].decode("ascii") if match else ""
