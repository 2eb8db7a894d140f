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


def _write(database: Database, *statements: str) -> None:
    with database.writing() as writer:
        for statement in statements:
            writer.execute(statement)


def test_what_is_written_to_other_tables_leaves_an_answer_as_it_is(database: Database) -> None:
    _write(database, "CREATE TABLE remark (number INTEGER)")
    asked = Asked()
    count = remembered(asked)
    count(database)
    _write(database, "INSERT INTO remark VALUES (1)")
    assert count(database) == 0
    assert asked.times == 1


def test_an_answer_rests_on_what_the_answers_it_asked_for_rest_on(database: Database) -> None:
    inner, outer_asked = remembered(Asked()), Asked()

    @remembered
    def outer(database: Database) -> int:
        outer_asked.times += 1
        return inner(database)

    inner(database)
    assert [outer(database), outer(database), outer_asked.times] == [0, 0, 1]
    _add(database)
    assert outer(database) == 1


def test_an_answer_rests_on_the_tables_below_a_view(database: Database) -> None:
    @remembered
    def held(database: Database) -> object:
        return database.value("SELECT count(*) FROM record r LEFT JOIN disposition d ON d.record = r.id WHERE d.done")

    _write(database, "INSERT INTO record (id) VALUES ('r')")
    assert held(database) == 0
    _write(database, "INSERT INTO ending (record, state, done) VALUES ('r', 'deleted', true)")
    assert held(database) == 1


def test_what_was_written_while_an_answer_was_computed_is_not_missed(database: Database) -> None:
    @remembered
    def twice(database: Database) -> tuple[object, object]:
        first = database.value("SELECT count(*) FROM hint")
        if not first:
            other = threading.Thread(target=_add, args=(database,))
            other.start()
            other.join()
        return first, database.value("SELECT count(*) FROM hint")

    assert twice(database) == (0, 1)
    assert twice(database) == (1, 1)


def test_nothing_that_holds_no_longer_is_kept(database: Database) -> None:
    remembered(Asked())(database)
    _add(database)
    assert not database.answers._answers  # pyright: ignore[reportPrivateUsage]


def test_who_asks_what_another_thread_is_computing_waits_for_its_answer(database: Database) -> None:
    begun, go_on, answers = threading.Event(), threading.Event(), list[int]()
    times: list[int] = []

    def slow(at: Database) -> int:
        times.append(1)
        begun.set()
        assert go_on.wait(60)
        return int(str(at.value("SELECT count(*) FROM hint")))

    count = remembered(slow)
    threads = [threading.Thread(target=lambda: answers.append(count(database))) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert begun.wait(60)
    go_on.set()
    for thread in threads:
        thread.join()
    assert answers == [0, 0, 0] and times == [1]
