"""Release a legal hold: its records go back to what they were, with the plans made for them before."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store import holds
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, hold: int, reason: str) -> Event:
    """End the hold with the number `hold`; records under another hold stay held."""
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        ended = holds.in_force(ledger.database, hold)
        records = ledger.database.value("SELECT count(*) FROM held WHERE hold = ?", [hold])
        facts: dict[str, object] = {"hold": ended.number, "records": records, "reason": reason.strip()}
        event = ledger.audit.append(actor, "hold_released", facts)
        holds.release(writer, hold, actor.name, reason.strip(), event.sequence)
        assessing.assess(ledger)
        return event
