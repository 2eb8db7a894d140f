"""From records and findings to people, classes, retention, risks and tasks; all of it may be computed again."""

from collections.abc import Collection
from datetime import UTC, date

from engine.assess.classify import classify, inherited, judged_with_thread, rulebook
from engine.assess.disposition import proposal
from engine.assess.evidence import Answer
from engine.assess.retention import retention, schedule
from engine.assess.risk import register
from engine.assess.tasks import tasks
from engine.catalogue import catalogue
from engine.model.assessment import Classification
from engine.model.findings import Finding
from engine.model.people import Anchor, Appearance, Refusal
from engine.model.records import Record, RecordKind
from engine.scan.birth import birth_date, is_minor
from engine.scan.decided import marks
from engine.scan.link import link
from engine.scan.masking import mask
from engine.scan.people import appearances
from engine.store import assessments, people_decisions, records, scans
from engine.store.workspace import Ledger
from engine.views.evidence import evidence


def mark_duplicates(ledger: Ledger) -> None:
    """Point duplicates at their first occurrence."""
    with ledger.database.writing() as writer:
        scans.mark_duplicates(writer)


def link_people(ledger: Ledger) -> list[Refusal]:
    """Put findings to persons and persons together; answers the merges by hand that were not carried out."""
    domains, as_of = ledger.engagement.staff_domains, ledger.engagement.as_of
    seen: list[Appearance] = []
    minors: set[tuple[str, int]] = set()
    for record, findings in records.records_with_findings(ledger.database):
        found = appearances(record, findings, domains) if findings else []
        children = _of_children(record, findings, as_of)
        minors |= {(one.record, one.ordinal) for one in found if not children.isdisjoint(one.finding_ids)}
        seen += found

    linked = link(seen, domains, ledger.pseudonym, people_decisions.decisions(ledger.database))
    shown = ((one, mask("PERSON", one.name) if one.name else "") for one in seen)
    with ledger.database.writing() as writer:
        assessments.write_people(writer, shown, linked.subjects, linked.links, linked.shared, minors)
    return linked.refused


def anchors(ledger: Ledger, keys: Collection[people_decisions.Key]) -> list[Anchor]:
    """These appearances as a decision keeps them."""
    found: list[Anchor] = []
    among = {record for record, _ in keys}
    for record, findings in records.records_with_findings(ledger.database, among):
        for one in appearances(record, findings, ledger.engagement.staff_domains):
            if (one.record, one.ordinal) in keys:
                found.append(Anchor(one.record, one.ordinal, marks(one, ledger.pseudonym)))
    return found


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
    engagement, rules = ledger.engagement, catalogue()
    method = rules.methods.get(engagement.risk_method)
    risks = register(rules, evidence(ledger.database), answers, engagement, method)
    with ledger.database.writing() as writer:
        assessments.write_risks(writer, risks)


def _assess_records(ledger: Ledger) -> None:
    engagement, rules = ledger.engagement, catalogue()
    applicable = schedule(engagement, rules)
    classes, contacts = _judged_threads(ledger)
    lines = []
    for record in records.records(ledger.database):
        classified = classes[record.id]
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


def _judged_threads(ledger: Ledger) -> tuple[dict[str, Classification], dict[str, date]]:
    """The class of every record, messages judged with their thread, and the last day of each thread."""
    book = rulebook(catalogue())
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


def _plan_tasks(ledger: Ledger) -> None:
    with ledger.database.writing() as writer:
        assessments.write_tasks(writer, tasks(catalogue(), ledger.engagement))


def _moment(record: Record) -> float:
    """When a message was sent, for ordering; a date without a zone is taken as UTC, none at all stands first."""
    return record.date.replace(tzinfo=record.date.tzinfo or UTC).timestamp() if record.date else float("-inf")


def _thread(record: Record) -> str:
    """What the messages of a thread have in common: the oldest message id they name."""
    return record.thread[0] if record.thread else record.fields.get("message_id", record.id)
