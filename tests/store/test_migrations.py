"""A database of an earlier version is brought up to date when it is opened, with everything in it."""

from pathlib import Path

import duckdb
import pytest

from engine.store import database, decisions, scans, schema
from engine.store.database import Database
from engine.store.schema import MIGRATIONS

KEY = bytes(32)
_SOMETHING = {"VARCHAR": "'1'", "INTEGER": "1", "BIGINT": "1", "BLOB": "'1'", "BOOLEAN": "true"}


def test_a_database_of_the_first_version_keeps_its_reviews_and_can_be_scanned_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "MIGRATIONS", MIGRATIONS[:1])
    old = Database(tmp_path / "engagement.duckdb", KEY)
    with old.writing() as writer:
        writer.execute("INSERT INTO finding (id, record, state) VALUES ('f1', 'r1', 'rejected'), ('f2', 'r1', 'open')")
        writer.execute("INSERT INTO source (sha256, ordinal, name, bytes, state) VALUES ('s', 1, 'x', 5, 'received')")
        writer.execute(
            "INSERT INTO assessment (record, retention_state, keep_until) VALUES ('r1', 'due', '2024-12-31')"
        )
        writer.execute("INSERT INTO skipped VALUES ('s', 0, 0, 'file', 'encrypted', '')")
    old.close()

    monkeypatch.undo()
    new = Database(tmp_path / "engagement.duckdb", KEY)
    assert new.value("SELECT max(number) FROM migration") == len(MIGRATIONS)
    assert new.rows("SELECT finding, state FROM finding_review") == [("f1", "rejected")]
    assert new.rows("SELECT id, again, suborder FROM skipped") == [(None, False, 0)]
    assert str(new.value("SELECT due_from FROM assessment")) == "2025-01-01"
    assert scans.unfinished_sources(new) == [("s", "x", 5, False)]
    new.close()


def test_a_plan_made_before_there_were_decisions_is_one_that_can_be_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "MIGRATIONS", MIGRATIONS[:1])
    old = Database(tmp_path / "engagement.duckdb", KEY)
    with old.writing() as writer:
        writer.execute("INSERT INTO record (id, source, duplicate_of) VALUES ('r1', 's', NULL), ('r2', 's', 'r1')")
        writer.execute(
            "INSERT INTO disposition VALUES ('r1', 'deleted', false, NULL, 7), ('r9', 'deleted', true, NULL, 8)"
        )
        writer.execute(
            """INSERT INTO event VALUES (7, '2026-11-20T09:00:00.000+00:00', '甲', 'consultant', 'disposition_planned',
            '{"reason": "due"}', '', '')"""
        )
    old.close()

    monkeypatch.undo()
    new = Database(tmp_path / "engagement.duckdb", KEY)
    made = decisions.standing(new, 7)
    assert (made.reason, made.decided_by, made.needs) == ("due", "甲", ())
    with new.writing() as writer:
        decisions.settle(writer)
    assert new.rows("SELECT record, state, done FROM disposition ORDER BY 1") == [
        ("r1", "deleted", False),
        ("r9", "deleted", True),
    ]
    new.close()


def test_every_migration_runs_on_tables_that_hold_something() -> None:
    connection = duckdb.connect()
    for statements in MIGRATIONS:
        connection.execute("BEGIN")
        connection.execute(statements)
        connection.execute("COMMIT")
        tables = "SELECT table_name FROM duckdb_tables() WHERE estimated_size = 0"
        for (table,) in connection.execute(tables).fetchall():
            columns = connection.execute("SELECT data_type FROM duckdb_columns() WHERE table_name = ?", [table])
            values = ", ".join(f"CAST({_SOMETHING.get(kind, 'NULL')} AS {kind})" for (kind,) in columns.fetchall())
            connection.execute(f"INSERT INTO {table} VALUES ({values})")


def test_migrations_are_numbered_without_a_gap_and_none_twice() -> None:
    folder = Path(schema.__file__).parent / "migrations"
    numbers = [int(file.name.split("-")[0]) for file in sorted(folder.iterdir())]
    assert numbers == list(range(1, len(MIGRATIONS) + 1))
