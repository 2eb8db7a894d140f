"""Running text of any kind that nothing else knows better: notes, logs, letters.

Specification: none but its charset, which a mark, the whole file's bytes or a guess tell. The locator is ``text``;
a long text is cut at line ends into ``text-N``.
"""

import io
from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import media
from engine.ingest.charset import encoding_of, is_text
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.model.records import Record, RecordKind, Skipped

SUFFIXES = (".txt", ".text", ".log", ".md")
RANK = Rank.TEXT
PART = 8 << 20
"""Characters of one record, and of the line that may end it."""
_HEAD = 1 << 16
_BLOCK = 1 << 20


def sniff(file: BinaryIO) -> bool:
    """Whether the beginning reads as text and is not known to be something else."""
    head = file.read(_HEAD)
    return bool(head.strip()) and media.media_type(head) in ("", "text/html", "application/xml") and is_text(head)


def describe(file: BinaryIO) -> dict[str, str]:
    """The encoding."""
    encoding = _encoding(file)
    return {"encoding": {"utf-8-sig": "UTF-8 BOM"}.get(encoding, encoding.upper())}


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The text, in parts where it is long."""
    if media.is_encrypted("", file.read(_HEAD)):
        yield place.skipped("", "encrypted", "application/pgp-encrypted")
        return
    encoding = _encoding(file)
    file.seek(0)
    guessed = () if encoding.startswith(("utf-8", "utf-16", "utf-32")) else ("charset_guessed",)
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline=None)
    try:
        part = text.read(PART)
        number = 1 if len(part) == PART else 0
        while part:
            if len(part) == PART and not part.endswith("\n"):
                part += text.readline(PART)
            warnings = (*guessed, "charset_damaged") if "\ufffd" in part else guessed
            if part.strip():
                step = f"text-{number}" if number else "text"
                yield place.record(step, RecordKind.ATTACHMENT, {"body": part.lstrip("\ufeff")}, warnings=warnings)
            number += 1
            part = text.read(PART)
    finally:
        text.detach()


def _encoding(file: BinaryIO) -> str:
    file.seek(0)
    return encoding_of(iter(lambda: file.read(_BLOCK), b""))
