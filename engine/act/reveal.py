"""Look at a record unmasked; the look itself is the event."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store import records
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, record: str) -> Event:
    """Note that `actor` looks at the values of `record`."""
    if records.record(ledger.database, record) is None:
        raise ActionableError("record_unknown", record=record)
    with ledger.database.writing():
        return ledger.audit.append(actor, "record_revealed", {"record": record})
