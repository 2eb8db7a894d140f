"""Dispositions: what the rules propose for a record."""

from dataclasses import dataclass
from datetime import date

from engine.assess.facts import holds
from engine.catalogue import Catalogue
from engine.model.assessment import DispositionState, Retention, RetentionState
from engine.model.engagement import Engagement
from engine.model.rules import Until


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules propose, never take: `reason` is the id of the proposal rule, whose label says why."""

    state: DispositionState
    reason: str
    until: date | None = None


STRICTEST_FIRST = (
    RetentionState.ON_HOLD,
    RetentionState.MUST_KEEP,
    RetentionState.UNKNOWN_DATE,
    RetentionState.NO_RULE,
    RetentionState.MAY_KEEP,
    RetentionState.DUE,
)
"""Whose need decides where several meet in a record: only what is due for everybody may go, an unknown is not due."""


def proposal(
    retention: Retention,
    record_class: str,
    engagement: Engagement,
    catalogue: Catalogue,
    sensitive: bool = False,
    minors: bool = False,
    refused: bool = False,
) -> Proposal:
    """What the rules propose for a record.

    `sensitive` and `minors` say that it holds such data, `refused` that somebody in it said no to the transfer. The
    first rule of `data/proposals.yaml` that fits the deal, the retention and the class decides.
    """
    customers = catalogue.record_classes[record_class].customers
    for rule in catalogue.proposal_rules.values():
        if (
            _lets(rule.deals, engagement.deal_structure)
            and _lets(rule.retention, retention.state)
            and _lets(rule.record_classes, record_class)
            and rule.customers in (None, customers)
            and (sensitive or not rule.sensitive)
            and (minors or not rule.minors)
            and (refused or not rule.refused)
            and holds(rule.when, engagement)
        ):
            return Proposal(rule.state, rule.id, _until(rule.until, retention, engagement))
    raise LookupError("no rule proposes anything: data/proposals.yaml must cover every deal and state")


def _lets(allowed: tuple[str, ...], value: str) -> bool:
    return not allowed or value in allowed


def _until(until: Until, retention: Retention, engagement: Engagement) -> date | None:
    if until is Until.KEEP_UNTIL:
        return retention.keep_until
    return engagement.closing_date if until is Until.CLOSING else None
