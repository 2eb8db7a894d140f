"""One encrypted DuckDB file per engagement: opened once per process, read by cursors, written under one lock.

Facts measured for `duckdb==1.5.5`: the OpenSSL cipher comes with the httpfs extension, which is loaded from its wheel;
spill files are clear text unless `temp_file_encryption` is set before the ATTACH; a second process cannot open the
file; a column cannot be added with a default once the configuration is locked, so migrations come before that.
"""

import base64
import itertools
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import duckdb
import pyarrow as pa
from duckdb_extensions import import_extension

from engine.model.errors import ActionableError
from engine.store import touched
from engine.store.answers import Answers, Stamps
from engine.store.schema import MIGRATIONS
from engine.store.traces import Judged, Traces

MEMORY_LIMIT = "4GB"
NO_TABLES: Mapping[str, pa.Table] = MappingProxyType({})
_extension_ready = threading.Lock()
_PART = 60 * 2048
_new_stamp = itertools.count(1).__next__


class Database:
    """The database of one engagement.

    `rows` and `value` read on a cursor of their own, so any thread may call them; `writing` gives the one writer a
    transaction that commits when the block ends and rolls back when it raises. `version` counts
    those in which something was written, `answers` are what views said of tables that have not changed since.
    """

    def __init__(self, file: Path, key: bytes) -> None:
        self._connection = _attached(file, key)
        self._lock = threading.RLock()
        self._writer: Writer | None = None
        self.version = 0
        self.answers = Answers(self.stamp)
        self._stamps: Stamps = {}
        self._traces = Traces()
        self._migrate()
        self._below = self._below_views()
        self._connection.execute("SET lock_configuration = true")

    def stamp(self, table: str) -> int:
        """The state of a table as a reader of this thread sees it: as long as it is the same, so are its rows."""
        if self._writer is not None and self._lock_is_mine() and table in self._writer.stamps:
            return self._writer.stamps[table]
        return self._stamps.get(table, 0)

    def judged_between(self, earlier: Stamps, later: Stamps) -> set[str] | None:
        """The records of whose findings something else is said, if nothing but that happened to tables; else None."""
        judged: set[str] = set()
        for table, noted in earlier.items():
            now = later[table]
            if now != noted and self._writer is not None and self._writer.stamps.get(table) == now:
                if (pending := self._writer.judged[table]) is None:
                    return None
                judged |= pending
                now = self._stamps.get(table, 0)
            if (told := self._traces.between(noted, now)) is None:
                return None
            judged |= told
        return judged

    def read_by(self, sql: str) -> set[str]:
        """The tables a query reads, those below views too."""
        named = touched.read(sql)
        return {*named, *(table for view in named for table in self._below.get(view, ()))}

    def rows(
        self,
        sql: str,
        parameters: Sequence[object] | Mapping[str, object] = (),
        given: Mapping[str, pa.Table] = NO_TABLES,
    ) -> list[tuple]:
        """All rows of a query, which may name tables that are `given` with it."""
        with self._reading(sql, given) as cursor:
            return cursor.execute(sql, parameters or None).fetchall()

    def table(
        self,
        sql: str,
        parameters: Sequence[object] | Mapping[str, object] = (),
        given: Mapping[str, pa.Table] = NO_TABLES,
    ) -> pa.Table:
        """A query's result as an Arrow table."""
        with self._reading(sql, given) as cursor:
            return cursor.execute(sql, parameters or None).to_arrow_table()

    def value(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> object:
        """The first column of the first row, or None."""
        rows = self.rows(sql, parameters)
        return rows[0][0] if rows else None

    def batches(self, sql: str, size: int = 2000, parameters: Sequence[object] = ()) -> Iterator[list[tuple]]:
        """A query's rows, `size` at a time."""
        with self._reading(sql) as cursor:
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
                self._traces.add(self._stamps, self._writer.stamps, self._writer.judged)
                self._stamps |= self._writer.stamps
            finally:
                self.version += bool(self._writer.stamps)
                self._writer = None
                cursor.close()
                self.answers.forget()

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file."""
        with self._lock:
            self._connection.execute("CHECKPOINT e")

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def _reading(self, sql: str, given: Mapping[str, pa.Table] = NO_TABLES) -> Iterator[duckdb.DuckDBPyConnection]:
        self.answers.read(lambda: self.read_by(sql) - {*given})
        mine = self._writer is not None and self._lock_is_mine()
        cursor = self._writer.cursor if mine and self._writer else self._connection.cursor()
        try:
            if not mine:
                cursor.execute("USE e")
            for name, table in given.items():
                cursor.register(name, _in_parts(table))
            yield cursor
        finally:
            if mine:
                for name in given:
                    cursor.unregister(name)
            else:
                cursor.close()

    def _below_views(self) -> dict[str, set[str]]:
        views = self.rows("SELECT view_name FROM duckdb_views() WHERE database_name = 'e' AND NOT internal")
        with self._connection.cursor() as cursor:
            cursor.execute("USE e")
            return {name: cursor.get_table_names(f'SELECT * FROM "{name}"') for (name,) in views}

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
    """What may be done inside a transaction; `stamps` are of the tables it wrote to.

    `judged` are, for each of them, the records it told of if nothing was written but what is said of their findings.
    """

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self.cursor = cursor
        self.stamps: Stamps = {}
        self.judged: Judged = {}

    def execute(
        self,
        sql: str,
        parameters: Sequence[object] | Mapping[str, object] = (),
        judged: Collection[str] | None = None,
    ) -> None:
        """Run a statement; one that changes only what is said of findings can name the records they stand in."""
        self._write(sql, judged)
        self.cursor.execute(sql, parameters or None)

    def insert(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Append rows (all with the same keys) to `table` by way of Arrow."""
        if not rows:
            return
        self.append(table, pa.table({name: [row[name] for row in rows] for name in rows[0]}))

    def append(self, table: str, rows: pa.Table) -> None:
        """Append an Arrow table whose columns are called as those of `table`."""
        insert = f"INSERT INTO {table} ({', '.join(rows.column_names)}) SELECT * FROM incoming"
        self._write(insert)
        self.cursor.register("incoming", rows)
        try:
            self.cursor.execute(insert)
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

    def _write(self, sql: str, judged: Collection[str] | None = None) -> None:
        for table in touched.written(sql):
            known = self.judged.get(table, set[str]())
            self.judged[table] = None if known is None or judged is None else known | {*judged}
            self.stamps[table] = _new_stamp()


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


def _in_parts(table: pa.Table) -> pa.Table:
    """The same table in pieces, which the cores of the machine share."""
    return pa.Table.from_batches(table.to_batches(max_chunksize=_PART), table.schema)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
