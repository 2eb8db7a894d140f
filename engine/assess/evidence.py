"""What the assessment rests on: counts from the scan, and answers about controls."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from engine.model.assessment import ControlAnswer, Level
from engine.model.rules import Axis

OLD_YEARS = 5
"""How old a record is before its age counts as evidence; our choice, not law."""

OVERDUE_DAYS = 90
"""How long a record may be due before the missing decision is told; our choice, not law."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counts of an engagement as scanned so far; each has a sentence under ``evidence.`` in the strings.

    People are data subjects; `identity_people` have a resident ID, passport or permit number among their findings.
    `unattributed_sensitive` counts sensitive findings that belong to no person. `foreign_host_messages` are messages
    whose headers name a mail host abroad, `foreign_sensitive_messages` those of them with sensitive findings. `minors`
    adds to the people known to be under 14 the mentions of a child's age that could not be put to any person.
    `people_without_consent` are people of whom nothing shows a consent to a use that rests on consent alone,
    `people_denying` refused or took back a consent, `people_objecting` object to the transfer, `owed_people` are owed
    stored value or points. `old_records` are dated
    more than `OLD_YEARS` years before the day of the assessment. `staff_private_messages` were sent by staff from
    mailboxes outside the company's own domains. `shared_contact_people` share a mailbox or telephone with others.
    `hold_conflicts` and `kept_but_deleted` are records on hold, and records that must be kept, which are to be deleted
    or anonymised. `done_without_event` are dispositions done without proof; `decisions_overdue` records whose period
    ended more than `OVERDUE_DAYS` days ago without a decision.
    `systems_missing` are systems of the inventory of which nothing or only a part was received, `systems_unanswered`
    kinds of which nobody said whether the company has one. `export_people` (`export_sensitive_people`) stand with any
    (sensitive) findings in messages of the assessment's year whose headers name a mail host abroad; one at least, where
    they belong to nobody. `eu_people` to `sg_people` have an identifier, address or number of that place.
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
    awaiting_records: int = 0
    foreign_host_messages: int = 0
    open_findings: int = 0
    open_incidents: int = 0
    open_requests: int = 0
    overdue_requests: int = 0
    systems_missing: int = 0
    systems_unanswered: int = 0
    systems_abroad: int = 0
    processors: int = 0
    identity_bank_people: int = 0
    identity_bank_address_people: int = 0
    credential_records: int = 0
    attachments_unread: int = 0
    image_items: int = 0
    duplicate_records: int = 0
    table_records: int = 0
    contact_records: int = 0
    old_records: int = 0
    customs_records: int = 0
    membership_records: int = 0
    member_people: int = 0
    marketing_records: int = 0
    complaint_records: int = 0
    employment_records: int = 0
    people_without_consent: int = 0
    people_denying: int = 0
    people_objecting: int = 0
    owed_people: int = 0
    foreign_sensitive_messages: int = 0
    staff_private_messages: int = 0
    shared_contact_people: int = 0
    chat_people: int = 0
    hold_conflicts: int = 0
    kept_but_deleted: int = 0
    decided_twice: int = 0
    done_without_event: int = 0
    decisions_overdue: int = 0
    order_records: int = 0
    export_people: int = 0
    export_sensitive_people: int = 0
    eu_people: int = 0
    uk_people: int = 0
    hk_people: int = 0
    sg_people: int = 0

    def __getitem__(self, name: str) -> int:
        if name not in EVIDENCE:
            raise KeyError(name)
        return getattr(self, name)


EVIDENCE = tuple(part.name for part in fields(Evidence))
"""The names of the counts, as rules may use them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered about a control.

    It counts when it is effective and its evidence is fresh. `planned` says that the control is to be in place by
    `due`, seen to by `owner`; with both, it counts for the residual risk.
    """

    control: str
    state: ControlAnswer
    evidence: str = ""
    evidence_on: date | None = None
    planned: bool = False
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person moves a scenario's impact or likelihood by one step, up or down, for a written reason."""

    number: int
    scenario: str
    axis: Axis
    steps: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What people said of risks: answers about controls, judgements on scenarios, and levels aimed at by scenario."""

    answers: tuple[Answer, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    aims: Mapping[str, Level] = field(default_factory=dict[str, Level])
