"""Dispositions: what the rules propose for a record, and the balance of what was decided."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from engine.catalogue import Catalogue
from engine.model.assessment import Disposition, DispositionState, Retention, RetentionState
from engine.model.engagement import DealStructure, Engagement


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules propose, never take: `reason` is a code with a sentence under ``proposal.``."""

    state: DispositionState
    reason: str
    until: date | None = None


_BY_RETENTION = {
    RetentionState.ON_HOLD: Proposal(DispositionState.ON_HOLD, "hold"),
    RetentionState.UNKNOWN_DATE: Proposal(DispositionState.UNDECIDED, "unknown_date"),
    RetentionState.NO_RULE: Proposal(DispositionState.UNDECIDED, "no_rule"),
    RetentionState.DUE: Proposal(DispositionState.DELETED, "due"),
}


def proposal(retention: Retention, record_class: str, engagement: Engagement, catalogue: Catalogue) -> Proposal:
    """What the rules propose for a record.

    A share transfer leaves the controller in place, so what may stay stays. An asset transfer needs each person's
    separate consent (the cautious reading), a merger or division a notice; what the law makes the old company keep
    stays with it, unless it ceases in a merger. In a dissolution only legal minimums survive the closing.
    """
    fixed = _BY_RETENTION.get(retention.state)
    if fixed is not None:
        return fixed
    deal, kept = engagement.deal_structure, retention.state is RetentionState.MUST_KEEP
    if deal is DealStructure.SHARE_TRANSFER:
        return Proposal(DispositionState.RETAINED_IN_USE, "same_controller")
    if not deal.is_transfer:
        if kept:
            return Proposal(DispositionState.RESTRICTED_UNTIL, "statutory_minimum", retention.keep_until)
        return Proposal(DispositionState.DELETED, "purpose_ends_at_closing", engagement.closing_date)
    if deal is DealStructure.MERGER:
        return Proposal(DispositionState.TRANSFERRED, "successor_after_notice")
    if kept:
        return Proposal(DispositionState.RESTRICTED_UNTIL, "statutory_stays_behind", retention.keep_until)
    if not catalogue.record_classes[record_class].customers:
        return Proposal(DispositionState.RETAINED_IN_USE, "not_customer_data")
    needs_consent = deal is DealStructure.ASSET_TRANSFER
    return Proposal(
        DispositionState.TRANSFERRED, "after_separate_consent" if needs_consent else "successor_after_notice"
    )


def balance(dispositions: Iterable[Disposition]) -> dict[DispositionState, int]:
    """How many records end in each state; the sum is the number of records."""
    counts = Counter(disposition.state for disposition in dispositions)
    return {state: counts[state] for state in DispositionState}
