"""The parts of one MIME message (RFC 2045, 2046), in one pass over its bytes and without recursion.

Text before the first and after the last boundary is a part too: what nobody declared is read all the same. An outer
boundary ends everything inside it, so a missing inner end costs nothing.
"""

import binascii
import quopri
import re
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.ingest.headers import Headers, split

DEPTH_LIMIT = 500
"""Multiparts nested deeper are read as the text they are."""
_BOUNDARY_LINE = re.compile(rb"^--([^\r\n]{1,1000})\r?$", re.MULTILINE)
_LINE = re.compile(rb"[^\r\n]*")
_BASE64 = f"{string.ascii_letters}{string.digits}+/".encode()
_NOT_BASE64 = bytes(set(range(256)) - set(_BASE64))
_MARGIN = Headers([])


@dataclass(slots=True)
class Part:
    """One leaf: headers, content as transferred, and the number of the alternative it is a version of (0: none)."""

    headers: Headers
    raw: bytes
    media_type: str
    alternative: int = 0
    margin: bool = False

    def content(self) -> tuple[bytes, tuple[str, ...]]:
        """The content without its transfer encoding, and warnings."""
        return unpacked(self.raw, self.headers.raw("content-transfer-encoding"))


@dataclass(slots=True)
class _Open:
    boundary: bytes
    digest: bool
    alternative: int
    seen: bool = False


@dataclass(slots=True)
class Walk:
    """The walk over one message; `warnings` are complete when `parts` is exhausted."""

    warnings: list[str] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _boundaries: Counter[bytes] = field(default_factory=Counter[bytes])
    _alternatives: int = 0

    def parts(self, data: bytes, headers: Headers, start: int) -> Iterator[Part]:
        """The leaves of the message whose body begins at `start`."""
        pending = self._enter(headers)
        position = start
        if self._stack:
            for match in _BOUNDARY_LINE.finditer(data, start):
                if match.start() < position:
                    continue
                level, closing = self._level(match[1].rstrip())
                if level < 0:
                    continue
                yield from self._leaf(pending, data[position : match.start()])
                self._leave(level + (not closing))
                position = min(match.end() + 1, len(data))
                pending = None
                if not closing:
                    self._stack[level].seen = True
                    inner, position = split(data, position)
                    pending = self._enter(inner, self._stack[level])
                if not self._stack:
                    break
        yield from self._leaf(pending, data[position:], last=True)
        if any(not each.seen for each in self._stack):
            self.warnings.append("boundary_missing")
        elif self._stack:
            self.warnings.append("message_truncated")

    def _enter(self, headers: Headers, parent: _Open | None = None) -> Part | None:
        """Open the multipart these headers begin (None), or return the leaf they begin."""
        default = "message/rfc822" if parent and parent.digest else "text/plain"
        media_type = headers.media_type(default)
        alternative = parent.alternative if parent else 0
        boundary = headers.parameter("content-type", "boundary").encode("utf-8", "replace").rstrip()
        if not media_type.startswith("multipart/"):
            return Part(headers, b"", media_type, alternative)
        if not boundary or len(self._stack) >= DEPTH_LIMIT:
            self.warnings.append("nested_too_deep" if boundary else "boundary_missing")
            return Part(headers, b"", "text/plain", alternative)
        if media_type == "multipart/alternative":
            self._alternatives += 1
            alternative = self._alternatives
        self._stack.append(_Open(boundary, media_type == "multipart/digest", alternative))
        self._boundaries[boundary] += 1
        return None

    def _leave(self, level: int) -> None:
        """Close the multiparts from `level` on."""
        for each in self._stack[level:]:
            self._boundaries[each.boundary] -= 1
        del self._stack[level:]

    def _level(self, line: bytes) -> tuple[int, bool]:
        """Which open multipart a boundary line belongs to (-1: none), and whether it closes it."""
        if not self._boundaries[line] and not self._boundaries[line.removesuffix(b"--")]:
            return -1, False
        for level in range(len(self._stack) - 1, -1, -1):
            boundary = self._stack[level].boundary
            if line == boundary:
                return level, False
            if line == boundary + b"--":
                return level, True
        return -1, False

    def _leaf(self, pending: Part | None, raw: bytes, *, last: bool = False) -> Iterator[Part]:
        if not last:
            raw = raw.removesuffix(b"\n").removesuffix(b"\r")
        if pending is not None:
            pending.raw = raw
            yield pending
        elif raw.strip():
            yield Part(_MARGIN, raw, "text/plain", margin=True)


def unpacked(raw: bytes, encoding: bytes) -> tuple[bytes, tuple[str, ...]]:
    """`raw` without its transfer encoding; what is not in the declared encoding is taken as it stands."""
    name = encoding.split(b";")[0].strip().strip(b'"').lower()
    if name == b"base64":
        return _base64(raw)
    if name == b"quoted-printable":
        damaged = re.search(rb"=(?![0-9A-Fa-f]{2}|[ \t]*\r?\n|[ \t]*\Z)", raw)
        return quopri.decodestring(raw), ("encoding_damaged",) if damaged else ()
    known = name in (b"", b"7bit", b"8bit", b"binary")
    return raw, () if known else ("encoding_unknown",)


def _base64(raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    alien = len(raw.translate(None, _BASE64 + b"= \t\n\r\f\v"))
    if alien and (alien * 20 > len(raw) or _begins_with_words(raw)):
        return raw, ("encoding_wrong",)
    letters = raw.translate(None, _NOT_BASE64)
    rest = len(letters) % 4
    whole = letters[:-1] if rest == 1 else letters
    padded = len(raw.rstrip()) - len(raw.rstrip().rstrip(b"=")) == (4 - rest) % 4
    content = binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))
    return content, () if not alien and rest != 1 and (padded or not rest) else ("encoding_damaged",)


def _begins_with_words(raw: bytes) -> bool:
    line = _LINE.match(raw.strip())
    return line is not None and b" " in line[0] and len(raw.split(None, 3)) > 2
