"""Decisions about where records end, and about releasing holds: who made them, who else looked, whether they stand."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.model.assessment import DispositionState

CARRIED_OUT_ELSEWHERE = (
    DispositionState.RETAINED_IN_USE,
    DispositionState.TRANSFERRED,
    DispositionState.RESTRICTED_UNTIL,
    DispositionState.ANONYMISED,
)
"""Ends that are carried out in the company's own systems, of which a person states it; deletions are done here."""
PROVED_BY_FILE = CARRIED_OUT_ELSEWHERE[1:]
"""Ends whose carrying out is shown by a file: what merely stays where it is needs none."""


class DecisionKind(StrEnum):
    """What was decided: one end for all records, each record's own proposal, the release of a hold, the end of all."""

    STATE = "state"
    PROPOSALS = "proposals"
    RELEASE = "release"
    DESTRUCTION = "destruction"

    @property
    def of_records(self) -> bool:
        """Whether it says where records end."""
        return self in (DecisionKind.STATE, DecisionKind.PROPOSALS)


class Progress(StrEnum):
    """How far a decision has come. `planned` and `approved` stand; the others have no effect any more."""

    PLANNED = "planned"
    APPROVED = "approved"
    REJECTED = "rejected"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Custodian:
    """Who keeps restricted records once the company is gone: name or role, place, contact, who destroys at the end."""

    name: str = ""
    place: str = ""
    contact: str = ""
    destroyer: str = ""

    @property
    def complete(self) -> bool:
        """Whether all of it is known."""
        return all(part.strip() for part in (self.name, self.place, self.contact, self.destroyer))


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as it was made; `event` is the number of its event and its own.

    `needs` are the rules that ask for a second person; `filter` is a selection as URL parameters in JSON, "" where
    records were picked; `hold` is the hold to be released, else 0.
    """

    event: int
    kind: DecisionKind
    reason: str
    decided_by: str
    needs: tuple[str, ...] = ()
    filter: str = ""
    hold: int = 0
    custodian: Custodian = Custodian()
    progress: Progress = Progress.PLANNED

    @property
    def awaits(self) -> bool:
        """Whether a second person has still to look."""
        return self.progress is Progress.PLANNED and bool(self.needs)


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """What a person states of planned ends carried out in the company's systems; `event` is the number of its event.

    `by` did it on `day`; `recipient` is who received what was transferred, else ""; `file` is the id of the attached
    proof, "" where there is none; `decisions` are the numbers of those that were followed.
    """

    event: int
    state: DispositionState
    day: date
    by: str
    recipient: str
    note: str
    file: str
    decisions: tuple[int, ...]
