import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine import desk as desks
from engine.desk import Desk, Seat
from engine.model.engagement import DealStructure, Engagement
from engine.model.errors import ActionableError
from engine.model.events import Profile, ProfileRole
from engine.views.coverage import coverage
from engine.views.selection import Selection
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool, mailbox

FACTS = Engagement("studio", "某某摄影", DealStructure.ASSET_TRANSFER, date(2026, 11, 21))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(desks, "WorkerPool", lambda _: StraightPool())
    desk = Desk(tmp_path / "workspace")
    desk.create(FACTS, ACTOR)
    yield desk
    desk.close()


@pytest.fixture
def seat(desk: Desk) -> Seat:
    return desk.seat("studio", ACTOR)


def test_a_scan_runs_in_the_background_for_everybody(desk: Desk, seat: Seat) -> None:
    seat.receive("box.mbox", io.BytesIO(mailbox(20)))
    seat.start_scan()
    seat.wait_for_scan()
    visitor = desk.seat("studio", Profile("经理乙", ProfileRole.MANAGER))
    assert visitor.progress() is seat.progress()
    assert visitor.view(coverage).read == 20 and not visitor.unfinished


def test_nothing_to_scan_is_said(seat: Seat) -> None:
    with pytest.raises(ActionableError, match="nothing_to_scan"):
        seat.start_scan()


def test_a_scan_that_a_dead_process_left_behind_goes_on_when_the_engagement_is_opened(
    desk: Desk, tmp_path: Path
) -> None:
    seat = desk.seat("studio", ACTOR)
    seat.receive("box.mbox", io.BytesIO(mailbox(20)))
    with seat._ledger.database.writing() as writer:
        writer.execute("UPDATE source SET state = 'scanning'")
    desk.close()
    again = Desk(tmp_path / "workspace")
    reopened = again.seat("studio", ACTOR)
    reopened.wait_for_scan()
    assert reopened.view(coverage).read == 20 and not reopened.unfinished
    again.close()


def test_received_but_not_started_is_not_scanned_by_itself(desk: Desk, tmp_path: Path) -> None:
    desk.seat("studio", ACTOR).receive("box.mbox", io.BytesIO(mailbox(3)))
    desk.close()
    again = Desk(tmp_path / "workspace")
    assert again.seat("studio", ACTOR).progress() is None and again.seat("studio", ACTOR).unfinished
    again.close()


def test_a_view_is_computed_again_when_something_was_written(seat: Seat) -> None:
    assert seat.view(coverage) is seat.view(coverage)
    before = seat.view(coverage)
    seat.receive("box.mbox", io.BytesIO(mailbox(1)))
    assert seat.view(coverage).sources == before.sources + 1


def test_the_inbox_keeps_clear_files_until_they_are_safe_and_removed(seat: Seat) -> None:
    (seat.inbox_folder / "box.mbox").write_bytes(mailbox(2))
    (seat.inbox_folder / "later.mbox").write_bytes(mailbox(2, start=9))
    assert [file.received for file in seat.inbox()] == [False, False]
    seat.receive_inbox(["box.mbox"])
    assert [(file.name, file.received) for file in seat.inbox()] == [("box.mbox", True), ("later.mbox", False)]
    with pytest.raises(ActionableError, match="inbox_not_received"):
        seat.remove_inbox(["box.mbox", "later.mbox"])
    seat.remove_inbox(["box.mbox"])
    assert [file.name for file in seat.inbox()] == ["later.mbox"]


def test_a_file_changed_after_intake_is_not_removed(seat: Seat) -> None:
    path = seat.inbox_folder / "box.mbox"
    path.write_bytes(mailbox(2))
    seat.receive_inbox(["box.mbox"])
    path.write_bytes(mailbox(2, start=5))
    with pytest.raises(ActionableError, match="inbox_not_received"):
        seat.remove_inbox(["box.mbox"])
    assert path.exists()


@pytest.mark.parametrize("name", ["../../master.key", "/etc/hostname", "nothing"])
def test_the_inbox_reaches_no_other_folder(seat: Seat, name: str) -> None:
    with pytest.raises(ActionableError, match="inbox_file_unknown"):
        seat.receive_inbox([name])


def test_the_original_comes_back_and_the_look_is_logged(seat: Seat) -> None:
    seat.receive("box.mbox", io.BytesIO(mailbox(2)))
    seat.start_scan()
    seat.wait_for_scan()
    record = str(seat._ledger.database.value("SELECT id FROM record WHERE position = 1"))
    assert seat.original(record) == (f"{record}.eml", mailbox(1, start=1).partition(b"\n")[2])
    assert seat.events(1)[0].kind == "original_fetched"


def test_a_changed_name_stands_in_the_list(desk: Desk, seat: Seat) -> None:
    seat.perform("update_engagement", engagement=replace(seat.engagement, company="另一家"))
    assert [label.company for label in desk.engagements()] == ["另一家"]


def test_an_engagement_is_destroyed_once_asked_for_approved_and_named(desk: Desk, seat: Seat) -> None:
    manager = Profile("经理乙", ProfileRole.MANAGER)
    seat.receive("box.mbox", io.BytesIO(mailbox(3)))
    seat.start_scan()
    seat.wait_for_scan()
    with pytest.raises(ActionableError, match="destruction_not_asked"):
        desk.destroy("studio", ACTOR, FACTS.company)
    asked = seat.perform("ask_destruction", reason="all is handed over")
    with pytest.raises(ActionableError, match="destruction_awaits"):
        desk.destroy("studio", ACTOR, FACTS.company)
    desk.seat("studio", manager).perform("approve_decision", decision=asked.sequence)
    with pytest.raises(ActionableError, match="company_mistyped"):
        desk.destroy("studio", ACTOR, "somebody else")
    head = seat.events(1)[0].hash
    desk.destroy("studio", ACTOR, FACTS.company)
    assert desk.engagements() == []
    left = desk.destroyed()[0]
    assert (left.asked_by, left.approved_by, left.records, left.log_head) == (ACTOR.name, manager.name, 3, head)
    with pytest.raises(ActionableError, match="engagement_unknown"):
        desk.seat("studio", ACTOR)
    desk.create(FACTS, ACTOR)
    assert desk.seat("studio", ACTOR).events()


def test_a_hold_that_came_after_the_approval_keeps_the_engagement(desk: Desk, seat: Seat) -> None:
    seat.receive("box.mbox", io.BytesIO(mailbox(1)))
    seat.start_scan()
    seat.wait_for_scan()
    seat.perform("ask_destruction", reason="all is handed over")
    order = {"matter": "a claim", "ordered_by": "the court", "since": date(2026, 11, 1)}
    seat.perform("place_hold", reach="filter", selection=Selection(kind=("message",)), **order)
    with pytest.raises(ActionableError, match="engagement_on_hold"):
        desk.destroy("studio", ACTOR, FACTS.company)
