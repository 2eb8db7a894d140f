"""The manager's ten seconds: verdict, people, balance, risk, coverage, tasks."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.assess.readiness import Verdict, readiness
from engine.model.engagement import Engagement
from engine.store import engagements
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.store.remembering import remembered
from engine.views.balance import Balance, balance
from engine.views.checks import as_tasks, consistency
from engine.views.coverage import Coverage, coverage
from engine.views.duties import obligations
from engine.views.evidence import evidence
from engine.views.notices import notices
from engine.views.people import People, people
from engine.views.risks import STAGES, register
from engine.views.selection import Selection
from engine.views.standings import basis_blockers
from engine.views.tasks import TaskLine, tasks

NEXT_TASKS = 3


@dataclass(frozen=True, slots=True)
class Overview:
    """One screen's numbers, as of `engagement.as_of`. `days_left` counts to the closing date (None: none is set)."""

    engagement: Engagement
    verdict: Verdict
    contradictions: int
    days_left: int | None
    people: People
    customers: int
    balance: Balance
    levels: Mapping[str, Mapping[str, int]]
    coverage: Coverage
    findings: int
    findings_open: int
    tasks_total: int
    tasks_done: int
    tasks_overdue: int
    next_tasks: tuple[TaskLine, ...]


@remembered
def overview(database: Database) -> Overview:
    """The engagement at a glance."""
    engagement = engagements.load(database)
    counted = people(database, Selection())
    risks = register(database)
    todo = tasks(database)
    found, unreviewed = database.rows(
        "SELECT count(*) FILTER (state <> 'rejected'), count(*) FILTER (state = 'open') FROM finding"
    )[0]
    read = coverage(database)
    balanced = balance(database)
    closing, checked = engagement.closing_date, consistency(database)
    return Overview(
        engagement=engagement,
        verdict=readiness(
            engagement,
            evidence(database),
            as_tasks(todo),
            risks.lines,
            rules_of(database),
            {
                "contradictions": checked.blocking,
                "duties_open": len(obligations(database).blocking),
                **basis_blockers(database),
                "notices_due": len(notices(database).due),
            },
        ),
        contradictions=len(checked.found),
        days_left=(closing - engagement.as_of).days if closing else None,
        people=counted,
        customers=counted.kinds.get("customer", 0) + counted.kinds.get("relative", 0),
        balance=balanced,
        levels={stage: risks.levels(stage) for stage in STAGES},
        coverage=read,
        findings=found,
        findings_open=unreviewed,
        tasks_total=len(todo.lines),
        tasks_done=todo.states.get("done", 0) + todo.states.get("not_applicable", 0),
        tasks_overdue=len(todo.overdue),
        next_tasks=todo.remaining[:NEXT_TASKS],
    )
