"""Early warning: each threshold from its number on and from eighty percent of it; days; risks that rose."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.assess.alerts import NEAR_DAYS, Alert, alerts
from engine.assess.evidence import Evidence, Said
from engine.assess.registers import Tally
from engine.assess.treatment import Decision
from engine.assess.xrays import Case
from engine.model.assessment import Level, Risk, RiskPoint, RiskState, Task, TaskState
from engine.strings import LANGUAGES, words
from engine.views.alerts import told
from tests.assess.test_risk import RULES, TODAY, engagement, planned

LAST, LATER = TODAY + timedelta(days=NEAR_DAYS), TODAY + timedelta(days=NEAR_DAYS + 1)


def case(evidence: Evidence | None = None, closing=None, **facts) -> Case:
    subject = replace(engagement(**facts), closing_date=closing)
    return Case(RULES, subject, evidence or Evidence(), Said())


def found(one: Case, before=None) -> set[tuple[str, str]]:
    return {(alert.code, alert.subject) for alert in alerts(one, before or {})}


ABROAD = {"cross_border": True, "is_ciio": False, "important_data": False, "export_exempt_scenario": False}

# Facts, and the threshold that they reach or come near; "" where there is none.
NUMBERS = [
    ({"pi_subject_count": 799_999}, "PO-1", ""),
    ({"pi_subject_count": 800_000}, "PO-1", "threshold_near"),
    ({"pi_subject_count": 999_999}, "PO-1", "threshold_near"),
    ({"pi_subject_count": 1_000_000}, "PO-1", "threshold_reached"),
    ({"pi_subject_count": 1_000_000}, "AU-2", "threshold_near"),
    ({"pi_subject_count": 1_000_001}, "AU-2", "threshold_reached"),
    ({"pi_subject_count": 7_999_999}, "AU-1", ""),
    ({"pi_subject_count": 8_000_000}, "AU-1", "threshold_near"),
    ({"pi_subject_count": 10_000_000}, "LS-1", "threshold_reached"),
    ({"pi_subject_count": 10_000_001}, "AU-1", "threshold_reached"),
    ({"face_templates_stored": 80_000}, "LS-2", "threshold_near"),
    ({"face_templates_stored": 100_000}, "LS-2", "threshold_reached"),
    ({"minors_u18": True}, "AU-4", "threshold_reached"),
    ({"minors_u18": False}, "AU-4", ""),
    ({**ABROAD, "export_general_count": 79_999, "export_sensitive_count": 0}, "CB-5", ""),
    ({**ABROAD, "export_general_count": 80_000, "export_sensitive_count": 0}, "CB-5", "threshold_near"),
    ({**ABROAD, "export_general_count": 100_000, "export_sensitive_count": 0}, "CB-5", "threshold_reached"),
    ({**ABROAD, "export_general_count": 0, "export_sensitive_count": 1}, "CB-5", "threshold_reached"),
    ({**ABROAD, "export_general_count": 800_000, "export_sensitive_count": 0}, "CB-4", "threshold_near"),
    ({**ABROAD, "export_general_count": 1_000_000, "export_sensitive_count": 0}, "CB-4", "threshold_reached"),
    ({**ABROAD, "export_general_count": 1_000_000, "export_sensitive_count": 0}, "CB-5", ""),
    ({"incident_subject_count": 1_000_000}, "IN-2", "threshold_reached"),
    ({"incident_subject_count": 800_000}, "IN-2", "threshold_near"),
    ({"eu_subjects": True}, "IN-6", ""),
    ({"eu_subjects": True, "incident_subject_count": 1}, "IN-6", "threshold_reached"),
    ({"pi_subject_count": 10}, "AU-3", ""),
    ({"pi_subject_count": 10}, "AU-5", ""),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "threshold", "code"), NUMBERS)
def test_a_threshold_warns_from_eighty_percent_of_its_number_on(facts, threshold: str, code: str) -> None:
    named = {one for one in found(case(**facts)) if one[1] == threshold}
    assert named == ({(code, threshold)} if code else set())


@pytest.mark.parametrize(
    ("counts", "facts", "threshold"),
    [
        ({"people": 1_000_000}, {"pi_subject_count": 5}, "PO-1"),
        ({"people": 1_000_000}, {}, "PO-1"),
        ({"minors": 1}, {}, "AU-4"),
        ({"export_sensitive_people": 1}, {**ABROAD, "export_general_count": 0, "export_sensitive_count": 0}, "CB-5"),
    ],
)
def test_what_the_scan_found_warns_although_nobody_stated_it(counts, facts, threshold: str) -> None:
    assert ("threshold_found", threshold) in found(case(Evidence(records=1, **counts), **facts))
    assert ("threshold_found", threshold) not in found(case(Evidence(records=1), **facts))


def test_facts_the_scan_proposes_warn_until_they_are_answered() -> None:
    seen = Evidence(records=1, minors=4)
    assert Alert("facts_proposed", number=2) in alerts(case(seen), {})
    assert ("facts_proposed", "") not in found(case(seen, minors_u14=True, minors_u18=True))


@pytest.mark.parametrize(
    ("day", "warns"), [(TODAY - timedelta(days=1), False), (TODAY, True), (LAST, True), (LATER, False)]
)
def test_days_warn_within_two_weeks_and_not_when_they_are_over(day, warns: bool) -> None:
    point = RiskPoint("high", "high", Level.HIGH)
    risks = (Risk("S1", point, point, point),)
    decision = Decision("S1", RiskState.ACCEPTED, "accept", "IT", day, day, "", "Chen", day, "x")
    tasks = (Task("P-01", "prepare", "OWN", True, day), Task("P-02", "prepare", "OWN", False, day, TaskState.DONE))
    one = replace(case(closing=day), said=Said((planned("encryption_at_rest", due=day),)), risks=risks, tasks=tasks,
                  decisions={"S1": decision}, registers={"requests": Tally(2, 1, next_due=day)})  # fmt: skip
    expected = {
        ("closing_near", ""), ("tasks_near", "P-01"), ("plan_near", "encryption_at_rest"), ("treatment_near", "S1"),
        ("review_near", "S1"), ("acceptance_near", "S1"), ("entry_near", "requests"),
    }  # fmt: skip
    assert found(one) == (expected if warns else set())
    closed = replace(one, decisions={"S1": replace(decision, state=RiskState.CLOSED)})
    assert not {code for code, _ in found(closed)} & {"treatment_near", "review_near", "acceptance_near"}


def test_overdue_entries_of_a_register_warn_and_open_ones_do_not() -> None:
    one = replace(case(), registers={"requests": Tally(4, 3, 2), "incidents": Tally(1, 1)})
    assert [alert for alert in alerts(one, {}) if alert.kind == "register"] == [
        Alert("entries_overdue", "register", "requests", 2)
    ]


@pytest.mark.parametrize(
    ("was", "now", "told_of"),
    [
        (("high", "medium"), ("high", "high"), ("medium", "high")),
        (("medium", "medium"), ("high", "medium"), ("medium", "high")),
        (("high", "high"), ("high", "medium"), None),
        (("unknown", "unknown"), ("high", "high"), None),
        (("high", "high"), ("unknown", "unknown"), None),
    ],
)
def test_a_risk_that_rose_since_the_last_snapshot_warns(was, now, told_of) -> None:
    current, residual = (RiskPoint("high", "high", Level(level)) for level in now)
    one = replace(case(), risks=(Risk("S1", current, current, residual),))
    risen = [alert.levels for alert in alerts(one, {"S1": was}) if alert.code == "risen"]
    assert risen == ([told_of] if told_of else [])
    assert not [alert for alert in alerts(one, {}) if alert.code == "risen"]


def test_every_warning_is_a_sentence_with_a_way_to_it() -> None:
    codes = (
        "threshold_reached", "threshold_found", "threshold_near", "risen", "closing_near", "tasks_near", "plan_near",
        "treatment_near", "review_near", "acceptance_near",
    )  # fmt: skip
    kinds = {"threshold": "PO-1", "task": "P-01", "control": "encryption_at_rest", "scenario": "S1", "": ""}
    for code in codes:
        for kind, subject in kinds.items():
            for language in LANGUAGES:
                one = told(words(language), RULES, Alert(code, kind, subject, 1, 2, TODAY, ("low", "high")))
                assert "{" not in one.sentence and one.screen
                assert (one.authority is not None) is (kind == "threshold")
