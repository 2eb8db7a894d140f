"""Risk: from evidence and answers to the matrix, the consistency checks, tasks and readiness."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assess.evidence import EVIDENCE, Answer, Evidence
from engine.assess.readiness import readiness
from engine.assess.risk import by_level, counts, register, x_rays
from engine.assess.tasks import blocks_closing, offset, tasks
from engine.catalogue import catalogue
from engine.model.assessment import ControlAnswer, Level, Risk, RiskPoint, TaskState
from engine.model.engagement import DealStructure, Engagement
from engine.strings import LANGUAGES, words

TODAY = date(2026, 11, 21)
RULES = catalogue()
RANK = [Level.LOW, Level.MEDIUM, Level.HIGH, Level.SEVERE]
SCANNED = Evidence(records=400, people=200, due_records=30, must_keep_records=90, undecided_records=400)


def engagement(deal: str = "asset_transfer", **facts) -> Engagement:
    return Engagement("r", "R", DealStructure(deal), TODAY, date(2026, 12, 31), facts=facts)


def works(control: str, days_ago: int = 10) -> Answer:
    return Answer(control, ControlAnswer.EFFECTIVE, "report 7", TODAY - timedelta(days=days_ago))


def risk(scenario: str, evidence: Evidence = SCANNED, answers=(), subject=None, method="A_gbt39335") -> Risk:
    found = register(RULES, evidence, answers, subject or engagement(), RULES.methods[method])
    return next(one for one in found if one.scenario == scenario)


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
    assert {one.inherent.level for one in register(RULES, Evidence(), [], engagement())} == {Level.UNKNOWN}


def test_items_that_could_not_be_read_are_a_risk_even_if_nothing_else_was_read() -> None:
    found = risk("S13", Evidence(skipped=4))
    assert (found.inherent.level, found.evidence) == (Level.HIGH, (("skipped", 4),))


def test_scanned_without_a_trace_lowers_the_impact_and_says_so() -> None:
    found = risk("S8")
    assert (found.inherent.impact, found.reasons) == ("low", ("no_evidence",))
    assert risk("S8", subject=engagement(cross_border=True)).inherent.impact == "medium"


def test_minors_raise_the_impact_by_one_step_and_no_more() -> None:
    found = risk("S7", replace(SCANNED, minors=2))
    assert (found.inherent.impact, found.inherent.level, found.reasons) == ("severe", Level.SEVERE, ("minors",))
    both = risk("S15", replace(SCANNED, identity_people=5, minors=2, sensitive_people=600_000))
    assert both.inherent.impact == "severe"
    assert both.reasons == ("minors", "sensitive_volume")


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
    plan = [Answer(name, ControlAnswer.ABSENT, planned=True) for name in RULES.controls]
    found = risk("S3", answers=plan)
    assert found.current == found.inherent
    assert RANK.index(found.residual.level) < RANK.index(found.current.level)
    assert found.reasons == ("control_planned",)


@pytest.mark.parametrize("method", RULES.methods)
def test_every_method_answers_with_its_own_steps(method: str) -> None:
    for one in register(RULES, SCANNED, [], engagement(), RULES.methods[method]):
        point = one.inherent
        assert RULES.methods[method].grid[point.impact][point.likelihood] is point.level


def test_scenarios_follow_the_deal() -> None:
    leaving = {one.scenario for one in register(RULES, SCANNED, [], engagement("dissolution"))}
    assert {"S1", "S3", "S7"}.isdisjoint(leaving)
    assert {"S4", "S5", "S9", "S12"} <= leaving


NAMES = st.sets(st.sampled_from(list(RULES.controls)))
COUNTS = st.fixed_dictionaries({name: st.integers(0, 12_000_000) for name in EVIDENCE if name != "records"})


@settings(deadline=None)
@given(COUNTS, NAMES, NAMES, st.sampled_from(list(RULES.methods)), st.sampled_from(["asset_transfer", "dissolution"]))
def test_more_controls_never_raise_a_risk(numbers, some, more, method, deal) -> None:
    evidence = Evidence(records=1, **numbers)
    few = register(RULES, evidence, [works(name) for name in some], engagement(deal), RULES.methods[method])
    many = register(RULES, evidence, [works(name) for name in some | more], engagement(deal), RULES.methods[method])
    for one, other in zip(few, many, strict=True):
        assert RANK.index(other.current.level) <= RANK.index(one.current.level)
        assert RANK.index(one.residual.level) <= RANK.index(one.current.level) <= RANK.index(one.inherent.level)
    assert x_rays(few, [works(name) for name in some], RULES, engagement(deal)) == []


def point(level: str) -> RiskPoint:
    return RiskPoint("high", "high", Level(level))


@pytest.mark.parametrize(
    ("inherent", "current", "residual", "reasons", "code"),
    [
        ("medium", "high", "high", (), "current_above_inherent"),
        ("high", "medium", "high", ("control_effective",), "residual_above_current"),
        ("high", "medium", "medium", (), "lowered_without_measure"),
        ("high", "high", "low", (), "residual_without_plan"),
    ],
)
def test_a_contradiction_between_levels_is_found(inherent, current, residual, reasons, code) -> None:
    made = Risk("S1", point(inherent), point(current), point(residual), (), reasons)
    assert [(found.code, found.subject) for found in x_rays([made], [], RULES, engagement())] == [(code, "S1")]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer("encryption_at_rest", ControlAnswer.EFFECTIVE), "effective_without_evidence"),
        (works("encryption_at_rest", 800), "evidence_not_fresh"),
        (works("wishful_thinking"), "unknown_control"),
    ],
)
def test_a_contradiction_in_an_answer_is_found(answer: Answer, code: str) -> None:
    assert [found.code for found in x_rays([], [answer], RULES, engagement())] == [code]


def test_levels_are_counted() -> None:
    risks = register(RULES, SCANNED, [], engagement())
    assert sum(by_level(risks, "inherent").values()) == len(risks)


def test_due_dates_count_from_the_closing_date() -> None:
    planned = {task.id: task for task in tasks(RULES, engagement())}
    assert planned["P-01"].due == date(2026, 12, 31) - timedelta(days=60)
    assert planned["D-01"].due == date(2026, 12, 31) + timedelta(days=30)
    assert planned["P-05"].owner == "OWN" and planned["P-05"].gate
    assert all(task.due is None for task in tasks(RULES, replace(engagement(), closing_date=None)))


def test_tasks_follow_the_deal_and_the_facts() -> None:
    transfer = {task.id for task in tasks(RULES, engagement())}
    dissolution = {task.id for task in tasks(RULES, engagement("dissolution"))}
    assert "T-01" in transfer - dissolution
    assert "R-05" in dissolution - transfer
    assert "R-03" not in dissolution
    assert "R-03" in {task.id for task in tasks(RULES, engagement("dissolution", is_duty_free=True))}


def test_in_a_dissolution_everything_but_monitoring_ends_before_the_closing() -> None:
    for phase in RULES.phases:
        assert (offset(phase, RULES, engagement("dissolution")) < 0) == (phase != "monitor")


def answered(subject: Engagement) -> Engagement:
    facts = {name: 0 if fact.type == "int" else False for name, fact in RULES.facts.items() if fact.type != "enum"}
    return replace(subject, facts=facts)


@pytest.mark.parametrize("deal", ["asset_transfer", "dissolution"])
def test_ready_when_nothing_stands_in_the_way_and_not_before(deal: str) -> None:
    subject = answered(engagement(deal))
    evidence = Evidence(records=10, people=5)
    done = [replace(task, state=TaskState.DONE) for task in tasks(RULES, subject)]
    calm = register(RULES, evidence, [works(name) for name in RULES.controls], subject)
    verdict = readiness(subject, evidence, done, calm, RULES)
    assert (verdict.ready, verdict.blockers) == (True, ())

    def blockers(**changes):
        parts = {"subject": subject, "evidence": evidence, "tasks": done, "risks": calm} | changes
        found = readiness(parts["subject"], parts["evidence"], parts["tasks"], parts["risks"], RULES)
        assert found.ready is False
        return dict(found.blockers)

    assert blockers(evidence=replace(evidence, skipped=3)) == {"skipped_items": 3}
    assert blockers(evidence=replace(evidence, undecided_records=7)) == {"undecided_records": 7}
    assert blockers(evidence=replace(evidence, unknown_date_records=2)) == {"unknown_date_records": 2}
    assert blockers(evidence=replace(evidence, no_rule_records=1)) == {"no_rule_records": 1}
    assert blockers(subject=replace(subject, closing_date=None)) == {"closing_date_missing": 1}
    assert blockers(subject=replace(subject, facts={}))["unconfirmed_facts"] == len(RULES.facts) - 1
    severe = Risk("S1", point("severe"), point("severe"), point("severe"))
    assert blockers(risks=[*calm, severe]) == {"severe_risks": 1}
    opened = [replace(task, state=TaskState.OPEN) for task in done]
    gates = [task for task in opened if blocks_closing(task, RULES, subject)]
    assert blockers(tasks=opened) == {"open_gates": len(gates)}


def test_after_a_transfer_deletion_does_not_hold_up_the_closing() -> None:
    gates = {task.id for task in tasks(RULES, engagement()) if blocks_closing(task, RULES, engagement())}
    assert "T-01" in gates
    assert {"D-02", "V-01", "C-07"}.isdisjoint(gates)
    leaving = engagement("dissolution")
    assert {"D-02", "C-07"} <= {task.id for task in tasks(RULES, leaving) if blocks_closing(task, RULES, leaving)}


def test_nothing_scanned_is_neither_ready_nor_not() -> None:
    verdict = readiness(engagement(), Evidence(), [], [], RULES)
    assert (verdict.ready, verdict.code) == (None, "transfer.unknown")
    assert ("nothing_scanned", 1) in verdict.blockers


def test_every_code_has_its_words() -> None:
    everything = Evidence(**{name: 1 for name in EVIDENCE if name != "records"}, records=0)
    codes = [
        code for code, _ in readiness(replace(engagement(), closing_date=None), everything, [], [], RULES).blockers
    ]
    for language in LANGUAGES:
        say = words(language)
        for code in (*codes, "severe_risks", "open_gates", "unknown_risks"):
            assert say(f"blocker.{code}", number=2)
        for name in EVIDENCE:
            assert "2" in say(f"evidence.{name}", number=2)
        for kind in ("transfer", "dissolution"):
            for state in ("ready", "not_ready", "unknown"):
                assert say(f"verdict.{kind}.{state}")
        for code in ("nothing_scanned", "no_evidence", "control_effective", "control_planned"):
            assert say(f"risk_reason.{code}")
