"""A person in a record while the record is being read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from engine.model.people import Appearance, Role, SubjectKind
from engine.scan.identity import compatible, plain, rank
from engine.scan.normalise import normalise
from engine.scan.ties import IDENTIFYING, SUPPORTING


class Found(Protocol):
    """What a finding must have to be attributed."""

    @property
    def id(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def entity_type(self) -> str: ...


@dataclass(slots=True)
class Draft:
    """What is known so far of one person in one record."""

    role: Role
    name: str = ""
    kind: SubjectKind | None = None
    identifiers: set[tuple[str, str]] = field(default_factory=set)
    details: set[tuple[str, str]] = field(default_factory=set)
    finding_ids: list[str] = field(default_factory=list)

    def take(self, finding: Found, value: str) -> None:
        """Add a finding that is about this person; the name that says most is kept."""
        self.finding_ids.append(finding.id)
        if finding.entity_type == "PERSON":
            if rank(plain(value)) > rank(plain(self.name)):
                self.name = " ".join(value.split())
        elif finding.entity_type in IDENTIFYING:
            self.identify(finding.entity_type, value)
        elif finding.entity_type in SUPPORTING:
            self.details.add((finding.entity_type, normalise(finding.entity_type, value)))

    def identify(self, entity_type: str, value: str) -> None:
        self.identifiers.add((entity_type, normalise(entity_type, value)))

    def has(self, entity_type: str, value: str) -> bool:
        return (entity_type, normalise(entity_type, value)) in self.identifiers

    def may_be(self, name: str) -> bool:
        """Whether the name does not speak against this person."""
        return compatible(plain(self.name), plain(name))

    def is_named(self, name: str) -> bool:
        return bool(self.name) and plain(self.name) == plain(name)


def finished(record: str, drafts: Iterable[Draft]) -> list[Appearance]:
    """The drafts that say anything, as numbered appearances."""
    told = [draft for draft in drafts if draft.name or draft.identifiers]
    return [
        Appearance(
            record,
            n,
            draft.role,
            draft.name,
            frozenset(draft.identifiers),
            tuple(sorted(draft.finding_ids)),
            draft.kind,
            frozenset(draft.details),
        )
        for n, draft in enumerate(told)
    ]
