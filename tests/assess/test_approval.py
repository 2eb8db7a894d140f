"""Four eyes: each rule at its bound, and who may be the second person."""

from dataclasses import replace

import pytest

from engine.assess.approval import Weight, needed, refusal
from engine.assess.disposition import STRICTEST_FIRST
from engine.catalogue import catalogue
from engine.model.assessment import DispositionState, RetentionState
from engine.model.decisions import Decision, DecisionKind
from engine.model.events import Profile, ProfileRole
from engine.model.rules import ApprovalAct

DELETED, KEPT, MOVED = DispositionState.DELETED, DispositionState.RESTRICTED_UNTIL, DispositionState.TRANSFERRED
MANY = catalogue().approvals["ends_many"].over
CASES = [
    ({DELETED: Weight(1)}, set()),
    ({DELETED: Weight(MANY)}, set()),
    ({DELETED: Weight(MANY + 1)}, {"ends_many"}),
    ({DELETED: Weight(MANY), DispositionState.ANONYMISED: Weight(1)}, {"ends_many"}),
    ({MOVED: Weight(10 * MANY, sensitive=5, minors=5)}, set()),
    ({DELETED: Weight(3, sensitive=1)}, {"ends_sensitive"}),
    ({DELETED: Weight(3, sensitive=1, minors=1)}, {"ends_sensitive", "ends_minor"}),
    ({MOVED: Weight(3, against=1)}, {"against_proposal"}),
    ({KEPT: Weight(3), DELETED: Weight(1, minors=1)}, {"ends_minor"}),
    ({DispositionState.UNDECIDED: Weight(3, against=3)}, set()),
    ({}, set()),
]


@pytest.mark.parametrize(("weights", "expected"), CASES)
def test_what_asks_for_a_second_person(weights: dict[DispositionState, Weight], expected: set[str]) -> None:
    assert set(needed(catalogue().approvals.values(), ApprovalAct.DECIDE, weights)) == expected


def test_releasing_a_hold_asks_for_one() -> None:
    weights = {DispositionState.ON_HOLD: Weight(1)}
    assert needed(catalogue().approvals.values(), ApprovalAct.RELEASE, weights) == ("releases_hold",)


@pytest.mark.parametrize(
    ("name", "role", "expected"),
    [
        ("甲", "manager", "approval_by_oneself"),
        ("乙", "consultant", "approval_role"),
        ("乙", "manager", ""),
        ("乙", "reviewer", ""),
    ],
)
def test_who_may_be_the_second_person(name: str, role: str, expected: str) -> None:
    made = Decision(7, DecisionKind.STATE, "x", "甲", ("ends_minor", "ends_many"))
    who, rules = Profile(name, ProfileRole(role)), catalogue().approvals
    assert refusal(made, who, rules) == expected
    stricter = {**rules, "ends_many": replace(rules["ends_many"], roles=(ProfileRole.REVIEWER,))}
    if role == "manager":
        assert refusal(made, who, stricter), "all rules that ask must allow the role"


def test_every_need_has_its_place_among_the_strictest() -> None:
    assert sorted(STRICTEST_FIRST) == sorted(RetentionState)
