"""Levels: what evidence, controls and people do to each of them, and that more of it never turns them the wrong way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assess.evidence import EVIDENCE, Answer, Evidence, Judgement, Said
from engine.assess.levels import counts, promised
from engine.assess.risk import register
from engine.catalogue import catalogue
from engine.model.assessment import RANK, STAGES, ControlAnswer, Level, Risk
from engine.model.engagement import DealStructure, Engagement
from engine.model.rules import Axis

TODAY = date(2026, 11, 21)
RULES = catalogue()
SCANNED = Evidence(records=400, people=200, due_records=30, must_keep_records=90, undecided_records=400)


def engagement(deal: str = "asset_transfer", **facts) -> Engagement:
    return Engagement("r", "R", DealStructure(deal), TODAY, date(2026, 12, 31), facts=facts)


def planned(control: str, **changes) -> Answer:
    plan = Answer(control, ControlAnswer.ABSENT, planned=True, owner="IT", due=TODAY + timedelta(days=20))
    return replace(plan, **changes)


def works(control: str, days_ago: int = 10) -> Answer:
    return Answer(control, ControlAnswer.EFFECTIVE, "report 7", TODAY - timedelta(days=days_ago))


def judged(evidence: Evidence = SCANNED, answers=(), subject=None, method="A_gbt39335", judgements=(), aims=None):
    said = Said(tuple(answers), tuple(judgements), aims or {})
    return register(RULES, evidence, said, subject or engagement(), RULES.methods[method])


def risk(scenario: str, *args, **kwargs) -> Risk:
    return next(one for one in judged(*args, **kwargs) if one.scenario == scenario)


def codes(found: Risk, stage: str = "inherent", axis: str = "impact") -> list[str]:
    """What moved an axis at a stage: the modifier's id, or the code of the cause."""
    causes = [cause for cause in found.causes[stage] if cause.axis == axis]
    return [cause.subject if cause.code == "modifier" else cause.code for cause in causes]


# The suggested inherent risks of the method, with the evidence each rests on.
SEEDS = [
    ("S1", "severe"), ("S2", "high"), ("S3", "high"), ("S4", "medium"), ("S5", "severe"), ("S6", "high"),
    ("S7", "high"), ("S8", "medium"), ("S9", "high"), ("S10", "high"), ("S11", "medium"), ("S12", "high"),
]  # fmt: skip


@pytest.mark.parametrize(("scenario", "level"), SEEDS)
def test_inherent_risks_are_those_of_the_method(scenario: str, level: str) -> None:
    found = risk(scenario, replace(SCANNED, foreign_host_messages=3))
    assert found.inherent.level == level
    assert found.inherent == found.current == found.residual


def test_nothing_scanned_is_unknown_and_not_low() -> None:
    assert {one.at(stage).level for one in judged(Evidence()) for stage in STAGES} == {Level.UNKNOWN}


def test_items_that_could_not_be_read_are_a_risk_even_if_nothing_else_was_read() -> None:
    found = risk("S13", Evidence(skipped=4))
    assert (found.inherent.level, found.evidence) == (Level.HIGH, (("skipped", 4),))


def test_scanned_without_a_trace_lowers_the_impact_and_says_so() -> None:
    found = risk("S8")
    assert (found.inherent.impact, codes(found)) == ("low", ["no_evidence"])
    assert risk("S8", subject=engagement(cross_border=True)).inherent.impact == "medium"


def test_minors_raise_the_impact_by_one_step_and_no_more() -> None:
    found = risk("S7", replace(SCANNED, minors=2))
    assert (found.inherent.impact, found.inherent.level, codes(found)) == ("severe", Level.SEVERE, ["minors"])
    both = risk("S15", replace(SCANNED, identity_people=5, minors=2, sensitive_people=600_000))
    assert both.inherent.impact == "severe"
    assert codes(both) == ["minors", "sensitive_volume"]


def test_the_number_of_people_sets_a_floor_to_likelihood() -> None:
    answers = [works(control) for control in RULES.controls]
    assert risk("S10", SCANNED, answers).current.likelihood == "low"
    assert risk("S10", replace(SCANNED, people=1_000_001), answers).current.likelihood == "medium"
    assert risk("S10", replace(SCANNED, people=10_000_001), answers).current.likelihood == "high"


def test_only_what_works_with_fresh_evidence_counts() -> None:
    good = works("encryption_at_rest")
    subject = engagement()
    assert counts(good, RULES, subject)
    for answer in (
        replace(good, state=ControlAnswer.FAILED),
        replace(good, state=ControlAnswer.ABSENT),
        replace(good, state=ControlAnswer.UNANSWERED),
        replace(good, evidence=" "),
        replace(good, evidence_on=None),
        replace(good, evidence_on=date(2025, 11, 20)),
        replace(good, planned=True),
        replace(good, control="wishful_thinking"),
    ):
        assert not counts(answer, RULES, subject)
    assert counts(replace(good, evidence_on=date(2025, 11, 21)), RULES, subject)


