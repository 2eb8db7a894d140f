"""Answer a fact otherwise than the evidence speaks for, with a reason."""

from dataclasses import replace
from datetime import UTC, datetime

from engine.assess.facts import parse_facts
from engine.assess.signs import Grounded
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store import engagements, grounded
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger
from engine.views.proposed import proposed_facts


def perform(ledger: Ledger, actor: Profile, fact: str, value: bool | int, reason: str) -> Event:
    """Keep the answer and assess everything again; it stands until more is found than there is now.

    An answer the evidence already contradicts may be given once more: the reason is what it lacked.
    """
    proposal = next((one for one in proposed_facts(ledger.database) if one.fact == fact), None)
    if proposal is None or value == proposal.value:
        raise ActionableError("fact_not_proposed")
    if not reason.strip():
        raise ActionableError("reason_missing")
    before, rules = ledger.engagement, rules_of(ledger.database)
    after = parse_facts({fact: value}, before.slug, rules, before.as_of, before)
    answered = Grounded(value, dict(proposal.found), reason.strip(), actor.name, datetime.now(UTC).date())
    with ledger.database.writing() as writer:
        engagements.save(ledger.database, replace(before, facts=after.facts))
        grounded.keep(writer, fact, answered)
        assessing.assess(ledger)
        facts = {"fact": fact, "value": value, "reason": reason.strip()}
        return ledger.audit.append(actor, "fact_contested", facts)
