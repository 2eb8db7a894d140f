"""Take a system out of the inventory that was put in by mistake."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store import inventory
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, number: int, reason: str) -> Event:
    """Remove it; its number is not given again."""
    system = next((one for one in inventory.systems(ledger.database) if one.number == number), None)
    if system is None:
        raise ActionableError("system_unknown", system=str(number))
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        inventory.remove(writer, number)
        assessing.assess_risks(ledger)
        facts = {"number": number, "kind": system.kind, "reason": reason.strip()}
        return ledger.audit.append(actor, "system_removed", facts)
