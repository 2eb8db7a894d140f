"""A SQL dump: the rows its INSERT and COPY statements carry.

Specification: ISO/IEC 9075-2 (INSERT), with the dialects of MySQL, PostgreSQL, SQLite, SQL Server and Oracle dumps.
Nothing is executed. Locators are ``tableT!N``, tables by the order in which their first row comes; a table's name is
the field `sheet`, column names are those of the INSERT or of the CREATE TABLE before it. Text in any other statement
that changes data is a row ``statement-N``; definitions, settings and comments are no data.
"""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import media
from engine.ingest.charset import encoding_of, encoding_of_head, is_text
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.ingest.sql_statements import Statements
from engine.ingest.sql_text import Tokens
from engine.model.records import Record, Skipped

SUFFIXES = (".sql", ".dump")
RANK = Rank.STRUCTURE
_HEAD = 1 << 16
_BLOCK = 1 << 20
_SAMPLE = 1 << 20
_COMMENTS = re.compile(r"(?:[\s;]+|--[^\n]*(?:\n|\Z)|#[^\n]*(?:\n|\Z)|/\*.*?(?:\*/|\Z))*", re.DOTALL)
_FIRST = re.compile(
    r"(?:INSERT|REPLACE|CREATE|DROP|SET|USE|BEGIN\s*(?:TRANSACTION|;)|START\s+TRANSACTION|PRAGMA|UPDATE|ALTER|COPY|LOCK"
    r"|SELECT|IF|GO|DELETE|PRINT|TRUNCATE|DECLARE|MERGE|REM|PROMPT|\\connect|\\restrict)\b|\Z",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"(?:^|;)\s*(?:(?:INSERT|REPLACE)\s+(?:\w+\s+){0,2}(?:INTO\s+)?[`\"\[\w.\]]+[^;]{0,4000}?\b(?:VALUES?|SELECT|SET)\b"
    r"|CREATE\s+(?:\w+\s+){0,3}TABLE\b[^;]{0,400}?\(|COPY\s+\S+[^;]{0,4000}?\bFROM\s+stdin"
    r"|UPDATE\s+\S+\s+SET\s+\S+\s*=|CREATE\s+(?:DATABASE|USER|SCHEMA)\s+\S+[^;]{0,200};)",
    re.IGNORECASE | re.MULTILINE,
)
_DIALECT = r"""(?P<mysql>`\w+`|ENGINE\s*=|MySQL|MariaDB|utf8mb4)
  | (?P<standard>PostgreSQL|pg_catalog|FROM\ stdin|\bE'|\[dbo\]|\bN'|SQLite|PRAGMA)"""
_FLAGS = re.VERBOSE | re.DOTALL | re.IGNORECASE
_MARK = re.compile(_DIALECT, _FLAGS)
_PIECE = re.compile(
    rf"""(?P<comment>--[^\n]*|\#[^\n]*|/\*.*?(?:\*/|\Z)) | (?P<text>'[^']*'|"[^"]*") | {_DIALECT}""", _FLAGS
)
_ESCAPED_QUOTE = re.compile(r"\\'(?!\s*[,)])")
_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


def sniff(file: BinaryIO) -> bool:
    """Whether the file is text that begins with a statement or a comment and has statements with data or tables."""
    head = file.read(_HEAD)
    if not head or media.media_type(head):
        return False
    encoding = _encoding(encoding_of_head(head), head)
    if encoding != "utf-8" and not is_text(head):
        return False
    text = head.decode(encoding, "ignore").lstrip("\ufeff")
    comments = _COMMENTS.match(text)
    start = comments.end() if comments else 0
    return bool(_FIRST.match(text, start)) and bool(_TELLING.search(text, start))


def describe(file: BinaryIO) -> dict[str, str]:
    """The encoding."""
    return {"encoding": {"utf-8-sig": "UTF-8 BOM"}.get(found := _whole(file), found.upper())}


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """Row after row, in the order of the statements."""
    encoding = _whole(file)
    file.seek(0)
    sample = file.read(_SAMPLE).decode(encoding, "ignore")
    file.seek(0)
    stream = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline=None)
    try:
        yield from Statements(Tokens(stream, backslashes=_escapes(sample)), place).items()
    finally:
        stream.detach()


def _escapes(sample: str) -> bool:
    """Whether a backslash escapes in strings: in MySQL's dumps, and where quotes are escaped so in an unknown one.

    The first mark of a dialect tells, in a comment or in the statements themselves: what stands in a string is said by
    whoever wrote the row, not by whatever wrote the dump.
    """
    for piece in _PIECE.finditer(sample):
        mark = _MARK.search(piece[0]) if piece.lastgroup != "text" else None
        if mark:
            return mark.lastgroup == "mysql"
    return bool(_ESCAPED_QUOTE.search(sample))


def _whole(file: BinaryIO) -> str:
    file.seek(0)
    sample = file.read(_SAMPLE)
    file.seek(0)
    return _encoding(encoding_of(iter(lambda: file.read(_BLOCK), b"")), sample)


def _encoding(found: str, sample: bytes) -> str:
    """The encoding, given the one that was found; UTF-8 also where raw bytes of a picture stand in it."""
    if found.startswith("utf"):
        return found
    sequences = len(_SEQUENCE.findall(sample))
    return "utf-8" if sample.decode("utf-8", "replace").count("\ufffd") * 5 < sequences * 2 else found
