"""What every action promises: one event, its actor in it, nothing changed when it is refused."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from engine.act import actions
from engine.catalogue import catalogue, writing
from engine.model.errors import ActionableError
from engine.model.events import Profile, ProfileRole
from engine.model.papers import Kept, Paper
from engine.model.slides import SLIDES, Slide
from engine.pipeline import intake
from engine.pipeline.scanning import Scan
from engine.store import snapshots
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger
from engine.strings import LANGUAGES, words
from engine.views.balance import balance
from engine.views.selection import Selection
from tests.act.conftest import records_where
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool

Params = dict[str, object]
DECIDED: Params = {"title": "先发告知书", "said_by": "王总", "phase": "notify", "responsible": "OWN"}
COPY: Params = {"form": "csv", "extent": "full", "language": "zh", "sha256": "0" * 64, "reason": "request 3"}
VIEW: Params = {"name": "要看的", "screen": "findings", "selection": Selection(type=("PHONE",))}
OTHER, SECOND = Profile("另一人", ProfileRole.CONSULTANT), Profile("经理丙", ProfileRole.MANAGER)


def _due(ledger: Ledger) -> str:
    return records_where(ledger, "a.retention_state = 'due' AND r.kind = 'message' AND r.duplicate_of IS NULL")[0]


def _saved(ledger: Ledger) -> int:
    return int(str(actions()["save_view"](ledger, ACTOR, **VIEW).facts["view"]))


def _planned(ledger: Ledger) -> str:
    record = _due(ledger)
    actions()["decide"](ledger, ACTOR, records=[record], state="deleted", reason="due")
    return record


def _planned_event(ledger: Ledger) -> int:
    """The number of a decision that needs nobody else."""
    return actions()["decide"](ledger, OTHER, records=[_due(ledger)], state="deleted", reason="due").sequence


def _destroyed(ledger: Ledger) -> int:
    """The number of a source of which one item was destroyed."""
    record = _planned(ledger)
    actions()["destroy"](ledger, ACTOR, records=[record])
    query = "SELECT s.ordinal FROM source s JOIN record r ON r.source = s.sha256 WHERE r.id = ?"
    return int(str(ledger.database.value(query, [record])))


HOLD: Params = {"matter": "a claim", "ordered_by": "the court", "since": date(2026, 11, 1)}


def _held(ledger: Ledger, record: str) -> int:
    """The number of a hold on the record."""
    event = actions()["place_hold"](ledger, ACTOR, **HOLD, reach="records", records=[record])
    return int(str(event.facts["hold"]))


def _release_asked(ledger: Ledger) -> int:
    """The number of the decision by which the release of a hold waits."""
    return actions()["release_hold"](ledger, OTHER, hold=_held(ledger, _due(ledger)), reason="settled").sequence


def _released(ledger: Ledger) -> int:
    asked = _release_asked(ledger)
    actions()["approve_decision"](ledger, SECOND, decision=asked)
    return asked


def _asked_to_destroy(ledger: Ledger) -> str:
    """The reason for which the engagement's destruction was asked for."""
    return str(actions()["ask_destruction"](ledger, OTHER, reason="done").facts["reason"])


def _awaiting(ledger: Ledger, actor: Profile) -> int:
    """The number of a decision against the proposal, which waits for a second person."""
    params = {"records": [_due(ledger)], "state": "transferred", "reason": "a gift"}
    return actions()["decide"](ledger, actor, **params).sequence


def _finding(ledger: Ledger) -> str:
    return str(ledger.database.value("SELECT min(id) FROM finding"))


def _reviewed(ledger: Ledger) -> int:
    """The number of an event that confirmed all mailboxes of a domain."""
    params = {"reach": "domain", "finding": _finding(ledger), "state": "confirmed", "reason": "ours"}
    return actions()["review_pattern"](ledger, ACTOR, **params).sequence


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


def _listed(ledger: Ledger) -> Params:
    actions()["list_system"](ledger, ACTOR, kind="paper", state="not_received")
    return {"number": 1, "reason": "listed twice"}


def _decision(ledger: Ledger) -> Params:
    actions()["merge_people"](ledger, ACTOR, **_two_people(ledger))
    return {"decision": 1}


def _shorter(ledger: Ledger) -> Params:
    """A retention rule with another period."""
    rule = rules_of(ledger.database).retention_rules["RC-ENQUIRY.target"]
    content = writing.stated(rule) | {"period": "P3M"}
    return {"section": "retention_rules", "rule": rule.id, "content": content, "reason": "our own policy is stricter"}


