"""Plan where records end. Rules propose, people decide; nothing is carried out here."""

from collections.abc import Sequence
from datetime import date

from engine.model.assessment import DispositionState
from engine.model.decisions import Custodian
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline.deciding import decide
from engine.store.workspace import Ledger
from engine.views.planning import Wish
from engine.views.selection import Selection


def perform(
    ledger: Ledger,
    actor: Profile,
    state: str,
    records: Sequence[str] = (),
    until: date | None = None,
    reason: str = "",
    selection: Selection | None = None,
    custodian: Custodian | None = None,
) -> Event:
    """Plan `state` for `records` (or all under `selection`) and their duplicates; `undecided` takes plans back.

    A record on hold, one that was carried out already, and the deletion of one that must be kept are refused.
    """
    wanted = DispositionState(state)
    if wanted is DispositionState.ON_HOLD:
        raise ActionableError("hold_is_placed")
    if (wanted is DispositionState.RESTRICTED_UNTIL) != (until is not None):
        raise ActionableError("until_missing")
    return decide(ledger, actor, Wish(tuple(records), str(wanted), until, selection), reason, custodian)
