"""Splitting and merging by hand: what people say outlives every later scan, until it is undone."""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from engine.act import actions
from engine.model.engagement import DealStructure, Engagement
from engine.model.errors import ActionableError
from engine.model.findings import Span
from engine.pipeline import intake
from engine.pipeline.scanning import Scan
from engine.store.workspace import Ledger, Workspace
from engine.views.sameness import candidates, decisions, sameness
from tests.conftest import ACTOR
from tests.pipeline import pools

ID_ONE, ID_TWO = "310101199003070035", "31010119850101123X"
HEADER = "姓名,手机,邮箱,身份证,序号\n"
ROWS = (
    "王丽,13800000001,wang@b.example,,1\n"
    "王丽,13800000001,,,2\n"
    "王丽,13800000001,li@c.example,,3\n"
    f"李雷,13800000002,,{ID_ONE},4\n"
    f"李雷,13800000003,,{ID_TWO},5\n"
    "韩梅,13800000004,,,6\n"
    "韩梅,13800000005,,,7\n"
)
_KINDS = {
    "CN_RESIDENT_ID": r"\d{17}[\dX]",
    "PHONE": r"1\d{10}",
    "EMAIL": r"[a-z]+@[a-z.]+",
    "PERSON": r"[\u4e00-\u9fff]{2}",
}


def _spans(text: str) -> tuple[Span, ...]:
    for kind, pattern in _KINDS.items():
        if re.fullmatch(pattern, text):
            return (Span(0, len(text), kind, 0.9, "test"),)
    return ()


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.setattr(pools, "_spans", _spans)
    workspace = Workspace(tmp_path / "workspace")
    made = workspace.create(Engagement("who", "某某摄影", DealStructure.ASSET_TRANSFER, date(2026, 11, 21)))
    _bring(made, ROWS)
    yield made
    workspace.close()


def _bring(ledger: Ledger, rows: str, name: str = "customers.csv") -> None:
    intake.receive(ledger, name, io.BytesIO((HEADER + rows).encode()), ACTOR)
    Scan(ledger, pools.StraightPool(), ACTOR).run()  # type: ignore[arg-type]


def _scan_again(ledger: Ledger) -> None:
    for (source,) in ledger.database.rows("SELECT ordinal FROM source"):
        actions()["scan_again"](ledger, ACTOR, source=source)
    Scan(ledger, pools.StraightPool(), ACTOR).run()  # type: ignore[arg-type]


def _people(ledger: Ledger) -> set[tuple[int, ...]]:
    """The rows of each person, by their numbers in the table."""
    found: dict[str, list[int]] = defaultdict(list)
    for subject, fields in ledger.database.rows(
        "SELECT x.subject, r.fields FROM appearance x JOIN record r ON r.id = x.record"
    ):
        found[subject].append(int(re.findall(r'"序号": "(\d+)"', fields)[0]))
    return {tuple(sorted(rows)) for rows in found.values()}


def _at(ledger: Ledger, row: int) -> tuple[str, str, int]:
    """Person, record and ordinal of a row."""
    query = "SELECT x.subject, x.record, x.ordinal FROM appearance x JOIN record r ON r.id = x.record"
    return ledger.database.rows(f"{query} WHERE r.fields LIKE ?", [f'%"序号": "{row}"%'])[0]


def _split(ledger: Ledger, *rows: int) -> None:
    places = [_at(ledger, row) for row in rows]
    chosen = [(record, ordinal) for _, record, ordinal in places]
    actions()["split_person"](ledger, ACTOR, person=places[0][0], appearances=chosen, reason="two customers")


def _merge(ledger: Ledger, one: int, other: int, insist: bool = False) -> None:
    people = {"person": _at(ledger, one)[0], "other": _at(ledger, other)[0]}
    actions()["merge_people"](ledger, ACTOR, **people, reason="called us", insist=insist)


APART = {(1, 2, 3), (4,), (5,), (6,), (7,)}


def test_what_was_parted_stays_parted_and_draws_what_is_its_own(ledger: Ledger) -> None:
    assert _people(ledger) == APART
    _split(ledger, 3)
    assert _people(ledger) == (parted := {(1, 2), (3,), (4,), (5,), (6,), (7,)})
    _scan_again(ledger)
    assert _people(ledger) == parted
    _bring(ledger, "王丽,,li@c.example,,8\n王丽,,wang@b.example,,9\n王丽,13800000001,,,10\n", "more.csv")
    assert {(3, 8), (1, 2, 9), (10,)} <= _people(ledger), "a row that could be either is neither"


