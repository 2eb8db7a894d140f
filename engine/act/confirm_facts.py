"""Confirm facts as the evidence speaks for them."""

from collections.abc import Sequence
from dataclasses import replace

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store import engagements
from engine.store.workspace import Ledger
from engine.views.proposed import proposed_facts


def perform(ledger: Ledger, actor: Profile, facts: Sequence[str]) -> Event:
    """Take over the proposed answers of these facts and assess everything again."""
    proposed = {one.fact: one.value for one in proposed_facts(ledger.database)}
    if not facts or not set(facts) <= proposed.keys():
        raise ActionableError("fact_not_proposed")
    before = ledger.engagement
    with ledger.database.writing():
        answers = dict(before.facts) | {fact: proposed[fact] for fact in facts}
        engagements.save(ledger.database, replace(before, facts=answers))
        assessing.assess(ledger)
        return ledger.audit.append(actor, "facts_confirmed", {"changed": sorted(facts)})