def _overridden(ledger: Ledger) -> int:
    """The number of a change of the rules."""
    actions()["override_rule"](ledger, ACTOR, **_shorter(ledger))
    return 1


def _overridden_twice(ledger: Ledger) -> Params:
    _overridden(ledger)
    return _shorter(ledger)


def _undone_override(ledger: Ledger) -> int:
    actions()["undo_override"](ledger, ACTOR, number=_overridden(ledger))
    return 1


SCOPE: Params = {"task": "P-02", "kind": "scope_definition", "name": "scope.pdf", "content": b"scope of the work"}


def _attached(ledger: Ledger) -> str:
    return str(actions()["attach_evidence"](ledger, ACTOR, **SCOPE).facts["file"])


MEETING_VALUES = {"held_on": "2026-11-20", "subject": "盘点", "decisions": "下周完成盘点"}
MEETING: Params = {"register": "meetings", "values": MEETING_VALUES}


def _met(ledger: Ledger) -> Params:
    actions()["add_entry"](ledger, ACTOR, **MEETING)
    return {"register": "meetings", "number": 1}


def _rests_on_a_file(ledger: Ledger) -> str:
    file = _attached(ledger)
    actions()["update_task"](ledger, ACTOR, task="P-02", state="done")
    return file


def _closed(ledger: Ledger) -> Params:
    actions()["update_task"](ledger, ACTOR, task="P-02", state="not_applicable", reason="no mail at all")
    return {"task": "P-02", "state": "open"}


def _treated(**changes: object) -> Params:
    stated = {"scenario": "S1", "state": "treated", "treatment": "mitigate", "owner": "IT", "due": date(2026, 12, 1)}
    return {**stated, **changes}


def _accepted(**changes: object) -> Params:
    name = {"accepted_by": "Chen", "accepted_until": date(2027, 1, 31), "reason": "the price says so"}
    return {"scenario": "S9", "state": "accepted", "treatment": "accept", **name, **changes}


def _moved(ledger: Ledger) -> int:
    """The number of a judgement on a risk."""
    moved = {"scenario": "S1", "axis": "impact", "steps": 1, "reason": "many of them are old"}
    return int(str(actions()["modify_risk"](ledger, ACTOR, **moved).facts["judgement"]))


def _moved_already(ledger: Ledger) -> Params:
    _moved(ledger)
    return {"scenario": "S1", "axis": "impact", "steps": -1, "reason": "x"}


def _reclassed(ledger: Ledger) -> int:
    """The number of an event that put a record in another class."""
    return actions()["reclass"](ledger, ACTOR, **CASES["reclass"](ledger)).sequence


def _undone_reclass(ledger: Ledger) -> int:
    event = _reclassed(ledger)
    actions()["undo_reclass"](ledger, ACTOR, event=event)
    return event


def _printed(ledger: Ledger, author: Profile, content: bool = True) -> str:
    """The id of a paper somebody printed."""
    at = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
    kept = Kept("CO-1", "0" * 64, Paper.LETTER, "zh", at, author.name, "1", "r", "s", {}, {})
    with ledger.database.writing() as writer:
        snapshots.keep(writer, kept, {})
        if not content:
            writer.execute("UPDATE snapshot SET content = NULL")
    return kept.id


def _signed(ledger: Ledger) -> str:
    printed = _printed(ledger, OTHER)
    actions()["sign_off"](ledger, SECOND, snapshot=printed)
    return printed


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


NOTICE: Params = {"kind": "NT-23", "language": "zh", "texts": {"recipient_name": "某接收方", "dates": " "}}
SENT: Params = {"number": 1, "sent_on": date(2026, 11, 20), "channels": ["mail"], "people": 3, "sent_by": "客服甲"}


def _written(ledger: Ledger) -> Params:
    """A notice that can be recorded as sent."""
    actions()["write_notice"](ledger, ACTOR, **NOTICE)
    return SENT


def _sent(ledger: Ledger) -> Params:
    """A notice that was sent, as what would change it."""
    actions()["send_notice"](ledger, ACTOR, **_written(ledger))
    return {**NOTICE, "number": 1}


