"""Tasks with their days, and the verdict that follows from everything else."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from engine.assess.evidence import EVIDENCE, Evidence, Said
from engine.assess.readiness import Verdict, readiness
from engine.assess.risk import register
from engine.assess.tasks import blocks_closing, offset, tasks
from engine.model.assessment import Level, Risk, RiskPoint, Task, TaskState
from engine.model.engagement import Engagement
from engine.strings import LANGUAGES, words
from tests.assess.test_risk import RULES, engagement, works

STRINGS = Path(__file__).resolve().parents[2] / "data" / "strings"


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


@dataclass(frozen=True)
class Standing:
    """An engagement with what readiness is judged by; as made by `calm`, nothing stands in its way."""

    subject: Engagement
    evidence: Evidence
    tasks: tuple[Task, ...]
    risks: tuple[Risk, ...]

    def verdict(self, **others: int) -> Verdict:
        return readiness(self.subject, self.evidence, self.tasks, self.risks, RULES, others)


def calm(deal: str) -> Standing:
    subject, evidence = answered(engagement(deal)), Evidence(records=10, people=5)
    done = tuple(replace(task, state=TaskState.DONE) for task in tasks(RULES, subject))
    controls = Said(tuple(works(name) for name in RULES.controls))
    return Standing(subject, evidence, done, tuple(register(RULES, evidence, controls, subject)))


Change = Callable[[Standing], Standing]


def counted(**counts: int) -> Change:
    return lambda one: replace(one, evidence=replace(one.evidence, **counts))


def stated(**facts: object) -> Change:
    return lambda one: replace(one, subject=replace(one.subject, **facts))


def unanswered_but(left: int) -> Change:
    """All facts but the first `left` that were answered are taken back to unanswered."""
    return lambda one: stated(facts=dict(list(one.subject.facts.items())[left:]))(one)


def at_level(level: str) -> Change:
    """One scenario more, whose residual level is this while the others are as they were."""
    points = (RiskPoint("high", "high", Level.SEVERE), RiskPoint("high", "high", Level.SEVERE))
    return lambda one: replace(one, risks=(*one.risks, Risk("S1", *points, RiskPoint("high", "high", Level(level)))))


def gate(name: str, state: str) -> Change:
    """One task is in this state, while all others are done."""

    def change(one: Standing) -> Standing:
        assert any(task.id == name for task in one.tasks)
        changed = (replace(task, state=TaskState(state)) if task.id == name else task for task in one.tasks)
        return replace(one, tasks=tuple(changed))

    return change


# Every blocker: what raises it, by how much, and the nearest that does not.
BLOCKERS: dict[str, list[tuple[Change, int, Change]]] = {
    "severe_risks": [(at_level("severe"), 1, at_level("high"))],
    "unknown_risks": [(at_level("unknown"), 1, at_level("low"))],
    "open_incidents": [(counted(open_incidents=2), 2, counted(open_requests=2))],
    "overdue_requests": [(counted(open_requests=3, overdue_requests=1), 1, counted(open_requests=3))],
    "undecided_records": [(counted(undecided_records=7), 7, counted(due_records=7))],
    "awaiting_records": [(counted(awaiting_records=4), 4, counted(on_hold_records=4))],
    "systems_missing": [(counted(systems_missing=1), 1, counted(systems_abroad=1))],
    "systems_unanswered": [(counted(systems_unanswered=5), 5, counted(processors=5))],
    "skipped_items": [(counted(skipped=3), 3, counted(duplicate_records=3))],
    "unknown_date_records": [(counted(unknown_date_records=2), 2, counted(old_records=2))],
    "no_rule_records": [(counted(no_rule_records=1), 1, counted(must_keep_records=1))],
    "open_gates": [
        (gate("P-01", "open"), 1, gate("P-01", "done")),
        (gate("P-01", "in_progress"), 1, gate("P-01", "not_applicable")),
        (gate("P-09", "open"), 1, gate("P-08", "open")),  # a gate, and a task that is none
    ],
    "closing_date_missing": [(stated(closing_date=None), 1, stated(recipient=""))],
    "unconfirmed_facts": [(unanswered_but(1), 1, unanswered_but(0))],
}


@pytest.mark.parametrize("deal", ["asset_transfer", "dissolution"])
def test_ready_when_nothing_stands_in_the_way(deal: str) -> None:
    found = calm(deal).verdict()
    kind = "dissolution" if deal == "dissolution" else "transfer"
    assert (found.ready, found.code, found.blockers) == (True, f"{kind}.ready", ())


@pytest.mark.parametrize("deal", ["asset_transfer", "dissolution"])
@pytest.mark.parametrize(
    ("code", "blocks", "number", "lets"), [(code, *case) for code, cases in BLOCKERS.items() for case in cases]
)
def test_each_blocker_alone_holds_up_the_closing(deal, code, blocks: Change, number: int, lets: Change) -> None:
    held = blocks(calm(deal)).verdict()
    assert (held.ready, held.blockers) == (False, ((code, number),))
    assert lets(calm(deal)).verdict().blockers == ()


ELSEWHERE = ("contradictions", "duties_open", "consents_unanswered", "objections_planned", "owed_people", "notices_due")
"""Blockers that other parts of the assessment count."""


@pytest.mark.parametrize("code", ELSEWHERE)
def test_what_other_parts_counted_holds_it_up_too(code: str) -> None:
    assert calm("asset_transfer").verdict(**{code: 2}).blockers == ((code, 2),)
    assert calm("asset_transfer").verdict(**{code: 0}).ready is True


def test_the_table_holds_every_blocker_that_has_a_sentence() -> None:
    told = yaml.safe_load((STRINGS / "zh.yaml").read_text(encoding="utf-8"))["blocker"]
    assert set(told) == {*BLOCKERS, "nothing_scanned", *ELSEWHERE}


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
