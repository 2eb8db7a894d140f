"""Forget a saved view; nothing else changes by it."""

from engine.model.events import Event, Profile
from engine.store import saved_views
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, view: int) -> Event:
    """Remove it."""
    with ledger.database.writing() as writer:
        saved_views.view(ledger.database, view)
        saved_views.remove(writer, view)
        return ledger.audit.append(actor, "view_removed", {"view": view})
