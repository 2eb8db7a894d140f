"""What the assessment rests on: counts from the scan, and answers about controls."""

from dataclasses import dataclass, fields
from datetime import date

from engine.model.assessment import ControlAnswer


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counts of an engagement as scanned so far; each has a sentence under ``evidence.`` in the strings.

    People are data subjects; `identity_people` have a resident ID, passport or permit number among their findings.
    `unattributed_sensitive` counts sensitive findings that belong to no person. `foreign_host_messages` are messages
    whose headers name a mail host abroad. `minors` adds to the people known to be under 14 the mentions of a child's
    age that could not be put to any person. `systems_missing` are systems of the inventory of which nothing or only a
    part was received, `systems_unanswered` kinds of which nobody said whether the company has one.
    """

    records: int = 0
    skipped: int = 0
    people: int = 0
    sensitive_people: int = 0
    minors: int = 0
    identity_people: int = 0
    bank_people: int = 0
    health_people: int = 0
    unattributed_sensitive: int = 0
    due_records: int = 0
    must_keep_records: int = 0
    undecided_records: int = 0
    unknown_date_records: int = 0
    no_rule_records: int = 0
    on_hold_records: int = 0
    foreign_host_messages: int = 0
    open_findings: int = 0
    systems_missing: int = 0
    systems_unanswered: int = 0
    systems_abroad: int = 0
    processors: int = 0

    def __getitem__(self, name: str) -> int:
        if name not in EVIDENCE:
            raise KeyError(name)
        return getattr(self, name)


EVIDENCE = tuple(part.name for part in fields(Evidence))
"""The names of the counts, as rules may use them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered about a control.

    It counts when it is effective and its evidence is fresh; `planned` says that the control is to be in place before
    the closing (a treatment) and counts for the residual risk only.
    """

    control: str
    state: ControlAnswer
    evidence: str = ""
    evidence_on: date | None = None
    planned: bool = False
