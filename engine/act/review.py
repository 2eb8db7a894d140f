"""Confirm or reject findings, or set them back to open."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.findings import FindingState
from engine.pipeline import assessing
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, findings: list[str], state: str) -> Event:
    """Set the review state of `findings`; people and risks follow, because rejected findings count nowhere."""
    wanted = FindingState(state)
    with ledger.database.writing() as writer:
        known = ledger.database.value("SELECT count(*) FROM finding WHERE id IN (SELECT unnest(?))", [findings])
        if not findings or known != len(set(findings)):
            raise ActionableError("finding_unknown")
        writer.execute("UPDATE finding SET state = ? WHERE id IN (SELECT unnest(?))", [str(wanted), findings])
        reviewed = "SELECT id, record, state FROM finding WHERE id IN (SELECT unnest(?))"
        writer.execute(f"INSERT OR REPLACE INTO finding_review {reviewed}", [findings])
        assessing.assess_risks(ledger)
        return ledger.audit.append(actor, "findings_reviewed", {"findings": len(set(findings)), "state": str(wanted)})
