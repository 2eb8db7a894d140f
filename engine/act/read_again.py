"""Have items that could not be read be tried again by the next scan."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline.again import mark
from engine.store.sources import idle_source
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, source: int, reasons: tuple[str, ...] = ()) -> Event:
    """Mark the skipped items of the source with the number `source`; all of them, or those with certain reasons."""
    known = idle_source(ledger.database, source)
    with ledger.database.writing() as writer:
        items = mark(ledger, writer, known, reasons)
        if not items:
            raise ActionableError("nothing_to_read_again")
        return ledger.audit.append(
            actor, "items_read_again", {"source": known.sha256, "number": source, "items": items}
        )
