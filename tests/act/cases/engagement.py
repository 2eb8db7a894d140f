"""Cases of an engagement's facts, duties and clocks."""

from dataclasses import replace
from datetime import date

from tests.act.cases.given import Cases, Refused

CASES: Cases = {
    "update_engagement": lambda ledger: {"engagement": replace(ledger.engagement, recipient="某接收方")},
    "confirm_facts": lambda _: {"facts": ["is_online_seller"]},
    "contest_fact": lambda _: {"fact": "is_online_seller", "value": False, "reason": "orders come by telephone only"},
    "answer_duty": lambda _: {"obligation": "CN-PIPL-23", "state": "partly", "note": "first letters sent"},
    "start_clock": lambda _: {"clock": "liquidation_group_formed", "day": date(2026, 12, 1)},
}

REFUSED: Refused = [
    ("confirm_facts", lambda _: {"facts": []}, "fact_not_proposed"),
    ("confirm_facts", lambda _: {"facts": ["is_platform"]}, "fact_not_proposed"),
    ("contest_fact", lambda _: {"fact": "is_platform", "value": False, "reason": "x"}, "fact_not_proposed"),
    ("contest_fact", lambda _: {"fact": "is_online_seller", "value": True, "reason": "x"}, "fact_not_proposed"),
    ("contest_fact", lambda _: {"fact": "is_online_seller", "value": False, "reason": " "}, "reason_missing"),
    ("contest_fact", lambda _: {"fact": "is_online_seller", "value": 3, "reason": "x"}, "facts.wrong_type"),
    (
        "update_engagement",
        lambda ledger: {"engagement": replace(ledger.engagement, slug="other")},
        "slug_fixed",
    ),
    ("update_engagement", lambda ledger: {"engagement": replace(ledger.engagement, company=" ")}, "company_missing"),
]
