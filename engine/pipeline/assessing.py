"""From records and findings to people, classes, retention, risks and tasks; all of it may be computed again."""

import hmac
from datetime import date

from engine.assess.classify import classify, inherited, rulebook
from engine.assess.disposition import proposal
from engine.assess.evidence import Answer
from engine.assess.retention import retention, schedule
from engine.assess.risk import register
from engine.assess.tasks import tasks
from engine.catalogue import catalogue
from engine.model.findings import Finding
from engine.model.people import Appearance
from engine.model.records import Record, RecordKind
from engine.scan.birth import birth_date, is_minor
from engine.scan.link import link
from engine.scan.people import appearances
from engine.store import assessments, records, scans
from engine.store.workspace import Ledger
from engine.views.evidence import evidence

_PSEUDONYM_DIGITS = 10


def mark_duplicates(ledger: Ledger) -> None:
    """Point duplicates at their first occurrence."""
    with ledger.database.writing() as writer:
        scans.mark_duplicates(writer)


def link_people(ledger: Ledger) -> None:
    """Put findings to persons and persons together."""
    domains, as_of = ledger.engagement.staff_domains, ledger.engagement.as_of
    seen: list[Appearance] = []
    minors: set[tuple[str, int]] = set()
    for record, findings in records.records_with_findings(ledger.database):
        found = appearances(record, findings, domains) if findings else []
        children = _of_children(record, findings, as_of)
        minors |= {(one.record, one.ordinal) for one in found if not children.isdisjoint(one.finding_ids)}
        seen += found

    def pseudonym(key: str) -> str:
        return "P-" + hmac.digest(ledger.hmac_key, key.encode(), "sha256").hex()[:_PSEUDONYM_DIGITS].upper()

    linked = link(seen, domains, pseudonym)
    with ledger.database.writing() as writer:
        assessments.write_people(writer, seen, linked.subjects, linked.links, minors)


def _of_children(record: Record, findings: list[Finding], as_of: date) -> set[str]:
    """The findings that show somebody to be under 14: a stated age, or a birth date by itself or in an ID."""
    ids: set[str] = set()
    for one in findings:
        born = birth_date(one.entity_type, record.fields[one.field][one.start : one.end])
        if one.entity_type == "MINOR" or (born and is_minor(born, as_of)):
            ids.add(one.id)
    return ids


def assess(ledger: Ledger) -> None:
    """Class, retention and proposal of every record, then risks and tasks."""
    with ledger.database.writing():
        _assess_records(ledger)
        assess_risks(ledger)
        _plan_tasks(ledger)


def assess_risks(ledger: Ledger) -> None:
    """The register, from the evidence and the answers as they stand."""
    answers = [
        Answer(control, state, proof, answered_on, planned)
        for control, (state, planned, proof, answered_on) in assessments.control_answers(ledger.database).items()
    ]
    risks = register(catalogue(), evidence(ledger.database), answers, ledger.engagement)
    with ledger.database.writing() as writer:
        assessments.write_risks(writer, risks)


def _assess_records(ledger: Ledger) -> None:
    engagement, rules = ledger.engagement, catalogue()
    applicable = schedule(engagement, rules)
    contacts = _last_contacts(ledger)
    book = rulebook(rules)
    message, lines = None, []
    for record in records.records(ledger.database):
        classified = classify(record, book)
        if message and record.locator.startswith(f"{message[0]}/"):
            classified = inherited(classified, message[1])
        elif record.kind is RecordKind.MESSAGE:
            message = (record.locator, classified)
        started = record.date.date() if record.date else None
        kept = retention(
            record.id,
            classified.record_class,
            record.kind,
            started,
            contacts.get(_thread(record), started),
            engagement,
            applicable,
        )
        proposed = proposal(kept, classified.record_class, engagement, rules)
        lines.append((classified, kept, (proposed.state, proposed.reason)))
    with ledger.database.writing() as writer:
        assessments.write_assessment(writer, lines)


def _plan_tasks(ledger: Ledger) -> None:
    with ledger.database.writing() as writer:
        assessments.write_tasks(writer, tasks(catalogue(), ledger.engagement))


def _last_contacts(ledger: Ledger) -> dict[str, date]:
    """The last day of each thread."""
    last: dict[str, date] = {}
    for record in records.records(ledger.database):
        if record.kind is RecordKind.MESSAGE and record.date:
            key, day = _thread(record), record.date.date()
            last[key] = max(day, last.get(key, day))
    return last


def _thread(record: Record) -> str:
    """What the messages of a thread have in common: the oldest message id they name."""
    return record.thread[0] if record.thread else record.fields.get("message_id", record.id)
