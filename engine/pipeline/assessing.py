"""From records to classes, retention, risks and tasks; all of it may be computed again."""

from datetime import UTC, date

from engine.assess.classify import classify, inherited, judged_with_thread, rulebook
from engine.assess.disposition import proposal
from engine.assess.moments import moments
from engine.assess.retention import retention
from engine.assess.risk import register
from engine.assess.schedule import schedule
from engine.assess.tasks import tasks
from engine.model.assessment import Classification
from engine.model.records import Record, RecordKind
from engine.pipeline.holding import follow_holds
from engine.store import assessments, decisions, holds, records, scans
from engine.store.checklist import own_tasks
from engine.store.overrides import rules_of
from engine.store.risks import said, write_risks
from engine.store.workspace import Ledger
from engine.views.evidence import evidence
from engine.views.protected import protected


def mark_duplicates(ledger: Ledger) -> None:
    """Point duplicates at their first occurrence; what was decided for one of them holds for all."""
    with ledger.database.writing() as writer:
        scans.mark_duplicates(writer)
        decisions.settle(writer)


def assess(ledger: Ledger) -> None:
    """Class, retention and proposal of every record, then risks and tasks."""
    with ledger.database.writing():
        _assess_records(ledger)
        assess_risks(ledger)
        plan_tasks(ledger)


def assess_risks(ledger: Ledger) -> None:
    """The register, from the evidence and the answers as they stand; what came under a hold meanwhile is on hold."""
    follow_holds(ledger)
    engagement, rules = ledger.engagement, rules_of(ledger.database)
    method = rules.methods.get(engagement.risk_method)
    risks = register(rules, evidence(ledger.database), said(ledger.database), engagement, method)
    with ledger.database.writing() as writer:
        write_risks(writer, risks)


def _assess_records(ledger: Ledger) -> None:
    engagement, rules = ledger.engagement, rules_of(ledger.database)
    applicable, guarded = schedule(engagement, rules), protected(ledger.database)
    classes, contacts = _judged_threads(ledger)
    held, lines = holds.held(ledger.database), []
    for record in records.records(ledger.database):
        classified = classes[record.id]
        dated = record.date.date() if record.date else None
        kept = retention(
            record.id,
            classified.record_class,
            record.kind,
            moments(rules.start_events, dated, contacts.get(_thread(record))),
            engagement,
            applicable,
            record.id in held,
        )
        proposed = proposal(
            kept,
            classified.record_class,
            engagement,
            rules,
            record.id in guarded.sensitive,
            record.id in guarded.minors,
        )
        lines.append((classified, kept, proposed))
    with ledger.database.writing() as writer:
        assessments.write_assessment(writer, lines)


def _judged_threads(ledger: Ledger) -> tuple[dict[str, Classification], dict[str, date]]:
    """The class of every record, messages judged with their thread, and the last day of each thread."""
    book = rulebook(rules_of(ledger.database))
    classes: dict[str, Classification] = {}
    threads: dict[str, list[tuple[float, str]]] = {}
    attached: list[tuple[str, str]] = []
    contacts: dict[str, date] = {}
    message: Record | None = None
    for record in records.records(ledger.database):
        classes[record.id] = classify(record, book)
        if record.kind is RecordKind.MESSAGE:
            message = record
            threads.setdefault(_thread(record), []).append((_moment(record), record.id))
            if record.date:
                day = record.date.date()
                contacts[_thread(record)] = max(day, contacts.get(_thread(record), day))
        elif message and record.source == message.source and record.locator.startswith(f"{message.locator}/"):
            attached.append((record.id, message.id))
    for members in threads.values():
        judged = judged_with_thread([classes[identifier] for _, identifier in sorted(members)], book)
        classes |= {one.record: one for one in judged}
    for identifier, owner in attached:
        classes[identifier] = inherited(classes[identifier], classes[owner])
    return classes, contacts


def plan_tasks(ledger: Ledger) -> None:
    """The tasks that the facts ask for, with their days."""
    own = own_tasks(ledger.database)
    with ledger.database.writing() as writer:
        assessments.write_tasks(writer, tasks(rules_of(ledger.database), ledger.engagement, own))


def _moment(record: Record) -> float:
    """When a message was sent, for ordering; a date without a zone is taken as UTC, none at all stands first."""
    return record.date.replace(tzinfo=record.date.tzinfo or UTC).timestamp() if record.date else float("-inf")


def _thread(record: Record) -> str:
    """What the messages of a thread have in common: the oldest message id they name."""
    return record.thread[0] if record.thread else record.fields.get("message_id", record.id)
