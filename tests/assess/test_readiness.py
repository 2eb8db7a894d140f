"""Tasks with their days, and the verdict that follows from everything else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from engine.assess.evidence import EVIDENCE, Evidence, Said
from engine.assess.readiness import readiness
from engine.assess.risk import register
from engine.assess.tasks import blocks_closing, offset, tasks
from engine.model.assessment import Level, Risk, RiskPoint, TaskState
from engine.model.engagement import Engagement
from engine.strings import LANGUAGES, words
from tests.assess.test_risk import RULES, engagement, works


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
    calm = register(RULES, evidence, Said(tuple(works(name) for name in RULES.controls)), subject)
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
    severe = Risk("S1", *[RiskPoint("high", "high", Level.SEVERE)] * 3)
    assert blockers(risks=[*calm, severe]) == {"severe_risks": 1}
    assert dict(readiness(subject, evidence, done, calm, RULES, {"contradictions": 2}).blockers) == {
        "contradictions": 2
    }
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
        for code in (*codes, "severe_risks", "open_gates", "unknown_risks", "contradictions"):
            assert say(f"blocker.{code}", number=2)
        for name in EVIDENCE:
            assert "2" in say(f"evidence.{name}", number=2)
        for kind in ("transfer", "dissolution"):
            for state in ("ready", "not_ready", "unknown"):
                assert say(f"verdict.{kind}.{state}")
