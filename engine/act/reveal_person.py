"""Look at what is held of a person unmasked; the look itself is the event."""

from engine.model.events import Event, Profile
from engine.store.workspace import Ledger
from engine.views.basis import known_people


def perform(ledger: Ledger, actor: Profile, person: str) -> Event:
    """Note that `actor` looks at the values of `person`."""
    known_people(ledger.database, [person])
    with ledger.database.writing():
        return ledger.audit.append(actor, "person_revealed", {"person": person})
