"""Cases of people: who is who, their copies, what they agreed to, what they are owed."""

import io

from engine.act import actions
from engine.pipeline import intake
from engine.pipeline.scanning import Scan
from engine.store.workspace import Ledger
from engine.views.selection import Selection
from tests.act.cases.given import Cases, Params, Refused
from tests.act.conftest import records_where
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool

COPY: Params = {"form": "csv", "extent": "full", "language": "zh", "sha256": "0" * 64, "reason": "request 3"}


def _seen_twice(ledger: Ledger) -> Params:
    """A person in two records, and the second of them."""
    again = "编号,邮箱\n1,p0@example.test\n"
    intake.receive(ledger, "again.csv", io.BytesIO(again.encode()), ACTOR)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    record = records_where(ledger, "s.name = 'again.csv'")[0]
    query = "SELECT subject, ordinal FROM appearance WHERE record = ?"
    ((person, ordinal),) = ledger.database.rows(query, [record])
    return {"person": person, "appearances": [(record, ordinal)], "reason": "another customer's mailbox by then"}


def _two_people(ledger: Ledger) -> Params:
    one, other = (row[0] for row in ledger.database.rows("SELECT id FROM subject ORDER BY id LIMIT 2"))
    return {"person": one, "other": other, "reason": "she said so on the telephone"}


def _all_of_one(ledger: Ledger) -> Params:
    stated = _seen_twice(ledger)
    query = "SELECT record, ordinal FROM appearance JOIN record r ON r.id = record WHERE subject = ?"
    everything = ledger.database.rows(f"{query} AND r.duplicate_of IS NULL", [stated["person"]])
    return {**stated, "appearances": everything}


def _decision(ledger: Ledger) -> Params:
    actions()["merge_people"](ledger, ACTOR, **_two_people(ledger))
    return {"decision": 1}


CONSENTED: Params = {"purpose": "handover", "saying": "given", "reason": "signed form no. 12"}


def _somebody(ledger: Ledger) -> list[str]:
    query = "SELECT min(id) FROM subject WHERE kind = 'customer'"
    return [str(ledger.database.value(query))]


def _stated(ledger: Ledger) -> int:
    """The number of a consent stated by hand."""
    return int(str(actions()["state_basis"](ledger, ACTOR, **CONSENTED, people=_somebody(ledger)).facts["decision"]))


def _stated_and_undone(ledger: Ledger) -> int:
    actions()["undo_basis"](ledger, ACTOR, decision=_stated(ledger), reason="the wrong form")
    return 1


def _creditor(ledger: Ledger) -> Params:
    """Stored value that a table says is owed."""
    table = "会员,邮箱,储值余额(元)\n1,p0@example.test,300\n"
    intake.receive(ledger, "cards.csv", io.BytesIO(table.encode()), ACTOR)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    return {"debt": "stored_value", "reason": "paid back, receipt 7"}


CASES: Cases = {
    "reveal_person": lambda ledger: {"person": _somebody(ledger)[0]},
    "hand_out_dossier": lambda ledger: {"person": _somebody(ledger)[0], **COPY},
    "state_basis": lambda ledger: {**CONSENTED, "people": _somebody(ledger)},
    "undo_basis": lambda ledger: {"decision": _stated(ledger), "reason": "the wrong form"},
    "settle_debt": _creditor,
    "split_person": _seen_twice,
    "merge_people": _two_people,
    "undo_people_decision": _decision,
}

REFUSED: Refused = [
    ("reveal_person", lambda _: {"person": "P-0"}, "person_unknown"),
    ("hand_out_dossier", lambda _: {"person": "P-0", **COPY}, "person_unknown"),
    ("hand_out_dossier", lambda ledger: {"person": _somebody(ledger)[0], **COPY, "reason": " "}, "reason_missing"),
    ("state_basis", lambda ledger: {**CASES["state_basis"](ledger), "reason": " "}, "reason_missing"),
    ("state_basis", lambda ledger: {**CASES["state_basis"](ledger), "purpose": "fun"}, "purpose_unknown"),
    ("state_basis", lambda _: {**CONSENTED, "people": ["P-0"]}, "person_unknown"),
    ("state_basis", lambda _: {**CONSENTED, "people": []}, "person_unknown"),
    ("state_basis", lambda _: {**CONSENTED, "selection": Selection(standing=("objected",))}, "nothing_selected"),
    ("state_basis", lambda ledger: {**CASES["state_basis"](ledger), "saying": "shown"}, "basis_unfit"),
    ("undo_basis", lambda _: {"decision": 9, "reason": "x"}, "basis_decision_unknown"),
    ("undo_basis", lambda ledger: {"decision": _stated(ledger), "reason": " "}, "reason_missing"),
    (
        "undo_basis",
        lambda ledger: {"decision": _stated_and_undone(ledger), "reason": "x"},
        "basis_decision_unknown",
    ),
    ("settle_debt", lambda _: {"debt": "stored_value", "reason": "x"}, "nothing_selected"),
    ("settle_debt", lambda _: {"debt": "love", "reason": "x"}, "debt_unknown"),
    ("settle_debt", lambda _: {"debt": "points", "reason": " "}, "reason_missing"),
    ("split_person", lambda ledger: {**_seen_twice(ledger), "reason": " "}, "reason_missing"),
    ("split_person", lambda ledger: {**_seen_twice(ledger), "person": "P-0"}, "person_unknown"),
    ("split_person", lambda ledger: {**_seen_twice(ledger), "appearances": []}, "appearances_unknown"),
    ("split_person", lambda ledger: {**_seen_twice(ledger), "appearances": [("x", 0)]}, "appearances_unknown"),
    ("split_person", lambda ledger: _all_of_one(ledger), "split_of_everything"),
    ("merge_people", lambda ledger: {**_two_people(ledger), "reason": ""}, "reason_missing"),
    ("merge_people", lambda ledger: {**_two_people(ledger), "other": "P-0"}, "person_unknown"),
    ("merge_people", lambda _: {"person": "P-0", "other": "P-0", "reason": "x"}, "merge_with_oneself"),
    ("undo_people_decision", lambda _: {"decision": 7}, "decision_unknown"),
]
