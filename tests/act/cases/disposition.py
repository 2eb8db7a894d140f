"""Cases of what becomes of records: holds, decisions, destruction, classes."""

from datetime import date

from engine.act import actions
from engine.model.events import Profile
from engine.store.workspace import Ledger
from engine.views.selection import Selection
from tests.act.cases.given import HOLD, OTHER, SECOND, Cases, Params, Refused, due, planned
from tests.act.conftest import records_where
from tests.conftest import ACTOR


def _planned_event(ledger: Ledger) -> int:
    """The number of a decision that needs nobody else."""
    return actions()["decide"](ledger, OTHER, records=[due(ledger)], state="deleted", reason="due").sequence


def _held(ledger: Ledger, record: str) -> int:
    """The number of a hold on the record."""
    event = actions()["place_hold"](ledger, ACTOR, **HOLD, reach="records", records=[record])
    return int(str(event.facts["hold"]))


def _release_asked(ledger: Ledger) -> int:
    """The number of the decision by which the release of a hold waits."""
    return actions()["release_hold"](ledger, OTHER, hold=_held(ledger, due(ledger)), reason="settled").sequence


def _released(ledger: Ledger) -> int:
    asked = _release_asked(ledger)
    actions()["approve_decision"](ledger, SECOND, decision=asked)
    return asked


def _asked_to_destroy(ledger: Ledger) -> str:
    """The reason for which the engagement's destruction was asked for."""
    return str(actions()["ask_destruction"](ledger, OTHER, reason="done").facts["reason"])


def _awaiting(ledger: Ledger, actor: Profile) -> int:
    """The number of a decision against the proposal, which waits for a second person."""
    params = {"records": [due(ledger)], "state": "transferred", "reason": "a gift"}
    return actions()["decide"](ledger, actor, **params).sequence


def _to_hand_over(ledger: Ledger) -> Params:
    """A record planned for the transfer, as what states that it was handed over."""
    actions()["approve_decision"](ledger, SECOND, decision=_awaiting(ledger, OTHER))
    stated: Params = {"state": "transferred", "day": date(2026, 11, 20), "by": "IT", "recipient": "buyer"}
    return {**stated, "records": [due(ledger)], "proof": ("signed.pdf", b"list signed by both")}


def _reclassed(ledger: Ledger) -> int:
    """The number of an event that put a record in another class."""
    return actions()["reclass"](ledger, ACTOR, **CASES["reclass"](ledger)).sequence


def _undone_reclass(ledger: Ledger) -> int:
    event = _reclassed(ledger)
    actions()["undo_reclass"](ledger, ACTOR, event=event)
    return event


CASES: Cases = {
    "place_hold": lambda ledger: {**HOLD, "reach": "records", "records": [due(ledger)]},
    "release_hold": lambda ledger: {"hold": _held(ledger, due(ledger)), "reason": "settled"},
    "approve_decision": lambda ledger: {"decision": _awaiting(ledger, OTHER)},
    "reject_decision": lambda ledger: {"decision": _awaiting(ledger, OTHER), "reason": "not agreed"},
    "undo_decision": lambda ledger: {"decision": _awaiting(ledger, OTHER)},
    "ask_destruction": lambda _: {"reason": "all is handed over"},
    "accept_proposals": lambda ledger: {"records": [due(ledger)], "reason": "as proposed"},
    "decide": lambda ledger: {"records": [due(ledger)], "state": "deleted", "reason": "the period is over"},
    "destroy": lambda ledger: {"records": [planned(ledger)]},
    "carry_out": _to_hand_over,
    "reclass": lambda ledger: {"records": [due(ledger)], "record_class": "contract", "reason": "it is signed"},
    "undo_reclass": lambda ledger: {"event": _reclassed(ledger)},
}

REFUSED: Refused = [
    ("place_hold", lambda _: {**HOLD, "reach": "records", "records": ["nothing"]}, "nothing_selected"),
    ("place_hold", lambda _: {**HOLD, "reach": "people", "people": ["P-0"]}, "person_unknown"),
    ("place_hold", lambda ledger: {**CASES["place_hold"](ledger), "matter": " "}, "matter_missing"),
    ("place_hold", lambda ledger: {**CASES["place_hold"](ledger), "ordered_by": ""}, "orderer_missing"),
    ("release_hold", lambda ledger: {"hold": _held(ledger, due(ledger)), "reason": " "}, "reason_missing"),
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
    ("accept_proposals", lambda ledger: {"records": [due(ledger)], "reason": ""}, "reason_missing"),
    ("ask_destruction", lambda _: {"reason": " "}, "reason_missing"),
    ("ask_destruction", lambda ledger: {"reason": "x" * _held(ledger, due(ledger))}, "engagement_on_hold"),
    ("ask_destruction", lambda ledger: {"reason": _asked_to_destroy(ledger)}, "destruction_asked"),
    ("decide", lambda ledger: {"records": [due(ledger)], "state": "on_hold", "reason": "x"}, "hold_is_placed"),
    ("decide", lambda _: {"records": [], "state": "deleted", "reason": "x"}, "nothing_selected"),
    ("decide", lambda _: {"records": ["nothing"], "state": "deleted", "reason": "x"}, "record_unknown"),
    ("decide", lambda ledger: {"records": [due(ledger)], "state": "deleted"}, "reason_missing"),
    ("decide", lambda ledger: {"records": [due(ledger)], "state": "restricted_until", "reason": "x"}, "until_missing"),
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
    ("destroy", lambda ledger: {"records": [due(ledger)]}, "deletion_not_planned"),
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
]
