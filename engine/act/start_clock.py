"""Say on which day the clock of some deadlines struck, such as the forming of the liquidation group."""

from datetime import date

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.store import duties
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, clock: str, day: date | None = None) -> Event:
    """Keep the day; None takes it back. Clocks that strike on the closing date follow the engagement's facts."""
    known = rules_of(ledger.database).clocks.get(clock)
    if known is None or known.at_closing:
        raise ActionableError("clock_unknown", clock=clock)
    with ledger.database.writing() as writer:
        duties.start(writer, clock, day)
        return ledger.audit.append(actor, "clock_started", {"clock": clock, "day": day})
