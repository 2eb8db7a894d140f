"""Take back a decision about who is who; the rules, and the other decisions, say again who it is."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing, linking
from engine.store import people_decisions
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, decision: int) -> Event:
    """Undo the split or merge with this number."""
    with ledger.database.writing() as writer:
        if not any(one.number == decision for one in people_decisions.decisions(ledger.database)):
            raise ActionableError("decision_unknown", decision=decision)
        people_decisions.undo(writer, decision)
        linking.link_people(ledger)
        assessing.assess_risks(ledger)
        return ledger.audit.append(actor, "people_decision_undone", {"decision": decision})
