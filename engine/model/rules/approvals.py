"""Rules about who else must look: the matrix of four eyes."""

from dataclasses import dataclass
from enum import StrEnum

from engine.model.assessment import DispositionState
from engine.model.events import ProfileRole
from engine.model.rules.grounds import Authority, Label


class ApprovalAct(StrEnum):
    """What asks for a second person: where records end, the release of a legal hold, the engagement's destruction."""

    DECIDE = "decide"
    RELEASE = "release"
    DESTROY = "destroy"


class ApprovalTest(StrEnum):
    """What is counted: records, those with sensitive data, those of children, those decided against the proposal."""

    RECORDS = "records"
    SENSITIVE = "sensitive"
    MINORS = "minors"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Approval:
    """A second person is asked for when more than `over` records that end in one of `states` (any, if empty) fit.

    That person has another name than the one who decided, and one of `roles`.
    """

    id: str
    label: Label
    act: ApprovalAct
    test: ApprovalTest
    roles: tuple[ProfileRole, ...]
    authority: Authority
    states: tuple[DispositionState, ...] = ()
    over: int = 0

    def __post_init__(self) -> None:
        if not self.roles:
            raise ValueError("an approval names who may give it")
