"""Proposals, whose reasons rest on the deal."""

from datetime import date

import pytest

from engine.assess.disposition import proposal
from engine.catalogue import catalogue
from engine.model.assessment import DispositionState, Retention, RetentionState
from engine.model.engagement import DealStructure, Engagement

UNTIL, CLOSING = date(2034, 5, 1), date(2026, 12, 31)
RESTRICTED, DELETED, MOVED = "restricted_until", "deleted", "transferred"

# deal, retention, class, state, reason, until
CASES = [
    # A share transfer changes nothing about who processes.
    ("share_transfer", "must_keep", "order", "retained_in_use", "same_controller", None),
    ("share_transfer", "may_keep", "marketing", "retained_in_use", "same_controller", None),
    ("share_transfer", "may_keep", "photo", "retained_in_use", "same_controller", None),
    ("share_transfer", "due", "enquiry", DELETED, "due", None),
    # An asset transfer: what the law asks for stays, the rest goes with consent.
    ("asset_transfer", "must_keep", "invoice", RESTRICTED, "statutory_stays_behind", UNTIL),
    ("asset_transfer", "must_keep", "voucher", RESTRICTED, "accounting_archives_stay", UNTIL),
    ("asset_transfer", "must_keep", "accounting_report", RESTRICTED, "accounting_archives_stay", UNTIL),
    ("asset_transfer", "may_keep", "order", MOVED, "after_separate_consent", None),
    ("asset_transfer", "may_keep", "photo", MOVED, "new_portrait_licence", None),
    ("asset_transfer", "may_keep", "employment", "retained_in_use", "not_customer_data", None),
    ("asset_transfer", "may_keep", "company_archive", "retained_in_use", "not_customer_data", None),
    ("asset_transfer", "no_rule", "other", "undecided", "no_rule", None),
    # A division leaves the old company with its duties; a notice is enough for the rest.
    ("division", "must_keep", "voucher", RESTRICTED, "accounting_archives_stay", UNTIL),
    ("division", "must_keep", "order", RESTRICTED, "statutory_stays_behind", UNTIL),
    ("division", "may_keep", "order", MOVED, "successor_after_notice", None),
    ("division", "may_keep", "photo", MOVED, "new_portrait_licence_division", None),
    ("division", "may_keep", "supplier", "retained_in_use", "not_customer_data", None),
    # In a merger the old company ceases: everything goes to the successor, duties too.
    ("merger", "must_keep", "invoice", MOVED, "successor_after_notice", None),
    ("merger", "must_keep", "voucher", MOVED, "successor_after_notice", None),
    ("merger", "may_keep", "employment", MOVED, "successor_after_notice", None),
    ("merger", "due", "order", DELETED, "due", None),
    # A dissolution: minimums survive, creditors are kept until it is over, the rest goes.
    ("dissolution", "must_keep", "invoice", RESTRICTED, "statutory_minimum", UNTIL),
    ("dissolution", "may_keep", "enquiry", DELETED, "purpose_ends_at_closing", CLOSING),
    ("dissolution", "may_keep", "membership", RESTRICTED, "creditor_through_liquidation", CLOSING),
    ("dissolution", "due", "membership", DELETED, "due", None),
    ("dissolution", "may_keep", "company_archive", MOVED, "archives_handed_over", CLOSING),
    ("dissolution", "due", "company_archive", MOVED, "archives_handed_over", CLOSING),
    ("dissolution_simplified", "must_keep", "order", RESTRICTED, "statutory_minimum_simplified", UNTIL),
    ("dissolution_simplified", "may_keep", "membership", RESTRICTED, "creditor_before_simplified", CLOSING),
    ("dissolution_simplified", "may_keep", "order", DELETED, "purpose_ends_at_closing", CLOSING),
    ("dissolution_simplified", "on_hold", "order", "on_hold", "hold", None),
    ("bankruptcy", "must_keep", "order", RESTRICTED, "administrator_keeps", UNTIL),
    ("bankruptcy", "may_keep", "membership", RESTRICTED, "creditor_administrator", CLOSING),
    ("bankruptcy", "may_keep", "order", DELETED, "administrator_deletes", CLOSING),
    ("revoked", "must_keep", "order", RESTRICTED, "statutory_minimum_revoked", UNTIL),
    ("revoked", "may_keep", "membership", RESTRICTED, "creditor_through_liquidation", CLOSING),
    ("revoked", "may_keep", "order", DELETED, "revoked_purpose_ended", CLOSING),
    ("revoked", "unknown_date", "order", "undecided", "unknown_date", None),
]


