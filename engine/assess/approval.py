"""Four eyes: which rules ask for a second person, and who that may be."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass

from engine.model.assessment import DispositionState
from engine.model.decisions import Decision
from engine.model.events import Profile
from engine.model.rules import Approval, ApprovalAct


@dataclass(frozen=True, slots=True)
class Weight:
    """How many records end in a state, and how many of them each test counts (`ApprovalTest`)."""

    records: int = 0
    sensitive: int = 0
    minors: int = 0
    against: int = 0

    def __add__(self, other: "Weight") -> "Weight":
        return Weight(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


def needed(
    approvals: Iterable[Approval], act: ApprovalAct, weights: Mapping[DispositionState, Weight]
) -> tuple[str, ...]:
    """The rules that ask for a second person."""
    return tuple(rule.id for rule in approvals if rule.act is act and _counted(rule, weights) > rule.over)


def _counted(rule: Approval, weights: Mapping[DispositionState, Weight]) -> int:
    fitting = (weight for state, weight in weights.items() if not rule.states or state in rule.states)
    return sum(getattr(weight, rule.test.value) for weight in fitting)


def refusal(decision: Decision, actor: Profile, approvals: Mapping[str, Approval]) -> str:
    """Why `actor` cannot be the second person, as a key under ``error.``; "" if they can."""
    if decision.decided_by == actor.name:
        return "approval_by_oneself"
    roles = [approvals[name].roles for name in decision.needs if name in approvals]
    return "" if all(actor.role in allowed for allowed in roles) else "approval_role"
