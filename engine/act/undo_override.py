"""Take back a change of the rules; what stood before it stands again."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store import overrides
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, number: int) -> Event:
    """Undo the change with this number, and assess everything again."""
    with ledger.database.writing() as writer:
        known = {one.number: one for one in overrides.standing(ledger.database)}
        if number not in known:
            raise ActionableError("override_unknown", number=number)
        facts: dict[str, object] = {"section": known[number].section, "rule": known[number].rule, "number": number}
        event = ledger.audit.append(actor, "override_undone", facts)
        overrides.end(writer, number, event.sequence)
        assessing.assess(ledger)
        return event
