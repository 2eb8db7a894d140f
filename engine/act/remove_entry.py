"""Remove an entry from a register, with its files."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store import attachments, registers
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, register: str, number: int, reason: str) -> Event:
    """Forget what the entry held and destroy the keys of its files; its number and the reason stay in the log."""
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        rule = registers.register_of(ledger.database, register)
        registers.entry(ledger.database, rule, number)
        files = attachments.attachments(ledger.database, f"{register}/{number}")
        for one in files:
            attachments.forget(writer, one.id)
        registers.remove(writer, register, number)
        facts = {"register": register, "number": number, "files": len(files), "reason": reason.strip()}
        event = ledger.audit.append(actor, "entry_removed", facts)
        assessing.assess_risks(ledger)
    for one in files:
        ledger.vault.remove(one.id)
    ledger.database.checkpoint()
    return event
