"""Have a whole source be read and scanned afresh by the next scan; what people decided stays."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store import scans
from engine.store.sources import idle_source
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, source: int) -> Event:
    """Forget what the scan of the source with the number `source` yielded.

    Reviews and dispositions wait for their records. Refused where something of the source was destroyed, because that
    cannot be read again.
    """
    known = idle_source(ledger.database, source)
    if not ledger.vault.whole(known.sha256):
        raise ActionableError("source_partly_destroyed", number=source)
    with ledger.database.writing() as writer:
        scans.forget_items(writer, known.sha256)
        return ledger.audit.append(actor, "source_scanned_again", {"source": known.sha256, "number": source})
