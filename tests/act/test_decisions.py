"""Decisions in layers: four eyes, undoing as a whole, proposals accepted, copies, custodians."""

import io
from dataclasses import replace
from datetime import date

import pytest

from engine.act import actions
from engine.model.assessment import DispositionState
from engine.model.decisions import Custodian, Progress
from engine.model.engagement import DealStructure
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile, ProfileRole
from engine.pipeline import intake
from engine.pipeline.scanning import Scan
from engine.store.workspace import Ledger
from engine.views.balance import balance
from engine.views.decision import reach
from engine.views.decisions import awaiting, decision_lines
from engine.views.ends import ends
from engine.views.planning import Wish
from engine.views.selection import Selection
from tests.act.conftest import MAILBOX, records_where
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool

MANAGER = Profile("经理丙", ProfileRole.MANAGER)
KEEPER = Custodian("清算组组长", "上海市档案寄存中心", "liquidator@example.test", "清算组组长")
EVERYTHING = "r.fields IS NOT NULL"


def act(ledger: Ledger, name: str, actor: Profile = ACTOR, **params: object) -> Event:
    event = actions()[name](ledger, actor, **params)
    weighed = balance(ledger.database)
    assert weighed.difference == 0
    return event


def plans(ledger: Ledger) -> dict[str, tuple[object, ...]]:
    rows = ledger.database.rows("SELECT record, state, done, until, event FROM disposition ORDER BY 1")
    return {row[0]: row[1:] for row in rows}


def messages(ledger: Ledger) -> list[str]:
    return records_where(ledger, "r.kind = 'message' AND r.duplicate_of IS NULL")


def rescan(ledger: Ledger) -> None:
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]


def test_undoing_brings_back_exactly_what_stood_before(ledger: Ledger) -> None:
    one, two, three = messages(ledger)
    act(ledger, "decide", records=[one], state="deleted", reason="due")
    before = plans(ledger)
    second = act(ledger, "decide", records=[one, two], state="transferred", reason="sold")
    after = plans(ledger)
    third = act(ledger, "decide", records=[two, three], state="retained_in_use", reason="kept")
    act(ledger, "undo_decision", decision=second.sequence)
    assert plans(ledger)[one] == before[one] and plans(ledger)[two][0] == "retained_in_use"
    act(ledger, "undo_decision", decision=third.sequence)
    assert plans(ledger) == before != after
    states = {line.event: line.progress for line in decision_lines(ledger.database).lines}
    assert states[second.sequence] is states[third.sequence] is Progress.UNDONE


def test_taking_plans_back_is_a_decision_that_can_be_undone(ledger: Ledger) -> None:
    record = messages(ledger)[0]
    act(ledger, "decide", records=[record], state="deleted", reason="due")
    before = plans(ledger)
    back = act(ledger, "decide", records=[record], state="undecided")
    assert record not in plans(ledger)
    act(ledger, "undo_decision", decision=back.sequence)
    assert plans(ledger) == before


def test_a_deletion_against_the_proposal_is_carried_out_only_after_somebody_else_looked(ledger: Ledger) -> None:
    record = next(one for one in messages(ledger) if plans(ledger).get(one) is None)
    with ledger.database.writing() as writer:
        writer.execute("UPDATE assessment SET retention_state = 'may_keep', proposal = 'transferred'")
    wish = Wish((record,), "deleted")
    assert reach(ledger.database, wish).needs == ("against_proposal",)
    decided = act(ledger, "decide", records=[record], state="deleted", reason="she asked for it")
    assert [line.event for line in awaiting(ledger.database)] == [decided.sequence]
    assert ends(ledger.database, Selection()).waiting == 2, "the message and its copy"
    with pytest.raises(ActionableError, match="disposition_awaits"):
        act(ledger, "destroy", records=[record])
    act(ledger, "approve_decision", MANAGER, decision=decided.sequence, reason="agreed")
    act(ledger, "destroy", records=[record])
    assert not awaiting(ledger.database)
    with pytest.raises(ActionableError, match="disposition_done"):
        act(ledger, "undo_decision", decision=decided.sequence)


def test_a_rejected_decision_leaves_what_stood_before(ledger: Ledger) -> None:
    record = messages(ledger)[0]
    act(ledger, "decide", records=[record], state="deleted", reason="due")
    before = plans(ledger)
    decided = act(ledger, "decide", records=[record], state="transferred", reason="a gift")
    assert plans(ledger) != before
    act(ledger, "reject_decision", MANAGER, decision=decided.sequence, reason="not theirs")
    assert plans(ledger) == before
    line = decision_lines(ledger.database).lines[0]
    assert (line.closed_by, line.closed_for, line.undoable) == (MANAGER.name, "not theirs", False)


