"""Obligations in an engagement: what tasks and people tell of them, until when they are due, which stand in the way."""

from datetime import date

import pytest

from engine.assess.duties import Duty, DutyAnswer, blocking, duties
from engine.assess.periods import shifted
from engine.catalogue import catalogue
from engine.model.assessment import DutyState, Task, TaskState
from engine.model.engagement import DealStructure, Engagement

AS_OF, CLOSING = date(2026, 11, 21), date(2026, 12, 31)


def engagement(deal: DealStructure = DealStructure.ASSET_TRANSFER, **facts: object) -> Engagement:
    return Engagement("case", "某公司", deal, AS_OF, CLOSING, facts=facts)


def found(
    name: str,
    where: Engagement | None = None,
    tasks: list[Task] | None = None,
    answer: DutyAnswer | None = None,
    starts: dict[str, date] | None = None,
) -> Duty:
    answers = {name: answer} if answer else {}
    lines = duties(catalogue(), where or engagement(), tasks or [], answers, starts or {})
    return next(line for line in lines if line.obligation == name)


def answering(name: str, *states: TaskState) -> list[Task]:
    """The tasks that rest on an obligation, in these states (the last one for the rest)."""
    rules = [rule for rule in catalogue().tasks.values() if name in rule.basis]
    filled = [*states, *[states[-1]] * len(rules)]
    return [
        Task(rule.id, rule.phase, "OWN", rule.gate, None, state) for rule, state in zip(rules, filled, strict=False)
    ]


def said(state: DutyState) -> DutyAnswer:
    return DutyAnswer(state, "letter of 3 November", "林", AS_OF)


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ([], DutyState.UNANSWERED),
        ([TaskState.OPEN], DutyState.UNANSWERED),
        ([TaskState.IN_PROGRESS, TaskState.OPEN], DutyState.PARTLY),
        ([TaskState.DONE, TaskState.OPEN], DutyState.PARTLY),
        ([TaskState.DONE], DutyState.MET),
        ([TaskState.DONE, TaskState.NOT_APPLICABLE], DutyState.MET),
        ([TaskState.NOT_APPLICABLE], DutyState.UNANSWERED),
    ],
)
def test_what_tasks_tell(states, told):
    tasks = answering("CN-PIPL-23", *states) if states else []
    assert found("CN-PIPL-23", tasks=tasks).state is told


def test_a_person_s_word_stands_over_the_tasks():
    tasks = answering("CN-PIPL-23", TaskState.DONE)
    assert found("CN-PIPL-23", tasks=tasks, answer=said(DutyState.NOT_MET)).state is DutyState.NOT_MET


def test_what_does_not_apply_is_not_applicable_whatever_was_said():
    share = engagement(DealStructure.SHARE_TRANSFER)
    duty = found("CN-PIPL-22", share, answer=said(DutyState.MET))
    assert duty.applying.verdict is False and duty.state is DutyState.NOT_APPLICABLE and not duty.overdue


def test_the_deal_decides_between_notice_and_separate_consent():
    asset, merger = engagement(), engagement(DealStructure.MERGER)
    assert found("CN-PIPL-23", asset).applying.verdict and found("CN-PIPL-22", asset).applying.verdict is False
    assert found("CN-PIPL-22", merger).applying.verdict and found("CN-PIPL-23", merger).applying.verdict is False


def test_an_unanswered_fact_leaves_it_open_and_never_absent():
    duty = found("CN-PIPL-31")
    assert duty.applying.verdict is None and duty.state is DutyState.UNANSWERED
    assert found("CN-PIPL-31", engagement(minors_u14=True)).applying.verdict is True
    assert found("CN-PIPL-31", engagement(minors_u14=False)).state is DutyState.NOT_APPLICABLE


def test_consent_is_due_before_the_handover_and_late_after_it():
    duty = found("CN-PIPL-23")
    assert (duty.due, duty.is_target, duty.overdue) == (CLOSING, False, False)
    late = Engagement("case", "某公司", DealStructure.ASSET_TRANSFER, date(2027, 1, 5), CLOSING)
    assert found("CN-PIPL-23", late).overdue
    assert not found("CN-PIPL-23", late, answering("CN-PIPL-23", TaskState.DONE)).overdue


def test_where_the_law_sets_no_day_our_target_says_it_is_ours():
    duty = found("CN-PIPL-22", engagement(DealStructure.DISSOLUTION))
    assert duty.is_target and duty.due == date(2026, 12, 1)


def test_a_clock_nobody_started_gives_no_day():
    name, entry = next(
        (one.id, one)
        for one in catalogue().obligations.values()
        if one.deadline.clock == "liquidation_group_formed" and one.deadline.period
    )
    where = engagement(DealStructure.DISSOLUTION)
    assert found(name, where).due is None
    formed = date(2026, 12, 1)
    due = found(name, where, starts={"liquidation_group_formed": formed}).due
    assert due == shifted(formed, entry.deadline.period, working_days=entry.deadline.working_days)


@pytest.mark.parametrize(
    ("day", "span", "options", "expected"),
    [
        (date(2026, 12, 31), "P30D", {"back": True}, date(2026, 12, 1)),
        (date(2026, 12, 1), "P10D", {}, date(2026, 12, 11)),
        (date(2026, 11, 20), "P1D", {"working_days": True}, date(2026, 11, 23)),
        (date(2026, 11, 21), "P1D", {"working_days": True}, date(2026, 11, 23)),
        (date(2026, 11, 20), "P15D", {"working_days": True}, date(2026, 12, 11)),
        (date(2026, 11, 23), "P1D", {"working_days": True, "back": True}, date(2026, 11, 20)),
        (date(2027, 3, 31), "P1M", {"back": True}, date(2027, 2, 28)),
        (date(2028, 2, 29), "P1Y", {}, date(2029, 2, 28)),
        (date(2026, 12, 1), "PT72H", {}, date(2026, 12, 1)),
    ],
)
def test_days_of_deadlines(day, span, options, expected):
    assert shifted(day, span, **options) == expected


def test_what_is_due_by_the_closing_stands_in_its_way_until_it_is_met():
    where = engagement()
    lines = duties(catalogue(), where, [], {}, {})
    names = {duty.obligation for duty in blocking(lines, catalogue(), where)}
    assert "CN-PIPL-23" in names
    met = duties(catalogue(), where, [], {name: said(DutyState.MET) for name in names}, {})
    assert not blocking(met, catalogue(), where)


def test_what_was_said_not_to_be_met_stands_in_the_way_though_it_has_no_day():
    where = engagement()
    lines = duties(catalogue(), where, [], {"CN-PIPL-13": said(DutyState.NOT_MET)}, {})
    assert "CN-PIPL-13" in {duty.obligation for duty in blocking(lines, catalogue(), where)}


def test_what_waits_for_an_event_or_only_advises_stands_in_nobody_s_way():
    for deal in DealStructure:
        where = engagement(deal)
        lines = duties(catalogue(), where, [], {}, {})
        for duty in blocking(lines, catalogue(), where):
            assert not duty.waits and catalogue().obligations[duty.obligation].binding
