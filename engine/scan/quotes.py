"""Who wrote which line of a mail body: attribution lines, quote marks, forwarded headers."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from engine.scan.draft import Draft

Correspondent = Callable[[int, int, str], Draft | None]
"""Answers who stands at a place of the text with this mail address."""

_ADDRESS = re.compile(r"[^\s<>\"'“”,;；，:：()（）\[\]]+@[^\s<>\"'“”,;；，:：()（）\[\]]+")
_ENTRY = re.compile(r"(?:\"(?:\\.|[^\"\\])*\"|[^,;；\n\"])+")
_MARKS = re.compile(r"[ \t]{0,3}((?:>[ \t]?)*)")
_WROTE = re.compile(r"(?:写道|wrote|schrieb.*|寫道)\s*[:：]\s*$", re.IGNORECASE)
_BANNER = re.compile(
    r"^-{2,}\s*(?:原始邮件|原邮件|转发的?邮件|Original Message|Forwarded message)\s*-{2,}", re.IGNORECASE
)
_FROM = re.compile(r"^(?:发件人|發件人|From|Von)\s*[:：]", re.IGNORECASE)
_TO = re.compile(r"^(?:收件人|抄送|To|Cc|An)\s*[:：](?=.*@)", re.IGNORECASE)
_HEAD = re.compile(r"^(?:发送时间|发送日期|日期|时间|主题|Sent|Date|Subject|Reply-To)\s*[:：]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: where its text begins after the quote marks and ends, who wrote it, the number of its letter."""

    start: int
    end: int
    writer: Draft | None
    letter: int


def mailboxes(text: str) -> list[tuple[int, int, str]]:
    """The entries of an address line as (start, end, address); the address is "" where none stands."""
    found = []
    for entry in _ENTRY.finditer(text):
        if entry.group().strip():
            addresses = _ADDRESS.findall(entry.group())
            found.append((entry.start(), entry.end(), addresses[-1] if addresses else ""))
    return found


class Quoting:
    """The letters inside one body: the sender's own, and those quoted."""

    def __init__(self, text: str, sender: Draft | None) -> None:
        self._text = text
        self._letters: dict[int, tuple[Draft | None, int]] = {0: (sender, 0)}
        self._count = 0

    def lines(self, correspondent: Correspondent) -> Iterator[Line]:
        """Every line of text with its writer; lines that only announce a quoted letter are left out."""
        start = 0
        for raw in self._text.splitlines(keepends=True):
            marks = _MARKS.match(raw)
            skip = marks.end(1) if marks and marks[1] else 0
            depth = raw[:skip].count(">")
            content = raw[skip:].strip()
            if not self._announces(content, start + skip, start + len(raw.rstrip()), depth, correspondent):
                writer, letter = self._letters.get(depth, (None, -1 - depth))
                yield Line(start + skip, start + len(raw), writer, letter)
            start += len(raw)

    def _announces(self, content: str, start: int, end: int, depth: int, correspondent: Correspondent) -> bool:
        """Whether the line says whose letter follows."""
        if _WROTE.search(content):
            self._begin(depth + 1, self._named(start, end, correspondent))
            return True
        if _BANNER.match(content):
            self._begin(depth, None)
            return True
        if _FROM.match(content):
            self._begin(depth, self._named(start, end, correspondent))
            return True
        if _TO.match(content):
            for at, until, address in mailboxes(self._text[start:end]):
                correspondent(start + at, start + until, address)
            return True
        return bool(_HEAD.match(content)) and self._letters.get(depth, (None, 0))[1] > 0

    def _named(self, start: int, end: int, correspondent: Correspondent) -> Draft | None:
        addresses = _ADDRESS.findall(self._text[start:end])
        return correspondent(start, end, addresses[-1] if addresses else "")

    def _begin(self, depth: int, writer: Draft | None) -> None:
        self._count += 1
        self._letters = {level: told for level, told in self._letters.items() if level < depth}
        self._letters[depth] = (writer, self._count)
