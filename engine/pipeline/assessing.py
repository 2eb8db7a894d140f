"""From records to classes, retention, risks and tasks; all of it may be computed again."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from engine.assess.cases import kept
from engine.assess.disposition import Proposal, proposal
from engine.assess.risk import register
from engine.assess.schedule import Schedule, schedule
from engine.assess.tasks import tasks
from engine.catalogue import Catalogue
from engine.model.assessment import Case, Moment, Retention
from engine.model.engagement import Engagement
from engine.pipeline.holding import follow_holds
from engine.pipeline.judging import judge
from engine.pipeline.standing import settle_standings
from engine.pipeline.stating import read_statements
from engine.store import assessments, cases, decisions, scans, standings
from engine.store.checklist import own_tasks
from engine.store.overrides import rules_of
from engine.store.risks import said, write_risks
from engine.store.workspace import Ledger
from engine.views.evidence import evidence
from engine.views.protected import protected
from engine.views.standings import in_play

_POSTPONED = ContextVar("postponed", default=False)
"""Whether more actions follow at once."""


def mark_duplicates(ledger: Ledger) -> None:
    """Point duplicates at their first occurrence; what was decided for one of them holds for all."""
    with ledger.database.writing() as writer:
        scans.mark_duplicates(writer)
        decisions.settle(writer)


def assess(ledger: Ledger) -> None:
    """Class, retention and proposal of every record, then risks and tasks."""
    with ledger.database.writing():
        read_statements(ledger, rules_of(ledger.database))
        settle_standings(ledger)
        _assess_records(ledger)
        assess_risks(ledger)
        plan_tasks(ledger)


@contextmanager
def together(ledger: Ledger) -> Iterator[None]:
    """Many actions in a row: risks are assessed once, after the last of them."""
    token = _POSTPONED.set(True)
    try:
        yield
    finally:
        _POSTPONED.reset(token)
    assess_risks(ledger)


def assess_risks(ledger: Ledger) -> None:
    """The register, from the evidence and the answers as they stand; what came under a hold meanwhile is on hold.

    What people are said to have said is put to whom it belongs by now; where that changes what becomes of records, they
    are assessed anew.
    """
    if _POSTPONED.get():
        return
    follow_holds(ledger)
    settle_standings(ledger)
    if standings.followed(ledger.database) != _telling(ledger):
        _assess_records(ledger)
    engagement, rules = ledger.engagement, rules_of(ledger.database)
    method = rules.methods.get(engagement.risk_method)
    risks = register(rules, evidence(ledger.database), said(ledger.database), engagement, method)
    with ledger.database.writing() as writer:
        write_risks(writer, risks)


def _telling(ledger: Ledger) -> str:
    """What of people's standing matters to records, as a hash."""
    purposes, _ = in_play(rules_of(ledger.database), ledger.engagement)
    return standings.telling(ledger.database, tuple(one.id for one in purposes if one.transfer or one.record_classes))


def _assess_records(ledger: Ledger) -> None:
    """Class, retention and proposal; records that agree in what these depend on are judged as one case."""
    engagement, rules = ledger.engagement, rules_of(ledger.database)
    applicable = schedule(engagement, rules)
    purposes, _ = in_play(rules, engagement)
    transfers = [one.id for one in purposes if one.transfer]
    with ledger.database.writing() as writer:
        judge(ledger, rules)
        cases.collect(writer, cases.mattering(applicable, purposes), *protected(transfers))
        cases.begin(writer)
        for some in cases.cases(ledger.database):
            cases.add_outcomes(writer, (_outcome(case, engagement, rules, applicable) for case in some))
        cases.write(writer)
        standings.follow(writer, _telling(ledger))
        writer.drop_temporary()


def _outcome(
    case: Case, engagement: Engagement, rules: Catalogue, applicable: Schedule
) -> tuple[int, Retention, Moment | None, Proposal]:
    found, start = kept(case, engagement, applicable)
    proposed = proposal(found, case.record_class, engagement, rules, case.sensitive, case.minors, case.refused)
    return case.number, found, start, proposed


def plan_tasks(ledger: Ledger) -> None:
    """The tasks that the facts ask for, with their days."""
    own = own_tasks(ledger.database)
    with ledger.database.writing() as writer:
        assessments.write_tasks(writer, tasks(rules_of(ledger.database), ledger.engagement, own))