def test_proposals_are_accepted_as_one_decision_with_their_dates(ledger: Ledger) -> None:
    everything = tuple(records_where(ledger, EVERYTHING))
    foreseen = reach(ledger.database, Wish(everything))
    decided = act(ledger, "accept_proposals", records=everything, reason="as proposed", selection=Selection())
    assert balance(ledger.database).states == foreseen.after.states
    assert foreseen.records + foreseen.left == len(everything)
    rows = ledger.database.rows(
        "SELECT e.state, a.proposal, e.until, a.proposal_until, a.retention_state FROM ending e"
        " JOIN assessment a ON a.record = e.record"
    )
    assert rows and all(state == proposal for state, proposal, *_ in rows)
    dated = [(until, proposed) for state, _, until, proposed, _ in rows if state == "restricted_until"]
    assert dated and all(until == proposed is not None for until, proposed in dated)
    line = decision_lines(ledger.database).lines[0]
    assert line.event == decided.sequence and line.records == line.current == foreseen.records
    assert line.selection == Selection() and not line.held


def test_what_is_on_hold_is_left_out_of_the_proposals(ledger: Ledger) -> None:
    one, *others = messages(ledger)
    order = {"matter": "a claim", "ordered_by": "the court", "since": date(2026, 11, 1)}
    act(ledger, "place_hold", reach="records", records=[one], **order)
    act(ledger, "accept_proposals", records=[one, *others], reason="as proposed")
    assert plans(ledger)[one][0] == "on_hold" and plans(ledger)[one][3] is None
    with pytest.raises(ActionableError, match="nothing_proposed"):
        act(ledger, "accept_proposals", records=[one], reason="as proposed")


def test_of_copies_the_strictest_need_is_proposed(ledger: Ledger) -> None:
    copy, first = ledger.database.rows("SELECT id, duplicate_of FROM record WHERE duplicate_of IS NOT NULL LIMIT 1")[0]
    with ledger.database.writing() as writer:
        writer.execute("UPDATE assessment SET retention_state = 'due', proposal = 'deleted' WHERE record = ?", [first])
        writer.execute(
            "UPDATE assessment SET retention_state = 'must_keep', proposal = 'restricted_until',"
            " proposal_until = DATE '2030-01-01' WHERE record = ?",
            [copy],
        )
    act(ledger, "accept_proposals", records=[first], reason="as proposed")
    assert plans(ledger)[first][:3] == ("restricted_until", False, date(2030, 1, 1))


def test_once_the_company_is_gone_somebody_keeps_what_is_restricted(ledger: Ledger) -> None:
    record = records_where(ledger, "a.retention_state = 'must_keep'")[0]
    act(ledger, "update_engagement", engagement=replace(ledger.engagement, deal_structure=DealStructure.DISSOLUTION))
    params = {"records": [record], "state": "restricted_until", "until": date(2035, 1, 1), "reason": "tax"}
    for custodian in (None, replace(KEEPER, contact=" ")):
        with pytest.raises(ActionableError, match="custodian_missing"):
            act(ledger, "decide", **params, custodian=custodian)
    act(ledger, "decide", **params, custodian=KEEPER)
    assert decision_lines(ledger.database).lines[0].custodian == KEEPER
    assert KEEPER.contact not in str(ledger.audit.events(1)[0].facts)


def test_a_decision_survives_the_withdrawal_of_the_first_copy_s_source(ledger: Ledger) -> None:
    first = messages(ledger)[0]
    copy = str(ledger.database.value("SELECT id FROM record WHERE duplicate_of = ?", [first]))
    act(ledger, "decide", records=[first], state="deleted", reason="due")
    act(ledger, "withdraw_source", source=1, reason="sent by mistake")
    assert ledger.database.value("SELECT duplicate_of FROM record WHERE id = ?", [copy]) is None
    assert plans(ledger)[copy][0] == "deleted"


def test_what_comes_back_after_it_was_destroyed_is_not_called_deleted(ledger: Ledger) -> None:
    record = messages(ledger)[0]
    act(ledger, "decide", records=[record], state="deleted", reason="due")
    act(ledger, "destroy", records=[record])
    done = balance(ledger.database).done
    intake.receive(ledger, "third.mbox", io.BytesIO((MAILBOX + "\n ").encode()), ACTOR)
    rescan(ledger)
    back = records_where(ledger, "s.name = 'third.mbox' AND r.locator = '#1 <0@example.test>'")[0]
    assert back not in plans(ledger) and balance(ledger.database).done == done
    assert balance(ledger.database).difference == 0


def test_a_plan_waits_for_its_record_while_it_is_scanned_again(ledger: Ledger) -> None:
    record = records_where(ledger, "s.name = 'orders.csv'")[0]
    act(ledger, "decide", records=[record], state="retained_in_use", reason="kept")
    before = plans(ledger)
    act(ledger, "scan_again", source=2)
    rescan(ledger)
    assert plans(ledger) == before


def test_sums_by_class_and_people_are_those_of_the_balance(ledger: Ledger) -> None:
    act(ledger, "decide", records=messages(ledger)[:2], state="transferred", reason="sold")
    told, weighed = ends(ledger.database, Selection()), balance(ledger.database)
    assert sum(line.total for line in told.classes) == weighed.records
    for state, count in weighed.states.items():
        assert sum(line.states.get(state, 0) for line in told.classes) == count
    assert sum(line.total for line in told.kinds) == ledger.database.value("SELECT count(*) FROM subject")
    assert sum(told.open.values()) == weighed.states.get(str(DispositionState.UNDECIDED), 0)
