"""Data subjects: natural persons whose data the company holds, as far as the records show."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Key = tuple[str, int]
"""An appearance: its record and its number in it."""


class SubjectKind(StrEnum):
    """Whose data it is. Staff are known by the company's own domains."""

    CUSTOMER = "customer"
    RELATIVE = "relative"
    STAFF = "staff"
    APPLICANT = "applicant"
    SUPPLIER = "supplier"


class Role(StrEnum):
    """Where in a record a person appears."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    ADDRESSEE = "addressee"
    SIGNATURE = "signature"
    ROW = "row"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Appearance:
    """One person in one record: a name if one is written, and identifiers as (entity type, normalised value).

    `details` are written alike: what many may share and what tells namesakes apart (birth date, address).
    `finding_ids` are the findings that belong to this person; `record` and `ordinal` make its key. `kind` is what the
    record says of the person (a spouse's column, an application), None if it says nothing.
    """

    record: str
    ordinal: int
    role: Role
    name: str
    identifiers: frozenset[tuple[str, str]]
    finding_ids: tuple[str, ...]
    kind: SubjectKind | None = None
    details: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Link:
    """Why an appearance belongs to a subject: `reason` is a code under ``link.``, `entity_type` what matched."""

    record: str
    ordinal: int
    subject: str
    reason: str
    entity_type: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """One of a person's appearances has a thing in common with others of the same person.

    `thing` numbers what is shared within the person, strongest first; `reason` and `entity_type` are as a link's,
    `masked` is the shared value as it may be shown. A decision by hand has the reason ``by_hand``, its number as
    `masked`, and the negative of it as `thing`.
    """

    subject: str
    thing: int
    record: str
    ordinal: int
    reason: str
    entity_type: str
    masked: str


@dataclass(frozen=True, slots=True)
class DataSubject:
    """One person: pseudonymous stable `id`, kind, masked name for the screen, household (or "").

    `name_key` is equal for people of the same full name, in any script and order; "" without a full name.
    """

    id: str
    kind: SubjectKind
    masked_name: str
    household: str = ""
    name_key: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An appearance a person decided about: its key, and hashes of its name and identifiers in case the key moves."""

    record: str
    ordinal: int
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class PeopleDecision:
    """What somebody decided by hand: two people are one, or some appearances of a person (`sides[1]`) are another's.

    `insisted` carries a merge out although the two hold different documents of which nobody has two.
    """

    number: int
    merged: bool
    sides: tuple[tuple[Anchor, ...], tuple[Anchor, ...]]
    insisted: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A merge by hand that was not carried out: a split forbids it, or else the documents do."""

    decision: int
    by_split: bool


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking says: everybody, why each appearance is whose, and all that a person's appearances have in common.

    `components` says which appearances hang together at all: it gives each the first one of its component.
    """

    subjects: list[DataSubject]
    links: list[Link]
    shared: list[Shared]
    refused: list[Refusal]
    components: Mapping[Key, Key]
