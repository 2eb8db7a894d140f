"""Whether a rule applies: every condition of every obligation and threshold, true, false and open."""

from datetime import date
from itertools import product

import pytest

from engine.assess.applying import Applying, Ground, applying, deciding
from engine.assess.facts import holds
from engine.catalogue import catalogue
from engine.model.engagement import DealStructure, Engagement
from engine.model.rules import Condition, FactType, Obligation

RULES = catalogue()
DAY = date(2026, 11, 21)


def engagement(structure: str = "asset_transfer", places: tuple[str, ...] = (), **facts: object) -> Engagement:
    return Engagement("x", "某某", DealStructure(structure), DAY, jurisdictions=places, facts=facts)


def answers(condition: Condition) -> dict[bool, dict[str, object]]:
    """Facts under which a condition holds and under which it does not; alternatives all alike."""
    if condition.any:
        parts = [answers(one) for one in condition.any]
        return {verdict: {k: v for part in parts for k, v in part[verdict].items()} for verdict in (True, False)}
    fact, value = RULES.facts[condition.fact], condition.value
    if fact.type is FactType.BOOL:
        true = condition.op == "true"
        return {True: {fact.id: true}, False: {fact.id: not true}}
    if fact.type is FactType.INT:
        assert isinstance(value, int)
        inside = {"eq": value, "gt": value + 1, "gte": value, "lt": value - 1, "lte": value}[condition.op]
        outside = {"eq": value + 1, "gt": value, "gte": value - 1, "lt": value, "lte": value + 1}[condition.op]
        return {True: {fact.id: inside}, False: {fact.id: outside}}
    wanted = value if isinstance(value, tuple) else (value,)
    other = next(one for one in fact.values if one not in wanted)
    return {True: {fact.id: wanted[0]}, False: {fact.id: other}}


def fitting(entry, facts: dict[str, object], places: tuple[str, ...]) -> Engagement:
    """An engagement with these facts, in the first form of exit in which the entry can apply at all."""
    stated = dict(facts)
    wanted = stated.pop("deal_structure", None)
    occasions = [RULES.occasions[name] for name in getattr(entry, "occasions", ())]
    for structure, abroad in product([wanted] if wanted else list(DealStructure), (None, True)):
        tried = engagement(str(structure), places, **({"cross_border": abroad} if abroad else {}) | stated)
        fits = wanted or all(holds([one], tried) for one in entry.when if one.fact == "deal_structure")
        if fits and (not occasions or any(one.occasional or holds(one.when, tried) for one in occasions)):
            return tried
    return engagement(str(wanted or "asset_transfer"), places, **stated)


def all_true(entry) -> dict[str, object]:
    facts: dict[str, object] = {}
    for condition in entry.when:
        facts |= answers(condition)[True]
    return {name: value for name, value in facts.items() if name != "deal_structure"}


@pytest.mark.parametrize("duty", RULES.obligations.values(), ids=lambda duty: duty.id)
def test_an_obligation_applies_where_everything_holds_and_not_elsewhere(duty: Obligation) -> None:
    here = (duty.jurisdiction,)
    facts = all_true(duty)
    assert applying(duty, fitting(duty, facts, here), RULES).verdict is True
    for condition in duty.when:
        wrong = answers(condition)[False]
        assert applying(duty, fitting(duty, facts | wrong, here), RULES).verdict is False, condition
        if condition.fact != "deal_structure":
            rest = {name: value for name, value in facts.items() if name != condition.fact}
            opened = fitting(duty, rest, here)
            asked = replace_fact(opened, condition.fact)
            assert applying(duty, asked, RULES).verdict is None, condition
    if fact := RULES.jurisdictions[duty.jurisdiction].fact:
        elsewhere = fitting(duty, facts | {fact: False}, ())
        assert applying(duty, elsewhere, RULES).verdict is False
        assert applying(duty, fitting(duty, facts, ()), RULES).verdict is None
        assert applying(duty, fitting(duty, facts | {fact: True}, ()), RULES).verdict is True


def replace_fact(subject: Engagement, fact: str) -> Engagement:
    left = {name: value for name, value in subject.facts.items() if name != fact}
    return engagement(str(subject.deal_structure), subject.jurisdictions, **left)


@pytest.mark.parametrize("structure", list(DealStructure))
def test_an_obligation_of_another_exit_does_not_apply(structure: DealStructure) -> None:
    """Its occasions decide: those of a form of exit are there in that form alone."""
    for duty in RULES.obligations.values():
        subject = engagement(str(structure), (duty.jurisdiction,), **all_true(duty) | {"cross_border": False})
        occasions = [RULES.occasions[name] for name in duty.occasions]
        there = any(one.occasional or holds(one.when, subject) for one in occasions)
        verdict = applying(duty, subject, RULES).verdict
        assert verdict is (there and holds(duty.when, subject)), duty.id