def proposed(deal: str, state: str, record_class: str, sensitive=False, minors=False, refused=False, **facts):
    subject = Engagement("p", "P", DealStructure(deal), date(2026, 11, 21), CLOSING, facts=facts)
    kept = Retention("r", RetentionState(state), keep_until=UNTIL)
    return proposal(kept, record_class, subject, catalogue(), sensitive, minors, refused)


@pytest.mark.parametrize(("deal", "state", "record_class", "expected", "reason", "until"), CASES)
def test_the_deal_and_the_retention_decide_what_is_proposed(deal, state, record_class, expected, reason, until) -> None:
    found = proposed(deal, state, record_class)
    assert (found.state, found.reason, found.until) == (expected, reason, until)


# deal, retention, class, sensitive, minors, reason
PROTECTED = [
    ("asset_transfer", "may_keep", "order", True, False, "separate_consent_sensitive"),
    ("asset_transfer", "may_keep", "order", True, True, "guardian_consent"),
    ("asset_transfer", "may_keep", "photo", False, True, "guardian_consent_portrait"),
    ("asset_transfer", "must_keep", "order", True, True, "statutory_stays_behind"),
    ("asset_transfer", "may_keep", "employment", True, False, "not_customer_data"),
    ("share_transfer", "may_keep", "order", True, True, "same_controller"),
    ("division", "may_keep", "order", True, True, "successor_after_notice"),
    ("dissolution", "may_keep", "order", False, True, "children_deleted"),
    ("bankruptcy", "may_keep", "order", False, True, "children_deleted"),
    ("dissolution", "must_keep", "order", True, True, "statutory_minimum"),
    ("dissolution", "may_keep", "membership", False, True, "creditor_through_liquidation"),
]


@pytest.mark.parametrize(("deal", "state", "record_class", "sensitive", "minors", "reason"), PROTECTED)
def test_sensitive_data_and_minors_are_handed_over_on_stricter_terms(
    deal, state, record_class, sensitive, minors, reason
) -> None:
    assert proposed(deal, state, record_class, sensitive, minors).reason == reason


def test_stored_value_is_owed_until_somebody_says_there_is_none() -> None:
    for deal in (one for one in DealStructure if not one.is_transfer):
        unanswered, owed = (
            proposed(deal, "may_keep", "membership", **facts) for facts in ({}, {"has_prepaid_members": True})
        )
        assert unanswered == owed
        assert (owed.state, owed.until) == (DispositionState.RESTRICTED_UNTIL, CLOSING)
        none = proposed(deal, "may_keep", "membership", has_prepaid_members=False)
        assert (none.state, none.reason) == (DispositionState.DELETED, "no_stored_value")


def test_only_an_obliged_institution_hands_over_its_identity_data() -> None:
    assert proposed("dissolution", "must_keep", "order", aml_obliged=True).reason == "aml_hand_over"
    assert proposed("dissolution", "must_keep", "invoice", aml_obliged=True).reason == "statutory_minimum"
    assert proposed("dissolution", "must_keep", "order", aml_obliged=False).reason == "statutory_minimum"
    assert proposed("dissolution", "must_keep", "order").reason == "statutory_minimum"


def test_who_said_no_to_the_transfer_is_not_handed_over() -> None:
    told = proposed("asset_transfer", "may_keep", "order", refused=True)
    assert (told.state, told.reason, told.until) == (RESTRICTED, "transfer_refused", UNTIL)
    assert proposed("asset_transfer", "may_keep", "order").state is DispositionState.TRANSFERRED
    assert proposed("asset_transfer", "due", "order", refused=True).state is DispositionState.DELETED


def test_something_is_proposed_for_every_deal_state_and_class_and_every_rule_is_reached() -> None:
    seen = set()
    for deal in DealStructure:
        for state in RetentionState:
            for record_class in catalogue().record_classes:
                for told in ((False, False), (True, False), (True, True), (True, True, True)):
                    for facts in ({}, {"aml_obliged": True, "has_prepaid_members": False}):
                        found = proposed(deal, state, record_class, *told, **facts)
                        seen.add(found.reason)
                        if state is RetentionState.MUST_KEEP:
                            assert found.state is not DispositionState.DELETED
                        if state is RetentionState.ON_HOLD:
                            assert found.state is DispositionState.ON_HOLD
    assert seen == set(catalogue().proposal_rules)
