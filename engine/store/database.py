"""One encrypted DuckDB file per engagement: opened once per process, read by cursors, written under one lock.

Facts measured for `duckdb==1.5.5`: the OpenSSL cipher comes with the httpfs extension, which is loaded from its wheel;
spill files are clear text unless `temp_file_encryption` is set before the ATTACH; a second process cannot open the
file; a column cannot be added with a default once the configuration is locked, so migrations come before that.
"""

import base64
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
from duckdb_extensions import import_extension

from engine.model.errors import ActionableError
from engine.store.answers import Answers
from engine.store.schema import MIGRATIONS

MEMORY_LIMIT = "4GB"
_extension_ready = threading.Lock()


class Database:
    """The database of one engagement.

    `rows` and `value` read on a cursor of their own, so any thread may call them; `writing` gives the one writer a
    transaction that commits when the block ends and rolls back when it raises. `version` counts
    those in which something was written, `answers` are what holds for the present `state`.
    """

    def __init__(self, file: Path, key: bytes) -> None:
        self._connection = _attached(file, key)
        self._lock = threading.RLock()
        self._writer: Writer | None = None
        self.version = 0
        self.answers = Answers()
        self._migrate()
        self._connection.execute("SET lock_configuration = true")

    @property
    def state(self) -> tuple[int, int]:
        """What a reader of this thread sees: as long as it is the same, so is every answer."""
        written = self._writer.written if self._writer is not None and self._lock_is_mine() else 0
        return self.version, written

    def rows(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> list[tuple]:
        """All rows of a query."""
        with self._reading() as cursor:
            return cursor.execute(sql, parameters or None).fetchall()

    def table(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> pa.Table:
        """A query's result as an Arrow table."""
        with self._reading() as cursor:
            return cursor.execute(sql, parameters or None).to_arrow_table()

    def value(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> object:
        """The first column of the first row, or None."""
        rows = self.rows(sql, parameters)
        return rows[0][0] if rows else None

    def batches(self, sql: str, size: int = 2000, parameters: Sequence[object] = ()) -> Iterator[list[tuple]]:
        """A query's rows, `size` at a time."""
        with self._reading() as cursor:
            cursor.execute(sql, parameters or None)
            while rows := cursor.fetchmany(size):
                yield rows

    @contextmanager
    def writing(self) -> Iterator["Writer"]:
        """A transaction; inside another one of the same thread it joins that."""
        with self._lock:
            if self._writer is not None:
                yield self._writer
                return
            cursor = self._connection.cursor()
            cursor.execute("USE e")
            cursor.execute("BEGIN")
            self._writer = Writer(cursor)
            try:
                yield self._writer
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            else:
                cursor.execute("COMMIT")
            finally:
                self.version += bool(self._writer.written)
                self._writer = None
                cursor.close()

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file."""
        with self._lock:
            self._connection.execute("CHECKPOINT e")

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def _reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        if self._writer is not None and self._lock_is_mine():
            yield self._writer.cursor
            return
        cursor = self._connection.cursor()
        try:
            cursor.execute("USE e")
            yield cursor
        finally:
            cursor.close()

    def _lock_is_mine(self) -> bool:
        return self._lock._is_owned()  # type: ignore[attr-defined]

    def _migrate(self) -> None:
        with self.writing() as writer:
            writer.execute("CREATE TABLE IF NOT EXISTS migration (number INTEGER)")
        done = int(str(self.value("SELECT coalesce(max(number), 0) FROM migration")))
        for number, statements in enumerate(MIGRATIONS[done:], start=done + 1):
            with self.writing() as writer:
                writer.execute(statements)
                writer.execute("INSERT INTO migration VALUES (?)", [number])


class Writer:
    """What may be done inside a transaction; `written` counts what was done."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self.cursor = cursor
        self.written = 0

    def execute(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> None:
        self.written += 1
        self.cursor.execute(sql, parameters or None)

    def insert(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Append rows (all with the same keys) to `table` by way of Arrow."""
        if not rows:
            return
        self.append(table, pa.table({name: [row[name] for row in rows] for name in rows[0]}))

    def append(self, table: str, rows: pa.Table) -> None:
        """Append an Arrow table whose columns are called as those of `table`."""
        self.written += 1
        self.cursor.register("incoming", rows)
        try:
            self.cursor.execute(f"INSERT INTO {table} ({', '.join(rows.column_names)}) SELECT * FROM incoming")
        finally:
            self.cursor.unregister("incoming")

    def drop_temporary(self) -> None:
        """Drop all temporary tables of this transaction, which else stay in memory until it ends."""
        for (name,) in self.cursor.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall():
            self.cursor.execute(f'DROP TABLE temp."{name}"')

    def replace(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Empty `table` and fill it with `rows`."""
        self.execute(f"DELETE FROM {table}")
        self.insert(table, rows)


def _attached(file: Path, key: bytes) -> duckdb.DuckDBPyConnection:
    with _extension_ready:
        import_extension("httpfs")
    connection = duckdb.connect()
    spill = file.parent / "spill"
    spill.mkdir(exist_ok=True)
    connection.execute("LOAD httpfs")
    connection.execute("SET temp_file_encryption = true")
    connection.execute(f"SET temp_directory = '{_quoted(spill)}'")
    connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
    connection.execute("SET TimeZone = 'UTC'")
    secret = base64.b64encode(key).decode()
    try:
        connection.execute(f"ATTACH '{_quoted(file)}' AS e (ENCRYPTION_KEY '{secret}', ENCRYPTION_CIPHER 'GCM')")
    except duckdb.IOException as error:
        connection.close()
        if "lock" in str(error).lower():
            raise ActionableError("engagement_open_elsewhere") from None
        raise ActionableError("database_unreadable") from None
    except duckdb.Error:
        connection.close()
        raise ActionableError("wrong_key") from None
    connection.execute("USE e")
    connection.execute("SET enable_external_access = false")
    return connection


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
