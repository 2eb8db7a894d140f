"""Splits and merges by hand relink those they concern, with the result that relinking everybody has."""

import io
import re
from random import Random

import pytest

from engine.act import actions
from engine.model.errors import ActionableError
from engine.model.findings import Span
from engine.pipeline import intake, linking
from engine.pipeline.scanning import Scan
from engine.store import people_decisions
from engine.store.workspace import Ledger
from tests.conftest import ACTOR
from tests.pipeline import pools
from tests.scan.crowd import ID_ONE, ID_TWO

_KINDS = {
    "CN_RESIDENT_ID": r"\d{17}[\dX]",
    "PHONE": r"1\d{10}",
    "EMAIL": r"[a-z]+@[a-z.]+",
    "PERSON": r"[\u4e00-\u9fff]+",
}
_TABLES = ("subject", "appearance", "attribution", "tie", "component")


def _spans(text: str) -> tuple[Span, ...]:
    kinds = [kind for kind, pattern in _KINDS.items() if re.fullmatch(pattern, text)]
    return (Span(0, len(text), kinds[0], 0.9, "test"),) if kinds else ()


@pytest.fixture(autouse=True)
def _finding_whole_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "_spans", _spans)


def _rows(chance: Random, count: int) -> str:
    """Rows of few people, phones and mailboxes, so that many are tied to others; some stand twice."""
    lines = ["姓名,手机,邮箱,身份证,序号"]
    for number in range(count):
        name = chance.choice(["王丽", "王丽", "王强", "张伟", "李雷", "王", ""])
        phone = f"1380000000{chance.randrange(8)}" if chance.random() < 0.6 else ""
        mailbox = f"{chance.choice('abcdefgh')}@b.example" if chance.random() < 0.4 else ""
        document = chance.choice([ID_ONE, ID_TWO]) if chance.random() < 0.1 else ""
        lines.append(f"{name},{phone},{mailbox},{document},{number % (count - 4)}")
    return "\n".join(lines)


def _said(ledger: Ledger) -> dict[str, list[tuple]]:
    return {table: sorted(ledger.database.rows(f"SELECT * FROM {table}"), key=repr) for table in _TABLES}


def _bring(ledger: Ledger, name: str, rows: str) -> None:
    intake.receive(ledger, name, io.BytesIO(rows.encode()), ACTOR)
    Scan(ledger, pools.StraightPool(), ACTOR).run()  # type: ignore[arg-type]


def _decide(ledger: Ledger, chance: Random) -> None:
    """One split, merge or undoing, of anybody."""
    everybody = [row[0] for row in ledger.database.rows("SELECT id FROM subject ORDER BY 1")]
    made = [one.number for one in people_decisions.decisions(ledger.database)]
    person, other = chance.sample(everybody, 2)
    theirs = sorted(people_decisions.appearances_of(ledger.database, person))
    if made and chance.random() < 0.3:
        actions()["undo_people_decision"](ledger, ACTOR, decision=chance.choice(made))
    elif len(theirs) > 1 and chance.random() < 0.7:
        chosen = chance.sample(theirs, chance.randint(1, len(theirs) - 1))
        actions()["split_person"](ledger, ACTOR, person=person, appearances=chosen, reason="two customers")
    else:
        insist = chance.random() < 0.5
        actions()["merge_people"](ledger, ACTOR, person=person, other=other, reason="she said so", insist=insist)


@pytest.mark.parametrize("seed", range(3))
def test_every_decision_ends_as_if_everybody_were_linked(ledger: Ledger, seed: int) -> None:
    chance = Random(seed)
    _bring(ledger, "a.csv", _rows(chance, 24))
    for _ in range(12):
        before = _said(ledger)
        try:
            _decide(ledger, chance)
        except ActionableError:
            assert _said(ledger) == before, "what was refused changed nothing"
        followed = _said(ledger)
        linking.link_people(ledger)
        assert followed == _said(ledger)


def test_only_those_concerned_are_read(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    _bring(ledger, "a.csv", "姓名,手机,序号\n" + "".join(f"王丽,1380000{n // 2:04d},{n}\n" for n in range(40)))
    read: list[int] = []
    known = linking.appearances
    monkeypatch.setattr(linking, "appearances", lambda *args: read.append(1) or known(*args))
    person = ledger.database.value("SELECT subject FROM appearance GROUP BY 1 HAVING count(*) = 2 ORDER BY 1")
    one = min(people_decisions.appearances_of(ledger.database, str(person)))
    actions()["split_person"](ledger, ACTOR, person=person, appearances=[one], reason="two customers")
    assert ledger.database.value("SELECT count(DISTINCT subject) FROM appearance") == 21
    assert len(read) < 10


def test_where_records_say_something_else_by_now_everybody_is_linked(ledger: Ledger) -> None:
    """A finding that was rejected alone ties nobody any more, and a record destroyed is nobody's."""
    _bring(ledger, "a.csv", "姓名,手机,序号\n王丽,13800000001,1\n王丽,13800000001,2\n王强,13800000002,3\n")
    finding = ledger.database.value("SELECT min(id) FROM finding WHERE entity_type = 'PHONE' AND masked LIKE '%01'")
    actions()["review"](ledger, ACTOR, findings=[finding], state="rejected")
    one, other = (row[0] for row in ledger.database.rows("SELECT id FROM subject ORDER BY 1 LIMIT 2"))
    actions()["merge_people"](ledger, ACTOR, person=one, other=other, reason="she said so")
    followed = _said(ledger)
    linking.link_people(ledger)
    assert followed == _said(ledger)
