"""The table of what the law gives, and what no rule may ever change about it."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assess.retention import retention
from engine.assess.schedule import Schedule, schedule
from engine.catalogue import catalogue
from engine.model.assessment import Retention, RetentionState
from engine.model.engagement import DealStructure, Engagement
from engine.model.records import RecordKind
from engine.model.rules import RetentionKind, StartSource

CASES = yaml.safe_load((Path(__file__).parent / "retention_cases.yaml").read_text(encoding="utf-8"))
EVENTS = catalogue().start_events


def moments_of(stated: date | dict[str, date]) -> dict[str, date]:
    """The days of a case; one day alone stands for all events that a record's own date can show."""
    if isinstance(stated, dict):
        return stated
    shown = {name: stated for name, event in EVENTS.items() if event.source is not StartSource.NONE}
    return shown | {"first_day_after_fiscal_year": date(stated.year + 1, 1, 1)}


def engagement_of(case: dict) -> Engagement:
    return Engagement(
        "case",
        "Case Ltd",
        DealStructure(case.get("deal", "asset_transfer")),
        case.get("as_of", date(2026, 11, 21)),
        case.get("closing"),
        jurisdictions=tuple(case.get("places", ["CN"])),
        facts=case.get("facts", {}),
    )


def answered(case: dict) -> Retention:
    subject = engagement_of(case)
    kind = RecordKind(case.get("kind", "row"))
    days = moments_of(case["days"])
    return retention("r", case["class"], kind, days, subject, schedule(subject, catalogue()), case.get("hold", False))


def share_of(found: Retention, field: str) -> tuple[str, date | None]:
    share = next((one for one in found.shares if field in one.fields), found.shares[-1])
    return share.state.value, share.until


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['class']}-{case['state']}")
def test_the_law_gives(case: dict) -> None:
    found = answered(case)
    assert found.state == case["state"]
    assert found.keep_until == case.get("until", found.keep_until)
    assert found.due_from == case.get("due", found.due_from)
    assert found.restricted == case.get("restricted", found.restricted)
    assert list(found.waiting) == case.get("waiting", list(found.waiting))
    if "by" in case:
        assert found.rules[0] == case["by"]
    for field, expected in case.get("keep", {}).items():
        assert share_of(found, field) == tuple(expected), field
    if case.get("rest") == "none":
        assert not found.shares
    elif "rest" in case:
        assert (found.shares[-1].fields, *share_of(found, "")) == ((), *case["rest"])


def test_the_table_is_wide_enough() -> None:
    classes = Counter(case["class"] for case in CASES)
    assert len(CASES) >= 120
    assert {name for name in catalogue().record_classes if classes[name] < 2} == set()
    assert {case.get("deal", "asset_transfer") for case in CASES} == set(DealStructure)


def test_every_rule_decides_in_some_case() -> None:
    deciding = {rule for case in CASES for rule in answered(case).rules}
    shared = {rule for case in CASES for share in answered(case).shares for rule in share.rules}
    assert set(catalogue().retention_rules) - deciding - shared == set()


# Rules that bind some only: (rule, fact, class)
BOUND = [
    ("RC-ORDER.platform", "is_platform", "order"),
    ("RC-AML.transactions", "aml_obliged", "order"),
    ("RC-AML.identity", "aml_obliged", "customer_profile"),
    ("RC-CCTV.minimum", "uses_cctv", "video"),
    ("RC-CCTV.maximum", "uses_cctv", "video"),
    ("RC-CONSENT.shanghai", "in_shanghai", "consent"),
    ("RC-DSAR.california", "ca_subjects", "rights_request"),
    ("RC-ORDER.uk", "uk_subjects", "order"),
]


@pytest.mark.parametrize(("rule", "fact", "record_class"), BOUND)
def test_a_rule_that_binds_some_only_waits_for_the_answer(rule: str, fact: str, record_class: str) -> None:
    def acts(**facts: bool) -> tuple[bool, bool]:
        found = schedule(engagement_of({"facts": facts}), catalogue())
        acting = any(rule == one.id for one, _ in found.rules.get((record_class, RecordKind.ROW), ()))
        return acting, rule in found.open_rules.get(record_class, ())

    assert acts(**{fact: True}) == (True, False)
    assert acts(**{fact: False}) == (False, False)
    assert acts() == (False, True)


