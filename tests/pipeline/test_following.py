"""Following a changed review while people go on changing it: nothing withdrawn comes back, nothing said is lost."""

import io
import threading
import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from engine.act import actions
from engine.desk import job
from engine.desk.job import Job
from engine.model.findings import Span
from engine.model.records import Record, RecordKind
from engine.pipeline import following, intake, linking, scanning
from engine.pipeline.following import Following
from engine.pipeline.scanning import Scan
from engine.scan.denied import DeniedTerms
from engine.store import reviews
from engine.store.database import Database
from engine.store.workspace import Ledger
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool

LISTED = "SELECT DISTINCT end_at - start_at FROM finding WHERE listed > 0"
Meanwhile = Callable[[object, str, Callable[[], object]], None]


@pytest.fixture
def shop(ledger: Ledger) -> Ledger:
    """A table that is received and not scanned yet."""
    _receive(ledger, "a.csv", "编号,邮箱,备注\n1,a@shop.test,请找小圆子\n2,b@shop.test,小圆子说可以\n")
    return ledger


def _receive(ledger: Ledger, name: str, table: str) -> None:
    intake.receive(ledger, name, io.BytesIO(table.encode()), ACTOR)


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """``meanwhile(module, "name", do)``: `do` happens once, right after `module.name` has answered."""

    def arrange(module: object, name: str, do: Callable[[], object]) -> None:
        called, waiting = getattr(module, name), [do]

        def slow(*args: object, **kwargs: object) -> object:
            answer = called(*args, **kwargs)
            answer = list(answer) if name == "in_stored_text" else answer
            if waiting:
                waiting.pop()()
            return answer

        monkeypatch.setattr(module, name, slow)

    return arrange


def _deny(ledger: Ledger, text: str = "小圆子") -> int:
    params = {"kind": "deny", "text": text, "entity_type": "PERSON", "reason": "a nickname"}
    return actions()["list_value"](ledger, ACTOR, **params).sequence


def _undo(ledger: Ledger, event: int) -> None:
    actions()["undo_review"](ledger, ACTOR, event=event)


def _scan(ledger: Ledger) -> None:
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]


def test_an_entry_withdrawn_while_stored_text_is_searched_leaves_nothing(shop: Ledger, meanwhile: Meanwhile) -> None:
    _scan(shop)
    event = _deny(shop)
    meanwhile(following, "in_stored_text", lambda: _undo(shop, event))
    Following(shop).run()
    Following(shop).run()
    assert not shop.database.rows(LISTED) and not reviews.pending(shop.database)


def test_an_entry_withdrawn_while_a_scan_reads_leaves_nothing(shop: Ledger, meanwhile: Meanwhile) -> None:
    event = _deny(shop)
    meanwhile(scanning, "DeniedTerms", lambda: _undo(shop, event))
    _scan(shop)
    assert not shop.database.rows(LISTED) and not reviews.pending(shop.database)


@pytest.mark.parametrize("step", ["in_stored_text", "follow_review"])
def test_what_a_withdrawn_entry_hid_is_searched_again_however_late_it_was_withdrawn(
    shop: Ledger, meanwhile: Meanwhile, step: str
) -> None:
    _scan(shop)
    longer = _deny(shop)
    Following(shop).run()
    _deny(shop, "圆子")
    meanwhile(following, step, lambda: _undo(shop, longer))
    while reviews.pending(shop.database):
        Following(shop).run()
    assert shop.database.rows(LISTED) == [(2,)]


def test_a_split_made_while_a_scan_links_is_kept(shop: Ledger, meanwhile: Meanwhile) -> None:
    _receive(shop, "b.csv", "编号,邮箱\n3,a@shop.test\n")
    _scan(shop)
    held = "SELECT subject, list((record, ordinal) ORDER BY record) FROM appearance GROUP BY 1 HAVING count(*) = 2"
    ((person, (one, _)),) = shop.database.rows(held)
    split = {"person": person, "appearances": [one], "reason": "another's mailbox by then"}
    _receive(shop, "c.csv", "编号,邮箱\n4,c@shop.test\n")
    meanwhile(linking, "link", lambda: actions()["split_person"](shop, ACTOR, **split))
    _scan(shop)
    assert not shop.database.rows(held)


def test_a_review_changed_at_the_very_end_of_the_work_is_followed(
    shop: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread has seen that nothing is left to do, and has not ended yet."""
    _scan(shop)
    work, others = Job(shop, StraightPool()), []  # type: ignore[arg-type]

    def change() -> None:
        _deny(shop, "请找")
        work.follow()

    def pending(database: Database) -> reviews.Pending:
        found = reviews.pending(database)
        if not found and not others:
            others.append(threading.Thread(target=change))
            others[0].start()
            others[0].join(1)
        return found

    monkeypatch.setattr(job, "reviews", SimpleNamespace(pending=pending))
    _deny(shop)
    work.follow()
    work.wait()
    others[0].join()
    work.wait()
    assert not reviews.pending(shop.database)


def test_listed_terms_are_found_among_thousands_of_findings_in_one_text(shop: Ledger) -> None:
    _deny(shop)
    denied = DeniedTerms(reviews.rules(shop.database))
    many, line = 20_000, "小圆子 某某 "
    record = Record("s", "l", RecordKind.MESSAGE, {"body": line * many}, "h")
    known = [Span(at * len(line) + 4, at * len(line) + 6, "PERSON", 0.9, "t") for at in range(many)]
    known += [Span(0, 3, "PERSON", 0.9, "t"), Span(len(line), len(line) + 3, "PHONE", 0.9, "t")]
    began = time.process_time()
    found = list(denied.spans(record, "body", known))
    assert time.process_time() - began < 5
    assert len(found) == many - 1 and found[0][0].start == len(line)
