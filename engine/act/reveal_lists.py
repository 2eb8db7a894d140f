"""Look at the lists of the review in clear; the look itself is the event."""

from engine.model.events import Event, Profile
from engine.store import reviews
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile) -> Event:
    """Note that `actor` looks at what is on the ignore list and the always list."""
    with ledger.database.writing():
        return ledger.audit.append(actor, "lists_revealed", {"entries": len(reviews.rules(ledger.database))})
