"""From records and findings to people; all of it may be computed again."""

from collections.abc import Collection
from datetime import date

from engine.model.findings import Finding
from engine.model.people import Anchor, Appearance, Refusal
from engine.model.records import Record
from engine.scan.birth import birth_date, is_minor
from engine.scan.decided import marks
from engine.scan.link import Linked, link
from engine.scan.masking import mask
from engine.scan.people import appearances
from engine.store import assessments, people_decisions, records
from engine.store.workspace import Ledger

_PATIENCE = 3
"""Times that linking is begun anew because somebody wrote meanwhile, before it makes others wait."""
Minors = set[people_decisions.Key]


def link_people(ledger: Ledger) -> list[Refusal]:
    """Put findings to persons and persons together; answers the merges by hand that were not carried out.

    Others may go on writing while it is computed; what they changed meanwhile is not lost but linked with.
    """
    for _ in range(_PATIENCE):
        version = ledger.database.version
        computed = _everybody(ledger)
        with ledger.database.writing():
            if ledger.database.version == version:
                return _written(ledger, *computed)
    with ledger.database.writing():
        return _written(ledger, *_everybody(ledger))


def _everybody(ledger: Ledger) -> tuple[list[Appearance], Minors, Linked]:
    domains, as_of = ledger.engagement.staff_domains, ledger.engagement.as_of
    seen: list[Appearance] = []
    minors: Minors = set()
    for record, findings in records.records_with_findings(ledger.database):
        found = appearances(record, findings, domains) if findings else []
        children = _of_children(record, findings, as_of)
        minors |= {(one.record, one.ordinal) for one in found if not children.isdisjoint(one.finding_ids)}
        seen += found
    return seen, minors, link(seen, domains, ledger.pseudonym, people_decisions.decisions(ledger.database))


def _written(ledger: Ledger, seen: list[Appearance], minors: Minors, linked: Linked) -> list[Refusal]:
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
