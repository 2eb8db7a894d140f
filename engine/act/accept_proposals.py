"""Decide for each record what the rules propose for it, as one decision."""

from collections.abc import Sequence

from engine.model.decisions import Custodian
from engine.model.events import Event, Profile
from engine.pipeline.deciding import decide
from engine.store.workspace import Ledger
from engine.views.planning import Wish
from engine.views.selection import Selection


def perform(
    ledger: Ledger,
    actor: Profile,
    records: Sequence[str] = (),
    reason: str = "",
    selection: Selection | None = None,
    custodian: Custodian | None = None,
) -> Event:
    """Plan each record's proposal, with its date; records without one, on hold or decided already stay as they are."""
    return decide(ledger, actor, Wish(tuple(records), selection=selection), reason, custodian)
