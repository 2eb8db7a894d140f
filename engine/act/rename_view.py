"""Call a saved view otherwise."""

from engine.model.events import Event, Profile
from engine.store import saved_views
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, view: int, name: str) -> Event:
    """Keep the new name."""
    with ledger.database.writing() as writer:
        saved_views.view(ledger.database, view)
        saved_views.rename(writer, view, saved_views.fitting(ledger.database, name, view))
        return ledger.audit.append(actor, "view_renamed", {"view": view})
