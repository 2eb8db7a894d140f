"""Confirm or reject findings one by one, or set them back to open."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.findings import FindingState
from engine.model.review import MadeIn
from engine.pipeline import assessing
from engine.pipeline.settling import settle
from engine.store import reviews
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, findings: list[str], state: str, sampled: bool = False) -> Event:
    """Decide about `findings`; risks follow, because rejected findings count nowhere. Undone by `undo_review`.

    `sampled`: they were judged as part of the random sample, which the estimate of precision rests on.
    """
    wanted = FindingState(state)
    with ledger.database.writing() as writer:
        known = ledger.database.value("SELECT count(*) FROM finding WHERE id IN (SELECT unnest(?))", [findings])
        if not findings or known != len(set(findings)):
            raise ActionableError("finding_unknown")
        facts = {"findings": len(set(findings)), "state": str(wanted), "sampled": sampled}
        event = ledger.audit.append(actor, "findings_reviewed", facts)
        reviews.decide(writer, event.sequence, findings, wanted, MadeIn.SAMPLE if sampled else MadeIn.LIST)
        settle(ledger.database, writer, findings)
        assessing.assess_risks(ledger)
        return event