@pytest.mark.parametrize("threshold", RULES.thresholds.values(), ids=lambda one: one.id)
def test_a_threshold_holds_and_does_not(threshold) -> None:
    facts: dict[str, object] = {}
    for condition in threshold.when:
        facts |= answers(condition)[True]
    if not threshold.when:
        assert applying(threshold, engagement(), RULES).verdict is None, "a person judges the circumstance"
        return
    if threshold.id != "AU-2":
        assert holds(threshold.when, engagement(**facts)) is True
    assert holds(threshold.when, engagement()) is None
    for condition in threshold.when:
        assert holds([condition], engagement(**answers(condition)[False])) is False


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (0, {"AU-3", "AU-5"}),
        (99_999, {"AU-3", "AU-5"}),
        (100_000, {"AU-3"}),
        (999_999, {"AU-3"}),
        (1_000_000, {"AU-3", "PO-1", "PO-2"}),
        (1_000_001, {"AU-2", "PO-1", "PO-2"}),
        (10_000_000, {"AU-2", "PO-1", "PO-2", "LS-1"}),
        (10_000_001, {"AU-1", "PO-1", "PO-2", "LS-1"}),
    ],
)
def test_the_number_of_people_decides_on_audits_officer_and_scale(people: int, expected: set[str]) -> None:
    subject = engagement(pi_subject_count=people)
    by_people = [one for one in RULES.thresholds.values() if any(c.fact == "pi_subject_count" for c in one.when)]
    assert {one.id for one in by_people if applying(one, subject, RULES).verdict} == expected


FAR = {"is_ciio": False, "important_data": False, "export_exempt_scenario": False, "cross_border": True}


@pytest.mark.parametrize(
    ("facts", "decides"),
    [
        ({"cross_border": False}, "CB-0"),
        ({}, None),
        ({"cross_border": True}, None),
        ({"cross_border": True, "is_ciio": True}, "CB-1"),
        (FAR | {"important_data": True}, "CB-2"),
        (FAR | {"export_exempt_scenario": True}, "CB-3"),
        (FAR | {"export_general_count": 1_000_000}, "CB-4"),
        (FAR | {"export_sensitive_count": 10_000}, "CB-4"),
        (FAR | {"export_general_count": 999_999, "export_sensitive_count": 9_999}, "CB-5"),
        (FAR | {"export_general_count": 100_000, "export_sensitive_count": 0}, "CB-5"),
        (FAR | {"export_general_count": 0, "export_sensitive_count": 1}, "CB-5"),
        (FAR | {"export_general_count": 99_999, "export_sensitive_count": 0}, "CB-6"),
        (FAR | {"export_general_count": 50_000}, None),
    ],
)
def test_the_path_for_exports_is_decided_in_its_order(facts: dict[str, object], decides: str | None) -> None:
    subject = engagement(**facts)
    threshold = deciding("cross_border", subject, RULES)
    assert (threshold.id if threshold else None) == decides
    group = [one for one in RULES.thresholds.values() if one.group == "cross_border"]
    assert [one.id for one in group if applying(one, subject, RULES).verdict] == ([decides] if decides else [])


def test_an_entry_without_conditions_always_applies_and_occasional_ones_wait() -> None:
    assert applying(RULES.obligations["CN-PIPL-19"], engagement(places=("CN",)), RULES).verdict is True
    asked = applying(RULES.obligations["CN-PIPL-44"], engagement(places=("CN",)), RULES)
    assert (asked.verdict, asked.occasional) == (True, True)
    assert applying(RULES.controls["retention_schedule_applied"], engagement(), RULES) == Applying(True)


def test_the_reasons_name_what_decided() -> None:
    found = applying(RULES.obligations["CN-CHILD-23"], engagement("dissolution", ("CN",)), RULES)
    assert found.verdict is None
    assert [(one.ground, one.verdict) for one in found.reasons] == [
        (Ground.JURISDICTION, True),
        (Ground.OCCASION, True),
        (Ground.CONDITION, None),
    ]


def test_alternatives_hold_when_one_does() -> None:
    either = (Condition(any=(Condition("is_ciio", "true"), Condition("pi_subject_count", "gte", 10))),)
    assert holds(either, engagement(is_ciio=True)) is True
    assert holds(either, engagement(is_ciio=False)) is None
    assert holds(either, engagement(is_ciio=False, pi_subject_count=9)) is False
    assert holds((Condition("is_ciio", "false"),), engagement(is_ciio=False)) is True
    with pytest.raises(ValueError, match="alternatives"):
        Condition()
