"""Cases of the work: tasks, their evidence, registers."""

from engine.act import actions
from engine.store.workspace import Ledger
from tests.act.cases.given import Cases, Params, Refused
from tests.conftest import ACTOR

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


CASES: Cases = {
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
}

REFUSED: Refused = [
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
]
