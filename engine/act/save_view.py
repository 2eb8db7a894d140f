"""Save a page with its filter under a name, for everybody who works on the engagement."""

import json

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store import saved_views
from engine.store.workspace import Ledger
from engine.views.selection import Selection


def perform(ledger: Ledger, actor: Profile, name: str, screen: str, selection: Selection) -> Event:
    """Keep it; the event does not say what it is called, since a name is free text."""
    if not selection:
        raise ActionableError("view_without_filter")
    with ledger.database.writing() as writer:
        kept, chosen = saved_views.fitting(ledger.database, name), selection.to_query()
        number = saved_views.add(ledger.database, writer, kept, screen, json.dumps(chosen), actor.name)
        return ledger.audit.append(actor, "view_saved", {"view": number, "screen": screen, "facets": sorted(chosen)})
