"""Each consistency check fires on its contradiction and keeps still where there is none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings

from engine.assess.evidence import Answer, Evidence, Said
from engine.assess.registers import Tally
from engine.assess.signs import Grounded
from engine.assess.treatment import Decision
from engine.assess.xrays import CHECKS, Case, XRay, blocking, x_rays
from engine.catalogue import catalogue
from engine.model.assessment import Cause, ControlAnswer, Level, Risk, RiskPoint, RiskState, Task, TaskState
from engine.model.notices import NoticeState, WrittenNotice
from engine.strings import LANGUAGES, words
from engine.views.checks import told
from tests.assess.test_risk import COUNTS, NAMES, RULES, SCANNED, TODAY, engagement, judged, planned, works

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
CASE = Case(RULES, engagement(), SCANNED, Said())
Change = Callable[[Case], Case]


def at_levels(inherent: str, current: str, residual: str, /, **causes: str) -> Change:
    """A risk at these levels; `causes` names one cause of a stage by its code."""
    points = [RiskPoint("high", "high", Level(level)) for level in (inherent, current, residual)]
    named = {stage: (Cause("likelihood", code),) for stage, code in causes.items()}
    return lambda case: replace(case, risks=(Risk("S1", *points, causes=named),))


def answered(*answers: Answer) -> Change:
    return lambda case: replace(case, said=Said(answers))


def decided(level: str = "high", answers: tuple[Answer, ...] = (), **changes) -> Change:
    """A decision about S1, which stands at this level."""
    decision = Decision("S1", RiskState(changes.pop("state", "evaluated")), **changes)

    def change(case: Case) -> Case:
        risks = at_levels(level, level, level)(case).risks
        return replace(case, risks=risks, decisions={"S1": decision}, said=Said(answers))

    return change


def task(name: str, state: str = "open", missing: int = 0) -> Task:
    rule = RULES.tasks[name]
    return Task(name, rule.phase, rule.raci.R, rule.gate, None, TaskState(state), missing)


def working(*tasks: Task, closing=None, **changes) -> Change:
    return lambda case: replace(
        case, tasks=tasks, engagement=replace(case.engagement, **{"closing_date": closing or TOMORROW, **changes})
    )


def counted(**numbers: int) -> Change:
    return lambda case: replace(case, evidence=replace(SCANNED, **numbers))


def stated(numbers: dict[str, int], **facts) -> Change:
    return lambda case: replace(case, engagement=engagement(**facts), evidence=replace(SCANNED, **numbers))


def registered(register: str, control: str, **states: int) -> Change:
    """The control works, and the register has three entries, some of them in these states."""
    return lambda case: replace(case, said=Said((works(control),)), registers={register: Tally(3, **states)})


def reasoned(fact: str, **found: int) -> Change:
    return lambda case: replace(case, grounded={fact: Grounded(False, found, "a toy shop's dolls")})


def sent(state: str = "sent", **texts: str) -> Change:
    said = {need.field: "x" for need in RULES.notices["NT-23"].fields} | texts
    written = WrittenNotice(1, "NT-23", "zh", said, NoticeState(state), "甲", datetime(2026, 11, 20))
    return lambda case: replace(case, notices=(written,))


def both(one: Change, other: Change) -> Change:
    return lambda case: other(one(case))


ACCEPTED = {
    "state": "accepted", "accepted_by": "Chen", "accepted_until": TODAY, "reason": "the price says so",
}  # fmt: skip
STALE = works("encryption_at_rest", 800)
FAILED = replace(works("encryption_at_rest"), state=ControlAnswer.FAILED)
BARE = Answer("encryption_at_rest", ControlAnswer.EFFECTIVE)

TABLE: dict[str, list[tuple[Change, Change]]] = {
    "residual_above_inherent": [(at_levels("medium", "medium", "high"), at_levels("high", "high", "high"))],
    "current_above_inherent": [(at_levels("low", "high", "high"), at_levels("high", "high", "high"))],
    "residual_above_current": [(at_levels("high", "low", "high"), at_levels("high", "medium", "low"))],
    "lowered_without_measure": [
        (at_levels("high", "medium", "medium"), at_levels("high", "medium", "medium", current="control")),
    ],
    "residual_without_plan": [
        (at_levels("high", "high", "low"), at_levels("high", "high", "low", residual="planned")),
    ],
    "unknown_control": [(answered(works("wishful_thinking")), answered(works("encryption_at_rest")))],
    "effective_without_evidence": [
        (answered(BARE), answered(works("encryption_at_rest"))),
        (answered(replace(BARE, evidence=" ")), answered(replace(BARE, state=ControlAnswer.ABSENT))),
    ],
    "evidence_not_fresh": [
        (answered(STALE), answered(works("encryption_at_rest"))),
        (answered(replace(STALE, evidence_on=None)), answered(replace(STALE, state=ControlAnswer.FAILED))),
    ],
    "plan_incomplete": [
        (answered(planned("encryption_at_rest", owner=" ")), answered(planned("encryption_at_rest"))),
        (answered(planned("encryption_at_rest", due=None)), answered(works("encryption_at_rest"))),
    ],
    "plan_overdue": [
        (answered(planned("encryption_at_rest", due=YESTERDAY)), answered(planned("encryption_at_rest", due=TODAY))),
    ],
    "failed_without_plan": [(answered(FAILED), answered(replace(FAILED, planned=True)))],
    "effective_against_register": [
        (registered("training", "training_passed_100pct", open=1), registered("training", "training_passed_100pct")),
        (registered("incidents", "no_incident_in_24m", recent=1), registered("incidents", "no_incident_in_24m")),
        (
            registered("requests", "dsar_channel_in_sla", open=2, overdue=1),
            registered("requests", "dsar_channel_in_sla", open=2),
        ),
    ],
    "acceptance_expired": [
        (decided(**{**ACCEPTED, "accepted_until": YESTERDAY}), decided(**ACCEPTED)),
        (decided(**{**ACCEPTED, "state": "treated", "treatment": "accept", "accepted_until": YESTERDAY}), decided()),
    ],
    "acceptance_incomplete": [
        (decided(**{**ACCEPTED, "accepted_by": " "}), decided(**ACCEPTED)),
        (decided(**{**ACCEPTED, "accepted_until": None}), decided()),
        (decided(**{**ACCEPTED, "reason": ""}), decided()),
    ],
    "treated_without_measure": [
        (decided(state="treated"), decided(state="treated", answers=(planned(RULES.scenarios["S1"].controls[0]),))),
        (
            decided(state="treated", answers=(works("encryption_at_rest"),)),
            both(working(task(RULES.scenarios["S1"].tasks[0], "in_progress")), decided(state="treated")),
        ),
        (decided(state="treated", treatment="avoid"), decided(state="treated", treatment="accept")),
    ],
    "treatment_overdue": [
        (decided(due=YESTERDAY), decided(due=TODAY)),
        (decided(state="treated", due=YESTERDAY), decided("medium", state="treated", due=YESTERDAY)),
    ],
    "review_overdue": [(decided(review_on=YESTERDAY), decided(review_on=TODAY))],
    "closed_while_high": [(decided(state="closed"), decided("medium", state="closed"))],
    "task_without_evidence": [(working(task("P-01", "done", 1)), working(task("P-01", "done")))],
    "gate_open_while_later_runs": [
        (working(task("P-01"), task("N-02", "in_progress")), working(task("P-01", "done", "x"), task("N-02", "done"))),
        (working(task("N-02"), task("D-02", "done")), working(task("D-02"), task("N-02", "done"))),
    ],
    "notice_field_empty": [
        (sent(recipient_name=""), sent()),
        (sent(recipient_name="【待填：名称】"), sent(state="draft", recipient_name="")),
        (both(sent(guardian_version=""), stated({}, minors_u14=True)), sent(guardian_version="")),
        (sent(purpose="  "), sent(state="withdrawn", purpose="")),
        (sent(dates=""), sent(retention="")),
    ],
    "closing_over_with_open_gates": [
        (working(task("P-01"), closing=YESTERDAY), working(task("P-01", "done", "x"), closing=YESTERDAY)),
        (working(task("P-01"), closing=YESTERDAY), working(task("P-01"), closing=TODAY)),
    ],
    "fact_against_evidence": [
        (stated({"minors": 1}, minors_u14=False), stated({"minors": 1}, minors_u14=True)),
        (stated({"minors": 1}, minors_u18=False), stated({"minors": 1})),
        (stated({"sensitive_people": 1}, sensitive_pi=False), stated({}, sensitive_pi=False)),
        (stated({"foreign_host_messages": 1}, cross_border=False), stated({}, cross_border=False)),
        (stated({"customs_records": 1}, is_duty_free=False), stated({"customs_records": 1}, is_duty_free=True)),
        (stated({"membership_records": 1}, has_prepaid_members=False), stated({}, has_prepaid_members=False)),
        (stated({"people": 100}, pi_subject_count=79), stated({"people": 100}, pi_subject_count=80)),
        (
            stated({"minors": 3}, minors_u14=False),
            both(stated({"minors": 3}, minors_u14=False), reasoned("minors_u14", minors=3)),
        ),
        (
            both(stated({"minors": 3}, minors_u14=False), reasoned("minors_u14", minors=2)),
            stated({"eu_people": 3}, eu_subjects=False),
        ),
    ],
    "decided_twice": [(counted(decided_twice=1), counted())],
    "done_without_event": [(counted(done_without_event=1), counted())],
    "hold_with_planned_deletion": [(counted(hold_conflicts=1), counted(on_hold_records=3))],
    "kept_by_law_but_deleted": [(counted(kept_but_deleted=1), counted())],
    "decisions_overdue": [(counted(decisions_overdue=1), counted())],
}
CASES = [(check, fires, still) for check, pairs in TABLE.items() for fires, still in pairs]


def test_every_check_is_tried() -> None:
    assert set(TABLE) == set(CHECKS)


@pytest.mark.parametrize(("check", "fires", "still"), CASES)
def test_a_check_fires_on_its_contradiction_and_on_nothing_else(check: str, fires: Change, still: Change) -> None:
    found = list(CHECKS[check](fires(CASE)))
    assert [ray.check for ray in found] == [check]
    assert list(CHECKS[check](still(CASE))) == []
    for language in LANGUAGES:
        sentence = told(words(language), RULES, found[0])
        assert "{" not in sentence and "None" not in sentence


def test_a_sentence_names_its_subject() -> None:
    ray = next(CHECKS["plan_overdue"](answered(planned("encryption_at_rest", due=YESTERDAY))(CASE)))
    assert told(words("zh"), RULES, ray) == f"计划中的控制措施“存储加密”已过期限 {YESTERDAY}，不再计入剩余风险"
    late = next(CHECKS["gate_open_while_later_runs"](working(task("P-01"), task("N-02", "done"))(CASE)))
    assert RULES.tasks["P-01"].label.en in told(words("en"), RULES, late)


@settings(max_examples=40)
@given(NAMES, NAMES, COUNTS)
def test_what_the_register_computes_never_contradicts_itself(working, plans, numbers) -> None:
    said = Said((*(works(name) for name in working), *(planned(name) for name in plans - working)))
    evidence = Evidence(records=1, **numbers)
    case = replace(CASE, risks=tuple(judged(evidence, said.answers)), said=said, evidence=evidence)
    levels = {"current_above_inherent", "residual_above_inherent", "residual_above_current"}
    levels |= {"lowered_without_measure", "residual_without_plan"}
    assert [ray for ray in x_rays(case) if ray.check in levels] == []


def test_what_blocks_comes_first_and_an_empty_engagement_is_at_peace() -> None:
    case = both(answered(BARE), counted(decided_twice=2))(CASE)
    assert [ray.check for ray in x_rays(case)] == ["decided_twice", "effective_without_evidence"]
    assert [blocking(ray, case) for ray in x_rays(case)] == [True, False]
    assert x_rays(Case(catalogue(), engagement(), Evidence(), Said())) == ()


def test_a_contradiction_leads_to_where_it_is_mended() -> None:
    ray = next(CHECKS["task_without_evidence"](working(task("P-01", "done", 1))(CASE)))
    assert ray == XRay("task_without_evidence", "task", "P-01", (), (("phase", "prepare"),))
