"""Take an attached file out of the vault; the event says who did."""

from engine.model.events import Event, Profile
from engine.store import attachments
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, file: str) -> Event:
    """Note that `actor` takes the file."""
    kept = attachments.attachment(ledger.database, file)
    with ledger.database.writing():
        return ledger.audit.append(actor, "attachment_fetched", {"file": file, "owner": kept.owner})
