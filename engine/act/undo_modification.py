"""Take back a person's judgement on a risk; the register is computed again without it."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, judgement: int) -> Event:
    """Undo the judgement with this number; it stays on record as undone."""
    with ledger.database.writing() as writer:
        rows = ledger.database.rows("SELECT scenario FROM risk_judgement WHERE number = ? AND NOT undone", [judgement])
        if not rows:
            raise ActionableError("judgement_unknown", judgement=judgement)
        writer.execute("UPDATE risk_judgement SET undone = true WHERE number = ?", [judgement])
        assessing.assess_risks(ledger)
        facts = {"scenario": rows[0][0], "judgement": judgement}
        return ledger.audit.append(actor, "risk_modification_undone", facts)
