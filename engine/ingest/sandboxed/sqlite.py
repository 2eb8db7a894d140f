"""The part of reading a SQLite database that runs in the helper process: its tables, row by row."""

import re
import sqlite3
import time
from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest.charset import guess
from engine.ingest.sandbox import HelperRefused
from engine.ingest.sandboxed.cells import batches

_BROKEN = (sqlite3.Error, UnicodeError, ValueError, OverflowError)
_SECONDS = 30.0
"""A table that gives no row for so long is given up."""
_STEPS = 100_000
_WRITE_AHEAD = slice(18, 20)
_VIRTUAL = re.compile(r"\s*CREATE\s+VIRTUAL\b", re.IGNORECASE)
_SHADOW = re.compile(r"_(?:data|idx|docsize|config|segments|segdir|stat|node|parent|rowid)")


class _Clock:
    def __init__(self) -> None:
        self.end = time.monotonic() + _SECONDS

    def restart(self) -> None:
        self.end = time.monotonic() + _SECONDS

    def __call__(self) -> bool:
        return time.monotonic() > self.end


def produce(file: BinaryIO) -> Iterator[dict[str, object]]:
    """A value for each table, batch of rows, piece of a cell's content and damaged table.

    Raises `HelperRefused` where the database cannot be opened.
    """
    clock = _Clock()
    connection = _opened(file, clock)
    try:
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    except _BROKEN as error:
        raise HelperRefused("database_damaged") from error
    virtual = {name for name, sql in found if _VIRTUAL.match(sql or "")}
    number = 0
    for name, _ in found:
        if name.lower().startswith("sqlite_") or name in virtual or _is_shadow(name, virtual):
            continue
        number += 1
        yield from _table(connection, clock, number, name)


def _opened(file: BinaryIO, clock: _Clock) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    data = bytearray(file.read())
    data[_WRITE_AHEAD] = b"\1\1"
    try:
        connection.deserialize(data)
        del data
        connection.text_factory = _text
        connection.set_progress_handler(clock, _STEPS)
        for pragma in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
    except _BROKEN as error:
        raise HelperRefused("database_damaged") from error
    return connection


def _table(connection: sqlite3.Connection, clock: _Clock, number: int, name: str) -> Iterator[dict[str, object]]:
    """One table, up to a page that cannot be read."""
    quoted = '"' + name.replace('"', '""') + '"'
    yield {"table": number, "name": name, "columns": []}
    broken = False

    def rows() -> Iterator[tuple[object, ...]]:
        nonlocal broken
        clock.restart()
        try:
            for row in connection.execute(f"SELECT * FROM {quoted}"):
                clock.restart()
                yield row
        except _BROKEN:
            broken = True

    try:
        names = [each[0] for each in connection.execute(f"SELECT * FROM {quoted} LIMIT 0").description]
    except _BROKEN:
        yield {"damaged": "table_unreadable", "part": "rest"}
        return
    yield {"columns": names}
    yield from batches(rows())
    if broken:
        yield {"damaged": "table_damaged", "part": "rest"}


def _is_shadow(name: str, virtual: set[str]) -> bool:
    """Whether a table only indexes what a virtual table holds; its ``_content`` is the content itself."""
    return any(name.startswith(each) and _SHADOW.fullmatch(name[len(each) :]) for each in virtual)


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return guess(data)[0]
