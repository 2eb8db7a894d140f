"""Take an item's original bytes out of the vault; the event says who did."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store import records
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, record: str) -> Event:
    """Note that `actor` takes the original of `record`, which may be an item that was not read."""
    skipped = ledger.database.value("SELECT count(*) FROM skipped WHERE id = ?", [record])
    if not skipped and records.record(ledger.database, record) is None:
        raise ActionableError("record_unknown", record=record)
    with ledger.database.writing():
        return ledger.audit.append(actor, "original_fetched", {"record": record})
