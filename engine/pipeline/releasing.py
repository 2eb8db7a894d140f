"""The end of a hold: its records go back to what they were, unless another hold is on them."""

from engine.model.events import Profile
from engine.pipeline import assessing
from engine.store import holds
from engine.store.database import Writer
from engine.store.workspace import Ledger


def release(ledger: Ledger, writer: Writer, hold: int, by: Profile, reason: str, event: int) -> None:
    """End the hold by this event and assess anew what was under it."""
    holds.release(writer, hold, by.name, reason, event)
    assessing.assess(ledger)
