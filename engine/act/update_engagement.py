"""Change the facts of an engagement; what depends on them is computed again."""

from dataclasses import fields

from engine.model.engagement import Engagement
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing, linking
from engine.store import engagements
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, engagement: Engagement) -> Event:
    """Keep the new facts (the slug stays) and assess everything again."""
    before = ledger.engagement
    if engagement.slug != before.slug:
        raise ActionableError("slug_fixed")
    if not engagement.company.strip():
        raise ActionableError("company_missing")
    changed = [one.name for one in fields(Engagement) if getattr(before, one.name) != getattr(engagement, one.name)]
    with ledger.database.writing():
        engagements.save(ledger.database, engagement)
        if {"staff_domains"} & set(changed):
            linking.link_people(ledger)
        assessing.assess(ledger)
        return ledger.audit.append(actor, "engagement_updated", {"changed": changed})
