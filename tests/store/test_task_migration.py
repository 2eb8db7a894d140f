"""Task updates of earlier versions keep their evidence, their reasons and what was noted."""

from pathlib import Path

import pytest

from engine.store import database
from engine.store.database import Database
from engine.store.schema import MIGRATIONS

KEY = bytes(32)
BEFORE = next(number for number, text in enumerate(MIGRATIONS) if "task_reference" in text)


def test_the_one_text_of_evidence_becomes_a_reference_and_a_note_a_comment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "MIGRATIONS", MIGRATIONS[:BEFORE])
    old = Database(tmp_path / "engagement.duckdb", KEY)
    with old.writing() as writer:
        writer.execute(
            "INSERT INTO task_update VALUES ('P-01', 'done', '甲', NULL, 'signed on Monday', 'charter no. 1'),"
            " ('P-02', 'not_applicable', '', NULL, 'no mail at all', '')"
        )
    old.close()
    monkeypatch.undo()
    new = Database(tmp_path / "engagement.duckdb", KEY)
    assert new.rows("SELECT task, state, assignee, due, reason FROM task_update ORDER BY task") == [
        ("P-01", "done", "甲", None, ""),
        ("P-02", "not_applicable", "", None, "no mail at all"),
    ]
    assert new.rows("SELECT task, kind, text FROM task_reference") == [("P-01", "", "charter no. 1")]
    assert new.rows("SELECT number, task, text, made_at FROM task_comment") == [(1, "P-01", "signed on Monday", None)]
    new.close()