def test_the_weakest_factor_decides() -> None:
    technology = [works(name) for name, control in RULES.controls.items() if control.factor == "technology"]
    people = [works(name) for name, control in RULES.controls.items() if control.factor == "people"]
    assert risk("S3", answers=technology).current.likelihood == "low"
    assert risk("S2", answers=technology).current.likelihood == "high"
    assert risk("S2", answers=technology + people).current.likelihood == "low"


def test_half_a_step_is_no_relief() -> None:
    assert risk("S3", answers=[works("encryption_at_rest")]).current.likelihood == "high"
    two = [works("encryption_at_rest"), works("dlp_or_export_control")]
    assert risk("S3", answers=two).current.likelihood == "medium"


def test_a_planned_control_lowers_the_residual_risk_only() -> None:
    plan = [planned(name) for name in RULES.controls]
    found = risk("S3", answers=plan)
    assert found.current == found.inherent
    assert RANK[found.residual.level] < RANK[found.current.level]
    assert {"weakest", "planned"} <= set(codes(found, "residual", "likelihood"))
    assert codes(found, "current", "likelihood") == ["no_control"]


@pytest.mark.parametrize("method", RULES.methods)
def test_every_method_answers_with_its_own_steps(method: str) -> None:
    for one in judged(method=method):
        for point in map(one.at, STAGES):
            assert RULES.methods[method].grid[point.impact][point.likelihood] is point.level


def test_scenarios_follow_the_deal() -> None:
    leaving = {one.scenario for one in judged(subject=engagement("dissolution"))}
    assert {"S1", "S3", "S7", "S33", "S34"}.isdisjoint(leaving)
    assert {"S4", "S5", "S9", "S12", "S31", "S32"} <= leaving


@pytest.mark.parametrize(
    ("scenario", "fact"),
    [("S22", "overseas_recipient"), ("S23", "uses_processor"), ("S24", "has_prepaid_members"), ("S29", "is_duty_free")],
)
def test_a_scenario_hangs_on_its_fact(scenario: str, fact: str) -> None:
    for answer, there in ((True, True), (False, False), (None, False)):
        facts = {} if answer is None else {fact: answer}
        assert (scenario in {one.scenario for one in judged(subject=engagement(**facts))}) is there


NAMES = st.sets(st.sampled_from(list(RULES.controls)))
COUNTS = st.fixed_dictionaries({name: st.integers(0, 12_000_000) for name in EVIDENCE if name != "records"})


FAILS = st.sets(st.sampled_from(list(RULES.controls)))


@settings(max_examples=60)
@given(COUNTS, COUNTS, NAMES, NAMES, FAILS, st.sampled_from(list(RULES.methods)), st.sampled_from(list(DealStructure)))
def test_more_evidence_or_fewer_controls_never_lower_a_level(
    numbers, more, some, others, failing, method, deal
) -> None:
    """For every method: more counted, fewer controls in force or more of them failed, and no level falls."""
    subject = engagement(str(deal), **{name: True for name, fact in RULES.facts.items() if fact.type == "bool"})
    larger = {name: max(number, more[name]) for name, number in numbers.items()}
    few = [works(name) for name in some - others]
    many = [works(name) for name in some | others]
    failed = [replace(works(name), state=ControlAnswer.FAILED) for name in failing]
    better = judged(Evidence(records=1, **numbers), many, subject, method)
    worse = judged(Evidence(records=1, **larger), [*(one for one in few if one.control not in failing), *failed],
                   subject, method)  # fmt: skip
    for one, other in zip(better, worse, strict=True):
        for stage in ("inherent", "current", "residual"):
            assert RANK[one.at(stage).level] <= RANK[other.at(stage).level], (one.scenario, stage)
        assert RANK[one.residual.level] <= RANK[one.current.level] <= RANK[one.inherent.level]
        assert RANK[one.target.level] <= RANK[one.residual.level]


def test_a_failed_control_gives_back_what_others_took_and_no_more() -> None:
    good = [works("encryption_at_rest"), works("encryption_in_transit")]
    assert risk("S3", answers=good).current.likelihood == "medium"
    failed = replace(works("access_control_mfa_least_privilege"), state=ControlAnswer.FAILED)
    found = risk("S3", answers=[*good, failed])
    assert found.current.likelihood == "high"
    assert "failed" in codes(found, "current", "likelihood")
    everything_failed = [replace(works(name), state=ControlAnswer.FAILED) for name in RULES.controls]
    assert risk("S3", answers=everything_failed).current == risk("S3").inherent


def test_a_failed_control_that_is_to_be_mended_counts_again_for_the_residual_risk() -> None:
    failed = planned("access_control_mfa_least_privilege", state=ControlAnswer.FAILED)
    found = risk("S3", answers=[works("encryption_at_rest"), works("encryption_in_transit"), failed])
    assert (found.current.likelihood, found.residual.likelihood) == ("high", "medium")


