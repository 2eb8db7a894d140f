"""Ends carried out in the company's systems: what may be stated as done, with what proof, and that it stays so."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from engine.act import actions
from engine.model.decisions import Custodian
from engine.model.engagement import DealStructure
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile, ProfileRole
from engine.pipeline import intake
from engine.pipeline.scanning import Scan
from engine.report.content import content
from engine.report.export import export
from engine.store import attachments
from engine.store.workspace import Ledger
from engine.views.balance import balance
from engine.views.carrying import carried, carrying
from engine.views.decisions import decision_lines
from engine.views.destroying import Obstacle
from engine.views.dossier import Matter, dossier
from engine.views.planning import Wish
from engine.views.records import record_text
from engine.views.selection import Selection
from tests.act.conftest import MAILBOX, records_where
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool

MANAGER = Profile("经理丙", ProfileRole.MANAGER)
KEEPER = Custodian("清算组组长", "上海市档案寄存中心", "liquidator@example.test", "清算组组长")
STATED: dict[str, object] = {"day": date(2026, 11, 20), "by": "信息部", "recipient": "某接收方"}
PROOF = ("移交清单.pdf", b"signed by both sides")


def act(ledger: Ledger, name: str, **params: object) -> Event:
    return actions()[name](ledger, ACTOR, **params)


def message(ledger: Ledger, number: int = 1) -> str:
    return records_where(ledger, f"r.locator = '#{number} <{number - 1}@example.test>'")[0]


def planned(ledger: Ledger, *records: str, state: str = "transferred", approve: bool = True, **more: object) -> int:
    """The number of a decision, approved where it has to be."""
    decided = act(ledger, "decide", records=list(records), state=state, reason="agreed", **more).sequence
    line = next(one for one in decision_lines(ledger.database).lines if one.event == decided)
    if approve and line.awaits:
        actions()["approve_decision"](ledger, MANAGER, decision=decided)
    return decided


def carry(ledger: Ledger, state: str = "transferred", **params: object) -> Event:
    return act(ledger, "carry_out", **{"state": state, "proof": PROOF, **STATED, **params})


def test_what_was_handed_over_counts_as_done_with_its_copies_and_its_proof(ledger: Ledger) -> None:
    record = message(ledger)
    decided = planned(ledger, record)
    event = carry(ledger, selection=Selection(), expected=2, note="三箱")
    weighed = balance(ledger.database)
    assert weighed.done == {"transferred": 2} and weighed.difference == 0
    assert "transferred" not in weighed.planned
    (line,) = carried(ledger.database)
    assert (line.event, line.records, line.by, line.recipient, line.note) == (
        event.sequence, 2, "信息部", "某接收方", "三箱",
    )  # fmt: skip
    assert line.decisions == (decided,) and line.registered_by == ACTOR.name and line.early
    assert line.proof and line.proof.owner == f"disposition/{event.sequence}"
    assert line.proof.sha256 == event.facts["sha256"] and line.proof == attachments.attachments(ledger.database)[0]
    with ledger.vault.open(line.proof.id) as file:
        assert file.read() == PROOF[1]
    assert event.facts["records"] == 2 and len(str(event.facts["digest"])) == 64
    told = str(event.facts)
    assert not any(private in told for private in ("移交清单", "信息部", "某接收方", "三箱"))
    shown = record_text(ledger.database, record, reveal=True)
    assert shown.disposition_done and shown.fields and not shown.destroyed, "the working copy stays"


def test_what_was_done_stays_done(ledger: Ledger) -> None:
    record = message(ledger)
    decided = planned(ledger, record)
    event = carry(ledger, records=[record])
    for name, params in (
        ("undo_decision", {"decision": decided}),
        ("decide", {"records": [record], "state": "retained_in_use", "reason": "x"}),
        ("decide", {"records": [record], "state": "undecided"}),
        ("carry_out", {"state": "transferred", "records": [record], "proof": PROOF, **STATED}),
        ("destroy", {"records": [record]}),
        ("withdraw_source", {"source": 1, "reason": "x"}),
        ("withdraw_source", {"source": 3, "reason": "x"}),
    ):
        with pytest.raises(ActionableError, match="disposition_done"):
            act(ledger, name, **params)
    with pytest.raises(ActionableError, match="file_unknown"):
        act(ledger, "remove_evidence", file=event.facts["file"], reason="x")
    for source in (1, 3):
        act(ledger, "scan_again", source=source)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    act(ledger, "accept_proposals", selection=Selection(), reason="x")
    order = {"matter": "a claim", "ordered_by": "the court", "since": date(2026, 11, 1)}
    act(ledger, "place_hold", reach="records", records=[record], **order)
    assert balance(ledger.database).done == {"transferred": 2} and balance(ledger.database).difference == 0
    line = next(one for one in decision_lines(ledger.database).lines if one.event == decided)
    assert line.done == 2 and not line.undoable


def test_a_copy_that_comes_later_is_done_too_and_may_be_withdrawn(ledger: Ledger) -> None:
    planned(ledger, message(ledger))
    carry(ledger, selection=Selection())
    intake.receive(ledger, "third.mbox", io.BytesIO((MAILBOX + "  ").encode()), ACTOR)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    assert balance(ledger.database).done == {"transferred": 3}
    assert sum(line.records for line in carried(ledger.database)) == 3
    number = ledger.database.value("SELECT ordinal FROM source WHERE name = 'third.mbox'")
    act(ledger, "withdraw_source", source=number, reason="the same export again")
    assert balance(ledger.database).done == {"transferred": 2}


def test_what_may_not_be_carried_out_stays_and_says_why(ledger: Ledger) -> None:
    held, waiting, kept = message(ledger, 1), message(ledger, 3), message(ledger, 2)
    order = {"matter": "a claim", "ordered_by": "the court", "since": date(2026, 11, 1)}
    planned(ledger, held, state="anonymised")
    act(ledger, "place_hold", reach="records", records=[held], **order)
    planned(ledger, waiting, state="anonymised", approve=False)
    with ledger.database.writing() as writer:
        writer.execute("UPDATE assessment SET retention_state = 'due' WHERE record = ?", [kept])
    copies = records_where(ledger, f"coalesce(r.duplicate_of, r.id) = '{kept}'")
    with ledger.database.writing() as writer:
        writer.execute("UPDATE assessment SET retention_state = 'due' WHERE record IN (SELECT unnest(?))", [copies])
    planned(ledger, kept, state="anonymised")
    with ledger.database.writing() as writer:
        writer.execute("UPDATE assessment SET retention_state = 'must_keep' WHERE record = ?", [copies[-1]])
    found = carrying(ledger.database, Wish(selection=Selection()))["anonymised"]  # type: ignore[index]
    assert not found.records
    assert found.stays == {Obstacle.HELD: 2, Obstacle.AWAITS: 2, Obstacle.MUST_KEEP: 2}
    for record, refused in ((held, "records_on_hold"), (waiting, "disposition_awaits"), (kept, "must_be_kept")):
        with pytest.raises(ActionableError, match=refused):
            carry(ledger, "anonymised", records=[record])
    assert not balance(ledger.database).done


def test_once_the_company_is_gone_what_stays_restricted_needs_a_custodian(ledger: Ledger) -> None:
    record = message(ledger, 2)
    planned(ledger, record, state="restricted_until", until=date(2036, 1, 1))
    gone = replace(ledger.engagement, deal_structure=DealStructure.DISSOLUTION)
    act(ledger, "update_engagement", engagement=gone)
    with pytest.raises(ActionableError, match="custodian_missing"):
        carry(ledger, "restricted_until", records=[record])
    planned(ledger, record, state="restricted_until", until=date(2036, 1, 1), custodian=KEEPER)
    carry(ledger, "restricted_until", records=[record])
    (line,) = carried(ledger.database)
    assert line.custodians == (KEEPER,) and record_text(ledger.database, record).disposition_done
    assert str(ledger.database.value("SELECT max(until) FROM ending")) == "2036-01-01"


def test_a_message_may_be_deleted_after_its_attachment_was_handed_over(ledger: Ledger) -> None:
    letter = message(ledger)
    note = records_where(ledger, "r.locator = '#1 <0@example.test>/part-2'")[0]
    planned(ledger, note)
    carry(ledger, records=[note])
    planned(ledger, letter, state="deleted")
    act(ledger, "destroy", records=[letter])
    weighed = balance(ledger.database)
    assert weighed.done == {"transferred": 2, "deleted": 2} and weighed.difference == 0
    assert record_text(ledger.database, note).destroyed
    assert {str(line.state): line.records for line in carried(ledger.database)} == {"transferred": 2, "deleted": 2}


REFUSED: list[tuple[str, Callable[[Ledger], dict[str, object]], str]] = [
    ("a day to come", lambda _: {"day": datetime.now(UTC).date() + timedelta(days=2)}, "carried_out_not_yet"),
    ("nobody did it", lambda _: {"by": " "}, "carried_out_by_missing"),
    ("nobody received it", lambda _: {"recipient": ""}, "recipient_missing"),
    ("nothing shows it", lambda _: {"proof": None}, "proof_missing"),
    ("an empty file", lambda _: {"proof": ("a.pdf", b"")}, "file_empty"),
    ("a deletion", lambda _: {"state": "deleted"}, "carried_out_otherwise"),
    ("no end at all", lambda _: {"state": "undecided"}, "carried_out_otherwise"),
    ("another state than planned", lambda _: {"state": "anonymised"}, "end_not_planned"),
    ("no plan", lambda ledger: {"records": [message(ledger, 3)]}, "end_not_planned"),
    ("no record", lambda _: {"records": []}, "nothing_selected"),
    ("a record nobody knows", lambda _: {"records": ["nothing"]}, "record_unknown"),
    ("another number than seen", lambda _: {"expected": 7}, "reach_changed"),
]


@pytest.mark.parametrize(("params", "error"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_statement_that_lacks_something_is_refused(
    ledger: Ledger, params: Callable[[Ledger], dict[str, object]], error: str
) -> None:
    record = message(ledger)
    planned(ledger, record)
    before = ledger.audit.last_sequence()
    with pytest.raises(ActionableError, match=error):
        carry(ledger, **{"records": [record], **params(ledger)})
    assert ledger.audit.last_sequence() == before and not attachments.attachments(ledger.database)
    assert not balance(ledger.database).done


def test_what_merely_stays_in_use_needs_no_file(ledger: Ledger) -> None:
    record = message(ledger)
    planned(ledger, record, state="retained_in_use")
    carry(ledger, "retained_in_use", records=[record], proof=None)
    assert balance(ledger.database).done == {"retained_in_use": 2}


def test_papers_tables_and_the_person_s_dossier_say_what_shows_it(ledger: Ledger, tmp_path: Path) -> None:
    record = message(ledger)
    decided = planned(ledger, record)
    event = carry(ledger, selection=Selection())
    export(ledger.database, tmp_path)
    with (tmp_path / "dispositions.csv").open(encoding="utf-8-sig", newline="") as file:
        done = [row for row in csv.DictReader(file) if row["progress"] == "done"]
    assert len(done) == 2
    for row in done:
        assert (row["event"], row["carried_out_on"], row["recipient"]) == (
            str(event.sequence),
            "2026-11-20",
            "某接收方",
        )
        assert row["proof_sha256"] == event.facts["sha256"] and row["decided_by"] == ACTOR.name
    printed = str(content(ledger, "zh", ACTOR, datetime(2026, 11, 21, tzinfo=UTC)))
    assert str(event.facts["sha256"]) in printed.replace(" ", "") and "某接收方" in printed
    subject = str(ledger.database.value("SELECT min(subject) FROM appearance WHERE record = ?", [record]))
    told = [one for one in dossier(ledger.database, subject).decided if one.matter is Matter.DISPOSITION]
    assert [(one.number, one.progress) for one in told] == [(decided, "done")]
