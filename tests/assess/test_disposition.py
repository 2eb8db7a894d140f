"""Proposals and the balance."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assess.disposition import balance, proposal
from engine.catalogue import catalogue
from engine.model.assessment import Disposition, DispositionState, Retention, RetentionState
from engine.model.engagement import DealStructure, Engagement
from engine.strings import LANGUAGES, words

UNTIL, CLOSING = date(2034, 5, 1), date(2026, 12, 31)

CASES = [
    ("share_transfer", "must_keep", "order", "retained_in_use", "same_controller"),
    ("share_transfer", "may_keep", "marketing", "retained_in_use", "same_controller"),
    ("share_transfer", "due", "enquiry", "deleted", "due"),
    ("asset_transfer", "must_keep", "invoice", "restricted_until", "statutory_stays_behind"),
    ("asset_transfer", "may_keep", "order", "transferred", "after_separate_consent"),
    ("asset_transfer", "may_keep", "employment", "retained_in_use", "not_customer_data"),
    ("division", "may_keep", "order", "transferred", "successor_after_notice"),
    ("merger", "must_keep", "invoice", "transferred", "successor_after_notice"),
    ("dissolution", "must_keep", "invoice", "restricted_until", "statutory_minimum"),
    ("dissolution", "may_keep", "membership", "deleted", "purpose_ends_at_closing"),
    ("bankruptcy", "may_keep", "order", "deleted", "purpose_ends_at_closing"),
    ("revoked", "unknown_date", "order", "undecided", "unknown_date"),
    ("asset_transfer", "no_rule", "other", "undecided", "no_rule"),
    ("dissolution_simplified", "on_hold", "order", "on_hold", "hold"),
]


def proposed(deal: str, state: str, record_class: str):
    subject = Engagement("p", "P", DealStructure(deal), date(2026, 11, 21), CLOSING)
    kept = Retention("r", RetentionState(state), keep_until=UNTIL)
    return proposal(kept, record_class, subject, catalogue())


@pytest.mark.parametrize(("deal", "state", "record_class", "expected", "reason"), CASES)
def test_the_deal_and_the_retention_decide_what_is_proposed(deal, state, record_class, expected, reason) -> None:
    found = proposed(deal, state, record_class)
    assert (found.state, found.reason) == (expected, reason)
    if found.state is DispositionState.RESTRICTED_UNTIL:
        assert found.until == UNTIL


def test_what_must_be_kept_is_never_proposed_for_deletion_and_a_hold_stays() -> None:
    for deal in DealStructure:
        for record_class in catalogue().record_classes:
            assert proposed(deal, "must_keep", record_class).state is not DispositionState.DELETED
            assert proposed(deal, "on_hold", record_class).state is DispositionState.ON_HOLD


def test_every_reason_has_its_words() -> None:
    reasons = {proposed(d, s, c).reason for d in DealStructure for s in RetentionState for c in ("order", "employment")}
    for language in LANGUAGES:
        assert {reason for reason in reasons if f"proposal.{reason}" not in words(language)} == set()


@settings(deadline=None)
@given(st.lists(st.sampled_from(list(DispositionState))))
def test_the_balance_sums_to_the_records(states: list[DispositionState]) -> None:
    totals = balance(Disposition(str(number), state) for number, state in enumerate(states))
    assert sum(totals.values()) == len(states)
    assert list(totals) == list(DispositionState)
