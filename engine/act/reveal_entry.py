"""Look at the personal data of a register's entry in clear; the event says who did."""

from engine.model.events import Event, Profile
from engine.store import registers
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, register: str, number: int) -> Event:
    """Note that `actor` looks at the entry."""
    registers.entry(ledger.database, registers.register_of(ledger.database, register), number)
    with ledger.database.writing():
        return ledger.audit.append(actor, "entry_revealed", {"register": register, "number": number})
