"""Legal holds: what they reach now and later, that nothing slips out, and that a release puts everything back."""

import io
from datetime import date

import pytest

from engine.act import actions
from engine.model.errors import ActionableError
from engine.model.events import Profile, ProfileRole
from engine.pipeline import intake
from engine.pipeline.scanning import Scan
from engine.store.workspace import Ledger
from engine.views.balance import balance
from engine.views.holds import hold_reached, holds, holds_of
from engine.views.selection import Selection
from tests.act.conftest import records_where
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool

MANAGER = Profile("经理丙", ProfileRole.MANAGER)
ORDER = {"matter": "a claim", "ordered_by": "the court", "since": date(2026, 11, 1)}


def place(ledger: Ledger, **scope: object) -> int:
    foretold = hold_reached(ledger.database, **scope)  # type: ignore[arg-type]
    event = actions()["place_hold"](ledger, ACTOR, **ORDER, **scope)
    assert event.facts["records"] == foretold.records
    return int(str(event.facts["hold"]))


def release(ledger: Ledger, hold: int) -> None:
    asked = actions()["release_hold"](ledger, ACTOR, hold=hold, reason="settled")
    assert under(ledger, hold), "it is in force until somebody else has looked"
    actions()["approve_decision"](ledger, MANAGER, decision=asked.sequence)


def under(ledger: Ledger, hold: int) -> set[str]:
    return {row[0] for row in ledger.database.rows("SELECT record FROM held WHERE hold = ?", [hold])}


def states(ledger: Ledger) -> dict[str, tuple[object, ...]]:
    """What the assessment and the plans say of every record."""
    rows = ledger.database.rows(
        "SELECT a.record, a.retention_state, a.rules, a.keep_until, a.proposal, d.state, d.until FROM assessment a"
        " JOIN record r ON r.id = a.record LEFT JOIN disposition d ON d.record = coalesce(r.duplicate_of, r.id)"
    )
    return {row[0]: row[1:] for row in rows}


def bring(ledger: Ledger, name: str, content: str) -> None:
    intake.receive(ledger, name, io.BytesIO(content.encode()), ACTOR)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]


def person_of(ledger: Ledger, record: str) -> str:
    return str(ledger.database.value("SELECT min(subject) FROM appearance WHERE record = ?", [record]))


def test_a_message_is_held_with_its_attachments_and_all_copies_and_comes_back_as_it_was(ledger: Ledger) -> None:
    record = records_where(ledger, "r.locator = '#1 <0@example.test>'")[0]
    actions()["decide"](ledger, ACTOR, records=[record], state="deleted", reason="due")
    before = states(ledger)
    number = place(ledger, reach="records", records=[record])
    locators = {loc for (loc,) in ledger.database.rows("SELECT locator FROM record JOIN held h ON h.record = id")}
    assert locators == {"#1 <0@example.test>", "#1 <0@example.test>/part-2"} and len(under(ledger, number)) == 4
    assert balance(ledger.database).states["on_hold"] == 4 and balance(ledger.database).difference == 0
    assert holds_of(ledger.database, record) == ((number, "a claim"),)
    assert holds(ledger.database)[0].planned == 2, "the message and its copy were planned for deletion"
    release(ledger, number)
    assert states(ledger) == before and not under(ledger, number)
    assert str(holds(ledger.database)[0].state) == "released"


def test_what_a_held_record_is_said_to_be_does_not_depend_on_when_it_was_assessed(ledger: Ledger) -> None:
    place(ledger, reach="filter", selection=Selection(kind=("message",)))
    marked = {record: (state, proposal) for record, (state, _, _, proposal, *_) in states(ledger).items()}
    actions()["update_engagement"](ledger, ACTOR, engagement=ledger.engagement)
    again = {record: (state, proposal) for record, (state, _, _, proposal, *_) in states(ledger).items()}
    assert marked == again and ("on_hold", "on_hold") in marked.values()


def test_a_record_under_two_holds_is_free_after_both(ledger: Ledger) -> None:
    record = records_where(ledger, "r.kind = 'row'")[0]
    one, other = (place(ledger, reach="records", records=[record]) for _ in range(2))
    release(ledger, one)
    with pytest.raises(ActionableError, match="records_on_hold"):
        actions()["decide"](ledger, ACTOR, records=[record], state="transferred", reason="x")
    release(ledger, other)
    actions()["decide"](ledger, ACTOR, records=[record], state="transferred", reason="x")


def test_a_person_is_held_wherever_later_scans_find_them(ledger: Ledger) -> None:
    record = records_where(ledger, "s.name = 'orders.csv'")[0]
    number = place(ledger, reach="people", people=[person_of(ledger, record)])
    assert record in under(ledger, number)
    bring(
        ledger,
        "later.csv",
        "编号,邮箱,备注\n1,t1@example.test,甲\n2,x9@example.test,请抄送 t1@example.test\n3,y@example.test,\n",
    )
    rows = records_where(ledger, "s.name = 'later.csv'")
    assert [row in under(ledger, number) for row in rows] == [True, True, False]
    assert balance(ledger.database).difference == 0


def test_a_person_s_aliases_are_held_with_them(ledger: Ledger) -> None:
    one, other = records_where(ledger, "s.name = 'orders.csv'")
    number = place(ledger, reach="people", people=[person_of(ledger, one)])
    assert other not in under(ledger, number)
    merge = {"person": person_of(ledger, one), "other": person_of(ledger, other), "reason": "her maiden name"}
    actions()["merge_people"](ledger, ACTOR, **merge)
    assert other in under(ledger, number)
    actions()["undo_people_decision"](ledger, ACTOR, decision=1)
    assert other in under(ledger, number), "what came under a hold stays until it is released"


def test_a_filter_holds_what_comes_later_and_nothing_leaves_by_a_review(ledger: Ledger) -> None:
    number = place(ledger, reach="filter", selection=Selection(kind=("row",), type=("EMAIL",)))
    before = under(ledger, number)
    bring(ledger, "later.csv", "编号,邮箱\n1,z1@example.test\n")
    assert under(ledger, number) == before | set(records_where(ledger, "s.name = 'later.csv'"))
    found = [row[0] for row in ledger.database.rows("SELECT id FROM finding WHERE entity_type = 'EMAIL'")]
    actions()["review"](ledger, ACTOR, findings=found, state="rejected")
    assert before <= under(ledger, number)


def test_a_filter_that_decisions_change_holds_what_it_shows_now(ledger: Ledger) -> None:
    due = Selection(retention=("due",))
    assert not hold_reached(ledger.database, "filter", selection=due).standing
    number = place(ledger, reach="filter", selection=due)
    before = under(ledger, number)
    actions()["update_engagement"](ledger, ACTOR, engagement=ledger.engagement)
    assert under(ledger, number) == before and before


def test_bytes_that_a_held_record_stands_in_are_not_destroyed_with_another(ledger: Ledger) -> None:
    with ledger.database.writing() as writer:
        writer.execute("UPDATE assessment SET retention_state = 'due', proposal = 'deleted'")
    first, second = records_where(ledger, "r.kind = 'row' AND s.name = 'orders.csv'")
    actions()["decide"](ledger, ACTOR, records=[first], state="deleted", reason="due")
    place(ledger, reach="records", records=[second])
    with pytest.raises(ActionableError, match="bytes_on_hold"):
        actions()["destroy"](ledger, ACTOR, records=[first])