DAYS = st.dates(date(1985, 1, 1), date(2035, 12, 31))
PLACES = tuple(catalogue().jurisdictions)
FACTS = {"is_platform": True, "aml_obliged": True, "uses_cctv": True}
SUBJECTS = st.builds(
    Engagement,
    st.just("p"),
    st.just("p"),
    st.sampled_from(DealStructure),
    DAYS,
    st.none() | DAYS,
    jurisdictions=st.lists(st.sampled_from(PLACES), min_size=1, unique=True).map(tuple),
    facts=st.sampled_from([{}, FACTS]),
)
CLASSES, KINDS = st.sampled_from(list(catalogue().record_classes)), st.sampled_from(RecordKind)
MOMENTS = st.dictionaries(st.sampled_from(list(EVENTS)), DAYS)
FALLING = [RetentionState.MUST_KEEP, RetentionState.UNKNOWN_DATE, RetentionState.MAY_KEEP, RetentionState.DUE]


@settings(deadline=None)
@given(CLASSES, KINDS, MOMENTS, SUBJECTS, DAYS)
def test_what_ran_out_never_comes_back(name, kind, days, subject, later) -> None:
    one, other = sorted((subject.as_of, later))
    found = [
        retention("r", name, kind, days, at, schedule(at, catalogue()))
        for at in (replace(subject, as_of=one), replace(subject, as_of=other))
    ]
    if found[0].state is RetentionState.NO_RULE:
        assert found[0] == found[1]
        return
    assert FALLING.index(found[0].state) <= FALLING.index(found[1].state)
    assert found[0].due_from == found[1].due_from
    for field in {field for share in found[1].shares for field in share.fields if share.state == "must_keep"}:
        assert not found[0].shares or share_of(found[0], field)[0] == "must_keep"


@settings(deadline=None)
@given(CLASSES, KINDS, MOMENTS, SUBJECTS)
def test_the_longest_minimum_decides_and_shares_never_outlast_it(name, kind, days, subject) -> None:
    applicable = schedule(subject, catalogue())
    found = retention("r", name, kind, days, subject, applicable)
    rules = applicable.rules.get((name, kind), ())
    alone = [
        retention("r", name, kind, days, subject, Schedule({(name, kind): (pair,)}))
        for pair in rules
        if pair[0].kind.is_minimum
    ]
    running = [one.keep_until or date.max for one in alone if one.state is RetentionState.MUST_KEEP]
    assert (found.state is RetentionState.MUST_KEEP) == bool(running)
    if running:
        assert (found.keep_until or date.max) == max(running)
        kept = [share.until or date.max for share in found.shares if share.state is RetentionState.MUST_KEEP]
        assert not found.shares or max(kept) == max(running)
        assert not found.shares or found.shares[-1].fields == ()
    if found.state is RetentionState.DUE:
        assert found.due_from and found.due_from <= subject.as_of


@settings(deadline=None)
@given(CLASSES, KINDS, MOMENTS, SUBJECTS, st.sampled_from(list(catalogue().retention_rules.values())))
def test_one_more_rule_never_shortens_what_must_be_kept(name, kind, days, subject, extra) -> None:
    applicable = schedule(subject, catalogue())
    rules = applicable.rules.get((name, kind), ())
    more = Schedule({(name, kind): (*rules, (extra, EVENTS[extra.start_event]))})
    before = retention("r", name, kind, days, subject, applicable)
    after = retention("r", name, kind, days, subject, more)
    if before.state is RetentionState.MUST_KEEP:
        assert after.state is RetentionState.MUST_KEEP
        assert (after.keep_until or date.max) >= (before.keep_until or date.max)
        for share in before.shares:
            for field in share.fields if share.state is RetentionState.MUST_KEEP else ():
                assert not after.shares or share_of(after, field)[0] == "must_keep"


@settings(deadline=None)
@given(MOMENTS, SUBJECTS, st.sampled_from([RetentionKind.DEFENCE, RetentionKind.INTERNAL_TARGET]))
def test_a_maximum_ends_what_is_no_minimum(days, subject, kind) -> None:
    subject = replace(subject, jurisdictions=("CN",), facts=FACTS)
    applicable = schedule(subject, catalogue())
    longer = replace(catalogue().retention_rules["RC-CONTRACT.claims"], kind=kind, start_event="recorded")
    key = ("video", RecordKind.ATTACHMENT)
    found = retention("r", *key, days, subject, Schedule({key: (*applicable.rules[key], (longer, EVENTS["recorded"]))}))
    if recorded := days.get("recorded"):
        gone = (subject.as_of - recorded).days > 30
        assert (found.state is RetentionState.DUE) == gone or subject.closing_date is not None
