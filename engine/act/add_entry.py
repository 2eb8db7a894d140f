"""Enter something in a register."""

from collections.abc import Mapping

from engine.assess.entries import checked
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store import attachments, registers
from engine.store.workspace import Ledger


def perform(
    ledger: Ledger,
    actor: Profile,
    register: str,
    values: Mapping[str, object],
    files: Mapping[str, tuple[str, bytes]] | None = None,
) -> Event:
    """Keep an entry; `files` are name and bytes by field, and go to the vault. The event names fields, not values."""
    with ledger.database.writing() as writer:
        rule = registers.register_of(ledger.database, register)
        pending = dict.fromkeys(files or {}, "pending")
        entry = checked(rule, {**values, **pending})
        number = registers.add(ledger.database, writer, register, entry, actor.name)
        entry |= attachments.attach_all(ledger, writer, f"{register}/{number}", files or {}, actor.name)
        registers.change(writer, register, number, entry)
        facts = {"register": register, "number": number, "fields": sorted(entry)}
        event = ledger.audit.append(actor, "entry_added", facts)
        assessing.assess_risks(ledger)
        return event