@pytest.mark.parametrize(
    "flaw", [{"owner": " "}, {"due": None}, {"due": TODAY - timedelta(days=1)}, {"planned": False}, {"control": "none"}]
)
def test_a_plan_without_owner_or_date_or_past_it_lowers_nothing(flaw) -> None:
    good = planned("encryption_at_rest")
    assert promised(good, RULES, engagement()) and promised(replace(good, due=TODAY), RULES, engagement())
    assert not promised(replace(good, **flaw), RULES, engagement())


# Each modifier: a scenario that names it, the evidence with which it acts, and the last with which it does not.
MODIFIERS = [
    ("minors", "S7", {"minors": 1}, {"minors": 0}),
    ("sensitive_volume", "S6", {"sensitive_people": 500_000}, {"sensitive_people": 499_999}),
    ("identity_combined", "S6", {"identity_people": 1}, {}),
    ("bank_combined", "S6", {"bank_people": 1}, {}),
    ("health_found", "S3", {"health_people": 1}, {}),
    ("credentials_found", "S6", {"credential_records": 1}, {}),
    ("incident_open", "S15", {"open_incidents": 1}, {}),
    ("requests_overdue", "S33", {"overdue_requests": 1}, {"open_requests": 9}),
]  # fmt: skip


@pytest.mark.parametrize(("modifier", "scenario", "on", "off"), MODIFIERS)
def test_evidence_raises_by_one_step_from_its_threshold_on(modifier, scenario, on, off) -> None:
    axis = str(RULES.modifiers[modifier].axis)
    acts, rests = risk(scenario, replace(SCANNED, **on)), risk(scenario, replace(SCANNED, **off))
    steps = [step.id for step in getattr(RULES.default_method, axis)]
    assert steps.index(getattr(acts.inherent, axis)) == steps.index(getattr(rests.inherent, axis)) + 1
    assert modifier in codes(acts, axis=axis) and modifier not in codes(rests, axis=axis)


@pytest.mark.parametrize(("people", "least"), [(1_000_000, "low"), (1_000_001, "medium"), (10_000_001, "high")])
def test_many_people_set_a_floor(people: int, least: str) -> None:
    found = risk("S10", replace(SCANNED, people=people), [works(control) for control in RULES.controls])
    assert found.current.likelihood == least
    assert ("floor" in codes(found, "current", "likelihood")) is (least != "low")


def test_confirmed_de_identification_lowers_the_impact_and_the_promise_of_it_the_residual_one() -> None:
    tested = risk("S11", answers=[works("deidentification_tested")])
    assert (tested.inherent.impact, tested.current.impact) == ("medium", "low")
    assert codes(tested, "current") == ["deidentified"]
    promise = risk("S11", answers=[planned("deidentification_tested")])
    assert (promise.current.impact, promise.residual.impact) == ("medium", "low")
    assert risk("S11", answers=[works("deidentification_tested", 800)]).current.impact == "medium"


def test_complete_controls_with_an_incident_mechanism_lower_the_likelihood_by_one_more_step() -> None:
    own = [works(name) for name in RULES.scenarios["S2"].controls]
    drill = works("incident_plan_and_drill_within_12m")
    without, with_it = risk("S2", answers=own), risk("S2", answers=[*own, drill])
    assert (without.current.likelihood, with_it.current.likelihood) == ("high", "medium")
    assert "complete_controls" in codes(with_it, "current", "likelihood")
    assert "complete_controls" not in codes(risk("S2", answers=[*own[1:], drill]), "current", "likelihood")


@pytest.mark.parametrize(("steps", "impact"), [(1, "severe"), (-1, "medium")])
def test_a_person_moves_a_scenario_by_a_step_at_every_stage(steps: int, impact: str) -> None:
    found = risk("S10", judgements=[Judgement(4, "S10", Axis.IMPACT, steps, "many of them are old")])
    assert {found.at(stage).impact for stage in STAGES} == {impact}
    assert codes(found) == ["judgement"]
    assert risk("S9", judgements=[Judgement(4, "S10", Axis.IMPACT, steps)]) == risk("S9")


def test_the_aim_is_the_methods_unless_somebody_chose_another() -> None:
    found = risk("S10")
    assert (found.aim, found.residual.level, found.target.level) == (Level.MEDIUM, Level.HIGH, Level.MEDIUM)
    assert found.target.impact == found.residual.impact
    chosen = risk("S10", aims={"S10": Level.HIGH})
    assert (chosen.aim, chosen.target) == (Level.HIGH, chosen.residual)


def test_an_aim_that_controls_alone_cannot_reach_is_met_as_nearly_as_likelihood_allows() -> None:
    found = risk("S12", aims={"S12": Level.LOW})
    assert (found.target.likelihood, found.target.level) == ("low", Level.MEDIUM)