def test_a_decision_holds_for_duplicates(ledger: Ledger) -> None:
    _split(ledger, 3)
    _bring(ledger, ROWS + "赵敏,13800000006,,,8\n", "again.csv")
    assert {(1, 1, 2, 2), (3, 3)} <= _people(ledger)


def test_undoing_a_split_brings_back_the_same_person(ledger: Ledger) -> None:
    before = ledger.database.rows("SELECT * FROM appearance ORDER BY ALL")
    _split(ledger, 2, 3)
    assert (2, 3) in _people(ledger)
    actions()["undo_people_decision"](ledger, ACTOR, decision=1)
    assert ledger.database.rows("SELECT * FROM appearance ORDER BY ALL") == before
    with pytest.raises(ActionableError, match="decision_unknown"):
        actions()["undo_people_decision"](ledger, ACTOR, decision=1)


def test_what_was_merged_stays_merged_and_grows(ledger: Ledger) -> None:
    _merge(ledger, 6, 7)
    assert (6, 7) in _people(ledger)
    _scan_again(ledger)
    _bring(ledger, "韩梅,13800000005,,,8\n", "more.csv")
    assert (6, 7, 8) in _people(ledger)
    actions()["undo_people_decision"](ledger, ACTOR, decision=1)
    assert {(6,), (7, 8)} <= _people(ledger)


def test_different_documents_are_merged_only_if_the_person_insists(ledger: Ledger) -> None:
    with pytest.raises(ActionableError, match="merge_against_documents"):
        _merge(ledger, 4, 5)
    assert _people(ledger) == APART and not ledger.database.rows("SELECT * FROM people_anchor")
    _merge(ledger, 4, 5, insist=True)
    _scan_again(ledger)
    assert (4, 5) in _people(ledger)


def test_a_name_typed_for_an_id_stands_in_no_error(ledger: Ledger) -> None:
    with pytest.raises(ActionableError, match="person_unknown") as refused:
        actions()["merge_people"](ledger, ACTOR, person=_at(ledger, 1)[0], other="韩梅", reason="called us")
    assert "韩梅" not in str(refused.value)


def test_a_merge_does_not_overrule_a_split(ledger: Ledger) -> None:
    _split(ledger, 3)
    with pytest.raises(ActionableError, match="merge_against_split"):
        _merge(ledger, 1, 3, insist=True)


def test_what_was_merged_can_be_parted_again(ledger: Ledger) -> None:
    _merge(ledger, 1, 6)
    _split(ledger, 6, 3)
    assert {(1, 2), (3, 6)} <= _people(ledger)


def test_the_log_holds_ids_and_counts_and_the_decision_its_reason(ledger: Ledger) -> None:
    one, other = _at(ledger, 6)[0], _at(ledger, 7)[0]
    _merge(ledger, 6, 7)
    event = ledger.audit.events(1)[0]
    assert event.facts == {"decision": 1, "people": [one, other], "insisted": False, "appearances": 2}
    ((made, reason),) = [(line.merged, line.reason) for line in decisions(ledger.database, _at(ledger, 7)[0])]
    assert made and reason == "called us"


def test_a_withdrawn_source_takes_its_rows_out_of_the_decisions(ledger: Ledger) -> None:
    _bring(ledger, "韩梅,13800000009,,,8\n", "more.csv")
    _merge(ledger, 6, 8)
    actions()["withdraw_source"](ledger, ACTOR, source=2, reason="not ours")
    assert _people(ledger) == APART
    assert ledger.database.value("SELECT count(*) FROM people_anchor") == 1


def test_every_line_says_what_it_shares_and_which_link_is_weakest(ledger: Ledger) -> None:
    found = sameness(ledger.database, _at(ledger, 1)[0])
    assert [(line.line, line.masked_name, line.reason) for line in found.lines.lines] == [
        (line, "王*", "same_phone") for line in (1, 2, 3)
    ]
    (shared,) = found.lines.lines[0].shares
    assert (shared.masked, shared.lines) == ("138******01", (2, 3))
    assert found.weakest and found.weakest.reason == "same_phone"
    _merge(ledger, 1, 6)
    found = sameness(ledger.database, _at(ledger, 1)[0])
    assert found.weakest and (found.weakest.reason, found.weakest.masked) == ("by_hand", "1")
    assert [len(line.shares) for line in found.lines.lines] == [2, 2, 2, 1]
    assert sameness(ledger.database, _at(ledger, 4)[0]).weakest is None


def test_people_of_the_same_name_are_offered(ledger: Ledger) -> None:
    (offered,) = candidates(ledger.database, _at(ledger, 6)[0])
    assert (offered.id, offered.same_name, offered.masked_name) == (_at(ledger, 7)[0], True, "韩*")
