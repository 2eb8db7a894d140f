"""What the tests of reading share: items of some bytes, and the fixtures."""

import io
from pathlib import Path

from engine import ingest
from engine.model.records import Record, Skipped

FIXTURES = Path(__file__).resolve().parent / "fixtures"
SOURCE = "0" * 64
HEAD = "From: nora@example.com\nSubject: s\nDate: Mon, 06 Jan 2025 10:00:00 +0000\nMIME-Version: 1.0"
"""The headers of a mail in which nothing is amiss."""


def items_of(data: bytes, name: str = "upload") -> list[Record | Skipped]:
    return list(ingest.read(io.BytesIO(data), SOURCE, name))


def records_of(data: bytes) -> list[Record]:
    return [item for item in items_of(data) if isinstance(item, Record)]


def only(data: bytes) -> Record:
    (item,) = items_of(data)
    assert isinstance(item, Record), item
    return item


def reasons_of(data: bytes) -> list[str]:
    return [item.reason for item in items_of(data) if isinstance(item, Skipped)]


def fixture(path: str) -> bytes:
    return (FIXTURES / path).read_bytes()


def mail(headers: str, body: bytes = b"hello\n") -> bytes:
    return headers.encode() + b"\n\n" + body
