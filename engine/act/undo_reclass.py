"""Take back what a person said of the class of records; what was said before, or else the rules, holds again."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline import assessing
from engine.store import reclasses
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, event: int) -> Event:
    """Undo the word of the event with the number `event`."""
    with ledger.database.writing() as writer:
        found = {one.event: count for one, count in reclasses.standing(ledger.database)}
        if event not in found:
            raise ActionableError("reclass_unknown", event=event)
        undone = ledger.audit.append(actor, "reclass_undone", {"event": event, "records": found[event]})
        reclasses.end(writer, event, undone.sequence)
        assessing.assess(ledger)
        return undone
