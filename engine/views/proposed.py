"""Facts of the engagement that the evidence speaks for and nobody has confirmed."""

from engine.assess.signs import Proposal, proposals
from engine.store import engagements, grounded
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.views.evidence import evidence

__all__ = ["Proposal", "proposed_facts"]


def proposed_facts(database: Database) -> tuple[Proposal, ...]:
    """What is to be confirmed, and what was answered otherwise without a reason."""
    return proposals(rules_of(database), engagements.load(database), evidence(database), grounded.answers(database))
