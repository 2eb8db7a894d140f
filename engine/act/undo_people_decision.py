"""Take back a decision about who is who; the rules, and the other decisions, say again who it is."""

from engine.model.events import Event, Profile
from engine.pipeline import assessing, linking
from engine.store import people_decisions
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, decision: int) -> Event:
    """Undo the split or merge with this number."""
    with ledger.database.writing() as writer:
        undone = people_decisions.decision(ledger.database, decision)
        people_decisions.undo(writer, decision)
        linking.relink(ledger, undone)
        assessing.assess_risks(ledger)
        return ledger.audit.append(actor, "people_decision_undone", {"decision": decision})