CASES: dict[str, Callable[[Ledger], Params]] = {
    "review": lambda ledger: {
        "findings": [str(ledger.database.value("SELECT min(id) FROM finding"))],
        "state": "rejected",
    },
    "review_pattern": lambda ledger: {
        "reach": "recognizer",
        "finding": _finding(ledger),
        "state": "rejected",
        "reason": "the hotline's own",
    },
    "list_value": lambda _: {"kind": "deny", "text": "小圆子", "entity_type": "PERSON", "reason": "a nickname"},
    "undo_review": lambda ledger: {"event": _reviewed(ledger)},
    "reveal_lists": lambda _: {},
    "reveal": lambda ledger: {"record": _due(ledger)},
    "save_view": lambda _: VIEW,
    "rename_view": lambda ledger: {"view": _saved(ledger), "name": "新的 名字"},
    "remove_view": lambda ledger: {"view": _saved(ledger)},
    "reveal_person": lambda ledger: {"person": _somebody(ledger)[0]},
    "hand_out_dossier": lambda ledger: {"person": _somebody(ledger)[0], **COPY},
    "fetch_original": lambda ledger: {"record": _due(ledger)},
    "give_password": lambda _: {"source": 4, "password": "opensesame"},
    "read_again": lambda _: {"source": 4},
    "scan_again": lambda _: {"source": 2},
    "withdraw_source": lambda _: {"source": 2, "reason": "another company's orders"},
    "place_hold": lambda ledger: {**HOLD, "reach": "records", "records": [_due(ledger)]},
    "release_hold": lambda ledger: {"hold": _held(ledger, _due(ledger)), "reason": "settled"},
    "approve_decision": lambda ledger: {"decision": _awaiting(ledger, OTHER)},
    "reject_decision": lambda ledger: {"decision": _awaiting(ledger, OTHER), "reason": "not agreed"},
    "undo_decision": lambda ledger: {"decision": _awaiting(ledger, OTHER)},
    "ask_destruction": lambda _: {"reason": "all is handed over"},
    "accept_proposals": lambda ledger: {"records": [_due(ledger)], "reason": "as proposed"},
    "decide": lambda ledger: {"records": [_due(ledger)], "state": "deleted", "reason": "the period is over"},
    "destroy": lambda ledger: {"records": [_planned(ledger)]},
    "reclass": lambda ledger: {"records": [_due(ledger)], "record_class": "contract", "reason": "it is signed"},
    "undo_reclass": lambda ledger: {"event": _reclassed(ledger)},
    "answer_control": lambda _: {"control": next(iter(catalogue().controls)), "answer": "effective", "evidence": "a"},
    "choose_method": lambda _: {"method": "B_5x5", "reason": "the group's own matrix"},
    "treat_risk": lambda _: _treated(),
    "modify_risk": lambda _: {"scenario": "S1", "axis": "impact", "steps": 1, "reason": "many of them are old"},
    "undo_modification": lambda ledger: {"judgement": _moved(ledger)},
    "override_rule": _shorter,
    "undo_override": lambda ledger: {"number": _overridden(ledger)},
    "update_task": lambda _: {"task": "P-02", "state": "done", "references": {"scope_definition": "minutes 3"}},
    "comment_task": lambda _: {"task": "P-02", "text": "the draft is with the lawyer"},
    "add_task": lambda _: {"title": "归还门店钥匙", "phase": "close", "responsible": "OWN", "accountable": "MGT"},
    "plan_tasks": lambda _: {"tasks": ["P-01", "P-02"], "assignee": "顾问乙", "shift": 3, "reason": "closing moved"},
    "attach_evidence": lambda _: SCOPE,
    "fetch_attachment": lambda ledger: {"file": _attached(ledger)},
    "remove_evidence": lambda ledger: {"file": _attached(ledger), "reason": "the wrong version"},
    "add_entry": lambda _: MEETING,
    "change_entry": lambda ledger: {**_met(ledger), "values": {**MEETING_VALUES, "subject": "移交"}, "reason": "x"},
    "remove_entry": lambda ledger: {**_met(ledger), "reason": "entered twice"},
    "reveal_entry": lambda ledger: _met(ledger),
    "update_engagement": lambda ledger: {"engagement": replace(ledger.engagement, recipient="某接收方")},
    "confirm_facts": lambda _: {"facts": ["is_online_seller"]},
    "contest_fact": lambda _: {"fact": "is_online_seller", "value": False, "reason": "orders come by telephone only"},
    "arrange_presentation": lambda _: {"slides": [Slide(one) for one in reversed(SLIDES)]},
    "record_decision": lambda _: DECIDED,
    "set_column_meaning": lambda _: {"source": 2, "table": "csv", "column": 2, "header": "客户", "meaning": "company"},
    "list_system": lambda _: {"kind": "paper", "state": "not_received", "note": "boxes on Monday"},
    "remove_system": _listed,
    "answer_duty": lambda _: {"obligation": "CN-PIPL-23", "state": "partly", "note": "first letters sent"},
    "start_clock": lambda _: {"clock": "liquidation_group_formed", "day": date(2026, 12, 1)},
    "state_basis": lambda ledger: {**CONSENTED, "people": _somebody(ledger)},
    "undo_basis": lambda ledger: {"decision": _stated(ledger), "reason": "the wrong form"},
    "settle_debt": _creditor,
    "write_notice": lambda _: NOTICE,
    "send_notice": _written,
    "withdraw_notice": lambda ledger: {"number": _sent(ledger)["number"], "reason": "the wrong recipient"},
    "sign_off": lambda ledger: {"snapshot": _printed(ledger, OTHER)},
    "split_person": _seen_twice,
    "merge_people": _two_people,
    "undo_people_decision": _decision,
}  # fmt: skip


