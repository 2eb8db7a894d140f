"""A remembered answer holds exactly as long as what it was computed from."""

import threading
from pathlib import Path

import pytest

from engine.store.database import Database
from engine.store.remembering import remembered


class Asked:
    """A view that counts how often it is computed."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, database: Database, more: int = 0) -> int:
        self.times += 1
        return int(str(database.value("SELECT count(*) FROM hint"))) + more


@pytest.fixture
def database(tmp_path: Path):
    opened = Database(tmp_path / "e.duckdb", b"k" * 32)
    with opened.writing() as writer:
        writer.execute("CREATE TABLE hint (number INTEGER)")
    yield opened
    opened.close()


def _add(database: Database) -> None:
    with database.writing() as writer:
        writer.execute("INSERT INTO hint VALUES (1)")


def test_the_same_question_is_computed_once_until_something_is_written(database: Database) -> None:
    asked = Asked()
    count = remembered(asked)
    assert [count(database), count(database), count(database, 5)] == [0, 0, 5]
    assert asked.times == 2
    _add(database)
    assert count(database) == 1


def test_a_view_is_remembered_under_one_name_however_often_it_is_wrapped(database: Database) -> None:
    asked = Asked()
    once = remembered(asked)
    assert remembered(once)(database) == once(database) == 0
    assert asked.times == 1


def test_a_transaction_that_only_reads_leaves_answers_as_they_are(database: Database) -> None:
    asked = Asked()
    count = remembered(asked)
    count(database)
    with database.writing():
        count(database)
    count(database)
    assert asked.times == 1


def test_a_transaction_sees_what_it_wrote_and_others_do_not(database: Database) -> None:
    count = remembered(Asked())
    seen: list[int] = []
    with database.writing() as writer:
        assert count(database) == 0
        writer.execute("INSERT INTO hint VALUES (1)")
        assert count(database) == 1
        other = threading.Thread(target=lambda: seen.append(count(database)))
        other.start()
        other.join()
        writer.execute("INSERT INTO hint VALUES (2)")
        assert count(database) == 2
    assert seen == [0]
    assert count(database) == 2


def test_what_was_rolled_back_is_forgotten(database: Database) -> None:
    count = remembered(Asked())
    with pytest.raises(RuntimeError), database.writing() as writer:
        writer.execute("INSERT INTO hint VALUES (1)")
        assert count(database) == 1
        raise RuntimeError
    assert count(database) == 0
    with database.writing() as writer:
        writer.execute("DELETE FROM hint")
        assert count(database) == 0
