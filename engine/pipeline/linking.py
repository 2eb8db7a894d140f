"""From records and findings to people: everybody, or those a decision by hand concerns; all may be computed again."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from engine.model.findings import Finding
from engine.model.people import Anchor, Appearance, Key, Linked, PeopleDecision, Refusal
from engine.model.records import Record
from engine.scan.birth import birth_date, is_minor
from engine.scan.decided import marks, places
from engine.scan.link import link
from engine.scan.masking import mask
from engine.scan.people import appearances
from engine.store import people, people_decisions, records
from engine.store.database import Writer
from engine.store.workspace import Ledger

_PATIENCE = 3
"""Times that linking is begun anew because somebody wrote meanwhile, before it makes others wait."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """The appearances in some records, and which of them are of children."""

    appearances: list[Appearance] = field(default_factory=list[Appearance])
    minors: set[Key] = field(default_factory=set[Key])


def link_people(ledger: Ledger) -> None:
    """Put findings to persons and persons together.

    Others may go on writing while it is computed; what they changed meanwhile is not lost but linked with.
    """
    for _ in range(_PATIENCE):
        version = ledger.database.version
        seen = _seen(ledger)
        linked = _linked(ledger, seen)
        with ledger.database.writing() as writer:
            if ledger.database.version == version:
                people.forget_everybody(writer)
                _write(ledger, writer, seen, linked)
                return
    with ledger.database.writing() as writer:
        seen = _seen(ledger)
        people.forget_everybody(writer)
        _write(ledger, writer, seen, _linked(ledger, seen))


def relink(ledger: Ledger, decision: PeopleDecision) -> list[Refusal]:
    """Follow a decision that was made or undone; answers the merges by hand that were not carried out.

    Only those it speaks of and whoever hangs together with them are linked, with the result that linking everybody
    would have. Everybody is linked where records say something else by now than when people were linked last.
    """
    with ledger.database.writing() as writer:
        spoken_of = _places(ledger, decision)
        known = people.hanging_together(ledger.database, spoken_of)
        among = {record for record, _ in known}
        seen = _seen(ledger, among)
        if spoken_of <= known and people.fingerprints(ledger.database, among) == _fingerprints(ledger, seen):
            linked = _linked(ledger, seen, known)
            people.forget(ledger.database, writer, known)
        else:
            seen = _seen(ledger)
            linked = _linked(ledger, seen)
            people.forget_everybody(writer)
        _write(ledger, writer, seen, linked)
        return linked.refused


def _places(ledger: Ledger, decision: PeopleDecision) -> set[Key]:
    """Where the appearances are that a decision speaks of."""
    seen = _seen(ledger, {anchor.record for side in decision.sides for anchor in side}).appearances
    sides = places([decision], seen, ledger.pseudonym)[decision.number]
    return {(seen[number].record, seen[number].ordinal) for side in sides for number in side}


def whose(ledger: Ledger, anchored: Collection[Anchor]) -> set[str]:
    """The people who the anchored appearances are now; those in no record any more are nobody's."""
    if not anchored:
        return set()
    seen = _seen(ledger, {one.record for one in anchored}).appearances
    sides = places([PeopleDecision(0, True, (tuple(anchored), ()))], seen, ledger.pseudonym)[0]
    keys = {(seen[number].record, seen[number].ordinal) for number in sides[0]}
    return people.subjects_of(ledger.database, keys)


def _seen(ledger: Ledger, among: Collection[str] | None = None) -> _Seen:
    """What stands in all records, or in those with these ids."""
    engagement, seen = ledger.engagement, _Seen()
    for record, findings in records.records_with_findings(ledger.database, among):
        found = appearances(record, findings, engagement.staff_domains) if findings else []
        children = _of_children(record, findings, engagement.as_of)
        seen.minors.update((one.record, one.ordinal) for one in found if not children.isdisjoint(one.finding_ids))
        seen.appearances.extend(found)
    return seen


def _linked(ledger: Ledger, seen: _Seen, only: Collection[Key] | None = None) -> Linked:
    decisions = people_decisions.decisions(ledger.database)
    return link(seen.appearances, ledger.engagement.staff_domains, ledger.pseudonym, decisions, only)


def _write(ledger: Ledger, writer: Writer, seen: _Seen, linked: Linked) -> None:
    shown = ((one, mask("PERSON", one.name) if one.name else "") for one in seen.appearances)
    people.write(writer, shown, linked, seen.minors, _fingerprints(ledger, seen))


def _fingerprints(ledger: Ledger, seen: _Seen) -> dict[Key, str]:
    """By appearance, a hash of all that linking looks at."""
    return {
        (one.record, one.ordinal): ledger.pseudonym(
            repr((one.role, one.name, sorted(one.identifiers), sorted(one.details), one.kind, one.finding_ids,
                  (one.record, one.ordinal) in seen.minors))
        )
        for one in seen.appearances
    }  # fmt: skip


def anchors(ledger: Ledger, keys: Collection[Key]) -> list[Anchor]:
    """These appearances as a decision keeps them."""
    among = {record for record, _ in keys}
    return [
        Anchor(one.record, one.ordinal, marks(one, ledger.pseudonym))
        for one in _seen(ledger, among).appearances
        if (one.record, one.ordinal) in keys
    ]


def _of_children(record: Record, findings: list[Finding], as_of: date) -> set[str]:
    """The findings that show somebody to be under 14: a stated age, or a birth date by itself or in an ID."""
    ids: set[str] = set()
    for one in findings:
        born = birth_date(one.entity_type, record.fields[one.field][one.start : one.end])
        if one.entity_type == "MINOR" or (born and is_minor(born, as_of)):
            ids.add(one.id)
    return ids