BY_A_SECOND = {"approve_decision", "reject_decision"}


def test_every_action_is_tried() -> None:
    assert set(CASES) == set(actions())


@pytest.mark.parametrize("name", sorted(CASES))
def test_an_action_leaves_one_event_by_its_actor_and_keeps_the_sums(ledger: Ledger, name: str) -> None:
    params = CASES[name](ledger)
    before = ledger.audit.last_sequence()
    actor = SECOND if name in BY_A_SECOND else ACTOR
    event = actions()[name](ledger, actor, **params)
    ledger.audit.publish()
    assert ledger.audit.last_sequence() == before + 1 == event.sequence
    assert (event.actor, event.actor_role) == (actor.name, str(actor.role))
    assert ledger.audit.verify().intact
    assert balance(ledger.database).difference == 0
    for language in LANGUAGES:
        assert f"event.{event.kind}" in words(language)


def _gone(ledger: Ledger) -> int:
    """The number of a notice that was withdrawn."""
    event = actions()["withdraw_notice"](ledger, ACTOR, number=1, reason="x")
    return int(str(event.facts["number"]))


def _undone(ledger: Ledger) -> int:
    event = _reviewed(ledger)
    actions()["undo_review"](ledger, ACTOR, event=event)
    return event


def _listed_already(ledger: Ledger) -> Params:
    params = CASES["list_value"](ledger)
    actions()["list_value"](ledger, ACTOR, **params)
    return params


