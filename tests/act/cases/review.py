"""Cases of review: findings, lists, what is looked at, views kept for later."""

from engine.act import actions
from engine.store.workspace import Ledger
from engine.views.selection import Selection
from tests.act.cases.given import Cases, Params, Refused, due
from tests.conftest import ACTOR

VIEW: Params = {"name": "要看的", "screen": "findings", "selection": Selection(type=("PHONE",))}


def _saved(ledger: Ledger) -> int:
    return int(str(actions()["save_view"](ledger, ACTOR, **VIEW).facts["view"]))


def _finding(ledger: Ledger) -> str:
    return str(ledger.database.value("SELECT min(id) FROM finding"))


def _reviewed(ledger: Ledger) -> int:
    """The number of an event that confirmed all mailboxes of a domain."""
    params = {"reach": "domain", "finding": _finding(ledger), "state": "confirmed", "reason": "ours"}
    return actions()["review_pattern"](ledger, ACTOR, **params).sequence


def _undone(ledger: Ledger) -> int:
    event = _reviewed(ledger)
    actions()["undo_review"](ledger, ACTOR, event=event)
    return event


def _listed_already(ledger: Ledger) -> Params:
    params = CASES["list_value"](ledger)
    actions()["list_value"](ledger, ACTOR, **params)
    return params


CASES: Cases = {
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
    "reveal": lambda ledger: {"record": due(ledger)},
    "save_view": lambda _: VIEW,
    "rename_view": lambda ledger: {"view": _saved(ledger), "name": "新的 名字"},
    "remove_view": lambda ledger: {"view": _saved(ledger)},
}

REFUSED: Refused = [
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
    ("reveal", lambda _: {"record": "nothing"}, "record_unknown"),
    ("save_view", lambda _: {**VIEW, "name": "  "}, "view_name_unfit"),
    ("save_view", lambda _: {**VIEW, "selection": Selection()}, "view_without_filter"),
    ("save_view", lambda ledger: {**VIEW, "screen": "people"} if _saved(ledger) else {}, "view_name_taken"),
    ("rename_view", lambda ledger: {"view": _saved(ledger), "name": "x" * 61}, "view_name_unfit"),
    ("rename_view", lambda _: {"view": 7, "name": "x"}, "view_unknown"),
    ("remove_view", lambda _: {"view": 7}, "view_unknown"),
]
