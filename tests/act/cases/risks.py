"""Cases of risks and the rules they are weighed by."""

from datetime import date

from engine.act import actions
from engine.catalogue import catalogue, writing
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger
from tests.act.cases.given import Cases, Params, Refused
from tests.conftest import ACTOR


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


CASES: Cases = {
    "answer_control": lambda _: {"control": next(iter(catalogue().controls)), "answer": "effective", "evidence": "a"},
    "choose_method": lambda _: {"method": "B_5x5", "reason": "the group's own matrix"},
    "treat_risk": lambda _: _treated(),
    "modify_risk": lambda _: {"scenario": "S1", "axis": "impact", "steps": 1, "reason": "many of them are old"},
    "undo_modification": lambda ledger: {"judgement": _moved(ledger)},
    "override_rule": _shorter,
    "undo_override": lambda ledger: {"number": _overridden(ledger)},
}

REFUSED: Refused = [
    ("answer_control", lambda _: {"control": "nothing", "answer": "effective", "evidence": "x"}, "control_unknown"),
    (
        "answer_control",
        lambda _: {"control": next(iter(catalogue().controls)), "answer": "effective"},
        "evidence_missing",
    ),
    ("choose_method", lambda _: {"method": "nothing", "reason": "x"}, "method_unknown"),
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
]