REFUSED: list[tuple[str, Callable[[Ledger], Params], str]] = [
    ("review", lambda _: {"findings": ["nothing"], "state": "rejected"}, "finding_unknown"),
    ("review", lambda _: {"findings": [], "state": "rejected"}, "finding_unknown"),
    ("review_pattern", lambda ledger: {**CASES["review_pattern"](ledger), "reason": " "}, "reason_missing"),
    ("review_pattern", lambda ledger: {**CASES["review_pattern"](ledger), "finding": "nothing"}, "finding_unknown"),
    ("review_pattern", lambda ledger: {**CASES["review_pattern"](ledger), "reach": "shape"}, "pattern_unfit"),
    (
        "review_pattern",
        lambda _: {"reach": "filter", "selection": Selection(type=("IBAN",)), "state": "rejected", "reason": "x"},
        "nothing_reached",
    ),
    ("list_value", lambda _: {"kind": "allow", "text": "某某", "reason": ""}, "reason_missing"),
    ("list_value", lambda _: {"kind": "allow", "text": "某", "reason": "x"}, "term_too_short"),
    ("list_value", lambda _: {"kind": "deny", "text": "某某", "reason": "x"}, "type_unknown"),
    ("list_value", lambda _: {"kind": "allow", "text": "##", "reach": "shape", "reason": "x"}, "pattern_unfit"),
    ("list_value", lambda _: {"kind": "allow", "text": "某某", "source": 99, "reason": "x"}, "source_unknown"),
    ("list_value", lambda ledger: _listed_already(ledger), "already_listed"),
    ("undo_review", lambda _: {"event": 1}, "review_unknown"),
    ("undo_review", lambda ledger: {"event": _undone(ledger)}, "review_unknown"),
    ("confirm_facts", lambda _: {"facts": []}, "fact_not_proposed"),
    ("confirm_facts", lambda _: {"facts": ["is_platform"]}, "fact_not_proposed"),
    ("contest_fact", lambda _: {"fact": "is_platform", "value": False, "reason": "x"}, "fact_not_proposed"),
    ("contest_fact", lambda _: {"fact": "is_online_seller", "value": True, "reason": "x"}, "fact_not_proposed"),
    ("contest_fact", lambda _: {"fact": "is_online_seller", "value": False, "reason": " "}, "reason_missing"),
    ("contest_fact", lambda _: {"fact": "is_online_seller", "value": 3, "reason": "x"}, "facts.wrong_type"),
    ("arrange_presentation", lambda _: {"slides": [Slide("risk")]}, "slides_unfit"),
    ("arrange_presentation", lambda _: {"slides": [Slide(one, False) for one in SLIDES]}, "no_slide"),
    ("record_decision", lambda _: {**DECIDED, "title": " "}, "title_missing"),
    ("record_decision", lambda _: {**DECIDED, "said_by": ""}, "speaker_missing"),
    ("record_decision", lambda _: {**DECIDED, "phase": "nothing"}, "phase_unknown"),
    ("record_decision", lambda _: {**DECIDED, "responsible": "nobody"}, "role_unknown"),
    ("sign_off", lambda _: {"snapshot": "CO-0"}, "snapshot_unknown"),
    ("sign_off", lambda ledger: {"snapshot": _printed(ledger, ACTOR)}, "snapshot_own"),
    ("sign_off", lambda ledger: {"snapshot": _signed(ledger)}, "snapshot_signed"),
    ("sign_off", lambda ledger: {"snapshot": _printed(ledger, OTHER, content=False)}, "snapshot_without_content"),
    ("reveal", lambda _: {"record": "nothing"}, "record_unknown"),
    ("save_view", lambda _: {**VIEW, "name": "  "}, "view_name_unfit"),
    ("save_view", lambda _: {**VIEW, "selection": Selection()}, "view_without_filter"),
    ("save_view", lambda ledger: {**VIEW, "screen": "people"} if _saved(ledger) else {}, "view_name_taken"),
    ("rename_view", lambda ledger: {"view": _saved(ledger), "name": "x" * 61}, "view_name_unfit"),
    ("rename_view", lambda _: {"view": 7, "name": "x"}, "view_unknown"),
    ("remove_view", lambda _: {"view": 7}, "view_unknown"),
    ("reveal_person", lambda _: {"person": "P-0"}, "person_unknown"),
    ("hand_out_dossier", lambda _: {"person": "P-0", **COPY}, "person_unknown"),
    ("hand_out_dossier", lambda ledger: {"person": _somebody(ledger)[0], **COPY, "reason": " "}, "reason_missing"),
    ("fetch_original", lambda _: {"record": "nothing"}, "record_unknown"),
    ("give_password", lambda _: {"source": 4, "password": ""}, "password_missing"),
    ("give_password", lambda _: {"source": 99, "password": "x"}, "source_unknown"),
    ("read_again", lambda _: {"source": 2}, "nothing_to_read_again"),
    ("read_again", lambda _: {"source": 4, "reasons": ("image_not_read",)}, "nothing_to_read_again"),
    ("scan_again", lambda ledger: {"source": _destroyed(ledger)}, "source_partly_destroyed"),
    ("withdraw_source", lambda _: {"source": 2, "reason": " "}, "reason_missing"),
    ("withdraw_source", lambda ledger: {"source": _destroyed(ledger), "reason": "x"}, "disposition_done"),
    ("place_hold", lambda _: {**HOLD, "reach": "records", "records": ["nothing"]}, "nothing_selected"),
    ("place_hold", lambda _: {**HOLD, "reach": "people", "people": ["P-0"]}, "person_unknown"),
    ("place_hold", lambda ledger: {**CASES["place_hold"](ledger), "matter": " "}, "matter_missing"),
    ("place_hold", lambda ledger: {**CASES["place_hold"](ledger), "ordered_by": ""}, "orderer_missing"),
    ("release_hold", lambda ledger: {"hold": _held(ledger, _due(ledger)), "reason": " "}, "reason_missing"),
    ("release_hold", lambda _: {"hold": 9, "reason": "x"}, "hold_unknown"),
    ("release_hold", lambda ledger: {"hold": _released(ledger) and 1, "reason": "x"}, "hold_unknown"),
    ("release_hold", lambda ledger: {"hold": _release_asked(ledger) and 1, "reason": "x"}, "release_awaits"),
    ("approve_decision", lambda _: {"decision": 1}, "disposition_unknown"),
    ("approve_decision", lambda ledger: {"decision": _awaiting(ledger, ACTOR)}, "approval_by_oneself"),
    ("approve_decision", lambda ledger: {"decision": _awaiting(ledger, OTHER)}, "approval_role"),
    ("approve_decision", lambda ledger: {"decision": _planned_event(ledger)}, "nothing_awaited"),
    ("reject_decision", lambda ledger: {"decision": _awaiting(ledger, OTHER), "reason": " "}, "reason_missing"),
    ("reject_decision", lambda ledger: {"decision": _awaiting(ledger, ACTOR), "reason": "x"}, "approval_by_oneself"),
    ("undo_decision", lambda _: {"decision": 1}, "disposition_unknown"),
    ("undo_decision", lambda ledger: {"decision": _released(ledger)}, "release_stands"),
    ("accept_proposals", lambda ledger: {"records": [_due(ledger)], "reason": ""}, "reason_missing"),
    ("ask_destruction", lambda _: {"reason": " "}, "reason_missing"),
    ("ask_destruction", lambda ledger: {"reason": "x" * _held(ledger, _due(ledger))}, "engagement_on_hold"),
    ("ask_destruction", lambda ledger: {"reason": _asked_to_destroy(ledger)}, "destruction_asked"),
    ("decide", lambda ledger: {"records": [_due(ledger)], "state": "on_hold", "reason": "x"}, "hold_is_placed"),
    ("decide", lambda _: {"records": [], "state": "deleted", "reason": "x"}, "nothing_selected"),
    ("decide", lambda _: {"records": ["nothing"], "state": "deleted", "reason": "x"}, "record_unknown"),
    ("decide", lambda ledger: {"records": [_due(ledger)], "state": "deleted"}, "reason_missing"),
    ("decide", lambda ledger: {"records": [_due(ledger)], "state": "restricted_until", "reason": "x"}, "until_missing"),
    (
        "decide",
        lambda ledger: {
            "records": records_where(ledger, "a.retention_state = 'must_keep'"),
            "state": "deleted",
            "reason": "x",
        },
        "records_must_be_kept",
    ),
    ("destroy", lambda _: {"records": ["nothing"]}, "record_unknown"),
    ("destroy", lambda ledger: {"records": [_due(ledger)]}, "deletion_not_planned"),
    ("reclass", lambda ledger: {**CASES["reclass"](ledger), "reason": " "}, "reason_missing"),
    ("reclass", lambda ledger: {**CASES["reclass"](ledger), "record_class": "nothing"}, "class_unknown"),
    ("reclass", lambda ledger: {**CASES["reclass"](ledger), "records": ["nothing"]}, "nothing_selected"),
    (
        "reclass",
        lambda _: {"selection": Selection(type=("IBAN",)), "record_class": "order", "reason": "x"},
        "nothing_selected",
    ),
    ("undo_reclass", lambda _: {"event": 1}, "reclass_unknown"),
    ("undo_reclass", lambda ledger: {"event": _undone_reclass(ledger)}, "reclass_unknown"),
    ("answer_control", lambda _: {"control": "nothing", "answer": "effective", "evidence": "x"}, "control_unknown"),
    (
        "answer_control",
        lambda _: {"control": next(iter(catalogue().controls)), "answer": "effective"},
        "evidence_missing",
    ),
    ("choose_method", lambda _: {"method": "nothing", "reason": "x"}, "method_unknown"),
    (
        "set_column_meaning",
        lambda _: {"source": 2, "table": "csv", "column": 1, "header": "a", "meaning": "nothing"},
        "meaning_unknown",
    ),
    ("set_column_meaning", lambda _: {"source": 99, "table": "csv", "column": 1, "header": "a"}, "source_unknown"),
    ("choose_method", lambda _: {"method": "B_5x5", "reason": " "}, "reason_missing"),
    ("treat_risk", lambda _: {"scenario": "nothing", "state": "treated"}, "scenario_unknown"),
    ("treat_risk", lambda _: {"scenario": "S1", "state": "accepted"}, "acceptance_incomplete"),
    ("treat_risk", lambda _: _treated(treatment="pray"), "treatment_unknown"),
    ("treat_risk", lambda _: _treated(aim="severe"), "aim_unknown"),
    ("treat_risk", lambda _: _treated(owner=" "), "treatment_incomplete"),
    ("treat_risk", lambda _: _treated(state="closed"), "risk_state_skipped"),
    ("treat_risk", lambda _: _accepted(accepted_until=date(2026, 11, 20)), "acceptance_over"),
    ("treat_risk", lambda _: _accepted(scenario="S1"), "severe_needs_manager"),
    ("modify_risk", lambda _: {"scenario": "no", "axis": "impact", "steps": 1, "reason": "x"}, "scenario_unknown"),
    ("modify_risk", lambda _: {"scenario": "S1", "axis": "luck", "steps": 1, "reason": "x"}, "judgement_unfit"),
    ("modify_risk", lambda _: {"scenario": "S1", "axis": "impact", "steps": 2, "reason": "x"}, "judgement_unfit"),
    ("modify_risk", lambda _: {"scenario": "S1", "axis": "impact", "steps": 1, "reason": " "}, "reason_missing"),
    ("modify_risk", _moved_already, "already_judged"),
    ("undo_modification", lambda _: {"judgement": 9}, "judgement_unknown"),
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
    ("override_rule", lambda ledger: {**_shorter(ledger), "reason": " "}, "reason_missing"),
    ("override_rule", lambda ledger: {**_shorter(ledger), "section": "facts"}, "rule_fixed"),
    ("override_rule", _overridden_twice, "rule_unchanged"),
    (
        "override_rule",
        lambda ledger: {**_shorter(ledger), "content": {**_shorter(ledger)["content"], "period": "soon"}},
        "rules.wrong_value",
    ),
    ("override_rule", lambda ledger: {**_shorter(ledger), "rule": "X"}, "rules.wrong_value"),
    ("override_rule", lambda ledger: {**_shorter(ledger), "rule": "X", "content": None}, "rules.dangling_reference"),
    (
        "override_rule",
        lambda _: {"section": "obligations", "rule": "CN-PIPL-22", "reason": "x"},
        "rules.dangling_reference",
    ),
    ("undo_override", lambda _: {"number": 1}, "override_unknown"),
    ("undo_override", lambda ledger: {"number": _undone_override(ledger)}, "override_unknown"),
    ("update_task", lambda _: {"task": "nothing", "state": "open"}, "task_unknown"),
    ("update_task", lambda _: {"task": "P-02", "state": "done"}, "evidence_kinds_missing"),
    (
        "update_task",
        lambda _: {"task": "P-01", "state": "done", "references": {"project_charter": "no. 1", "facts_sheet": " "}},
        "evidence_kinds_missing",
    ),
    ("update_task", lambda _: {"task": "P-02", "state": "open", "references": {"nda": "x"}}, "evidence_kind_unknown"),
    ("update_task", lambda _: {"task": "P-02", "state": "not_applicable"}, "reason_missing"),
    ("update_task", _closed, "reason_missing"),
    ("comment_task", lambda _: {"task": "P-02", "text": " "}, "comment_empty"),
    ("comment_task", lambda _: {"task": "nothing", "text": "x"}, "task_unknown"),
    ("add_task", lambda _: {**CASES["add_task"](_), "title": " "}, "title_missing"),
    ("add_task", lambda _: {**CASES["add_task"](_), "phase": "never"}, "phase_unknown"),
    ("add_task", lambda _: {**CASES["add_task"](_), "accountable": "GOD"}, "role_unknown"),
    ("plan_tasks", lambda _: {"tasks": ["P-01"], "shift": 3}, "reason_missing"),
    ("plan_tasks", lambda _: {"tasks": [], "assignee": "x"}, "no_task_reached"),
    ("plan_tasks", lambda ledger: {"tasks": [_closed(ledger)["task"]], "assignee": "x"}, "no_task_reached"),
    ("attach_evidence", lambda _: {**SCOPE, "task": "nothing"}, "task_unknown"),
    ("attach_evidence", lambda _: {**SCOPE, "kind": "nda"}, "evidence_kind_unknown"),
    ("attach_evidence", lambda _: {**SCOPE, "content": b""}, "file_empty"),
    ("fetch_attachment", lambda _: {"file": "nothing"}, "file_unknown"),
    ("remove_evidence", lambda ledger: {"file": _attached(ledger), "reason": " "}, "reason_missing"),
    ("remove_evidence", lambda _: {"file": "nothing", "reason": "x"}, "file_unknown"),
    ("add_entry", lambda _: {"register": "nothing", "values": {}}, "register_unknown"),
    ("add_entry", lambda _: {"register": "meetings", "values": {"subject": "x"}}, "field_required"),
    ("add_entry", lambda _: {**MEETING, "values": {**MEETING_VALUES, "held_on": "soon"}}, "field_wrong"),
    ("add_entry", lambda _: {**MEETING, "values": {**MEETING_VALUES, "weather": "fine"}}, "field_unknown"),
    ("add_entry", lambda _: {**MEETING, "files": {"minutes": ("empty.pdf", b"")}}, "file_empty"),
    ("change_entry", lambda ledger: {**_met(ledger), "values": MEETING_VALUES, "reason": " "}, "reason_missing"),
    ("change_entry", lambda ledger: {**_met(ledger), "values": MEETING_VALUES, "reason": "x"}, "nothing_changed"),
    ("change_entry", lambda _: {**MEETING, "number": 9, "reason": "x"}, "entry_unknown"),
    ("remove_entry", lambda ledger: {**_met(ledger), "reason": ""}, "reason_missing"),
    ("remove_entry", lambda _: {"register": "meetings", "number": 9, "reason": "x"}, "entry_unknown"),
    ("reveal_entry", lambda _: {"register": "meetings", "number": 9}, "entry_unknown"),
    ("remove_evidence", lambda ledger: {"file": _rests_on_a_file(ledger), "reason": "x"}, "evidence_needed"),
    ("write_notice", lambda _: {**NOTICE, "kind": "NT-0"}, "notice_unknown"),
    ("write_notice", lambda _: {**NOTICE, "language": "fr"}, "language_unknown"),
    ("write_notice", lambda _: {**NOTICE, "texts": {"remedies": "x"}}, "notice_field_unknown"),
    ("write_notice", lambda _: {**NOTICE, "texts": {"dates": " "}}, "notice_blank"),
    ("write_notice", lambda _: {**NOTICE, "texts": {"dates": "x" * 5001}}, "notice_too_long"),
    ("write_notice", lambda _: {**NOTICE, "number": 7}, "notice_unknown"),
    ("write_notice", _sent, "notice_fixed"),
    ("write_notice", lambda ledger: {**NOTICE, "number": _written(ledger)["number"], "language": "en"}, "notice_fixed"),
    ("send_notice", lambda _: SENT, "notice_unknown"),
    ("send_notice", lambda ledger: {**SENT, "number": _sent(ledger)["number"]}, "notice_fixed"),
    ("send_notice", lambda ledger: {**_written(ledger), "channels": []}, "notice_channel_missing"),
    ("send_notice", lambda ledger: {**_written(ledger), "channels": ["pigeon"]}, "notice_channel_missing"),
    ("send_notice", lambda ledger: {**_written(ledger), "people": None}, "notice_people_missing"),
    ("send_notice", lambda ledger: {**_written(ledger), "people": 0}, "notice_people_missing"),
    ("send_notice", lambda ledger: {**_written(ledger), "sent_by": " "}, "notice_sender_missing"),
    ("send_notice", lambda ledger: {**_written(ledger), "sent_on": date(2999, 1, 1)}, "notice_not_yet"),
    ("withdraw_notice", lambda _: {"number": 1, "reason": "x"}, "notice_unknown"),
    ("withdraw_notice", lambda ledger: {"number": _written(ledger)["number"], "reason": " "}, "reason_missing"),
    ("withdraw_notice", lambda ledger: {**CASES["withdraw_notice"](ledger), "number": _gone(ledger)}, "notice_fixed"),
    (
        "update_engagement",
        lambda ledger: {"engagement": replace(ledger.engagement, slug="other")},
        "slug_fixed",
    ),
    ("update_engagement", lambda ledger: {"engagement": replace(ledger.engagement, company=" ")}, "company_missing"),
]


@pytest.mark.parametrize(("name", "params", "key"), REFUSED)
def test_a_refused_action_changes_nothing_and_says_why(
    ledger: Ledger, name: str, params: Callable[[Ledger], Params], key: str
) -> None:
    stated = params(ledger)
    before = ledger.audit.last_sequence()
    with pytest.raises(ActionableError) as refused:
        actions()[name](ledger, ACTOR, **stated)
    assert refused.value.key == key
    assert ledger.audit.last_sequence() == before
    for language in LANGUAGES:
        assert words(language).sentence(refused.value)


@pytest.mark.parametrize("name", ["decide", "destroy", "withdraw_source"])
def test_a_hold_wins(ledger: Ledger, name: str) -> None:
    params = CASES[name](ledger)
    actions()["place_hold"](ledger, ACTOR, **HOLD, reach="filter", selection=Selection())
    with pytest.raises(ActionableError, match="records_on_hold"):
        actions()[name](ledger, ACTOR, **params)
