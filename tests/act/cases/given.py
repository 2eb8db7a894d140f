"""What the cases of several areas begin with, and what a case is."""

from collections.abc import Callable
from datetime import date

from engine.act import actions
from engine.model.events import Profile, ProfileRole
from engine.store.workspace import Ledger
from tests.act.conftest import records_where
from tests.conftest import ACTOR

Params = dict[str, object]
Cases = dict[str, Callable[[Ledger], Params]]
Refused = list[tuple[str, Callable[[Ledger], Params], str]]

HOLD: Params = {"matter": "a claim", "ordered_by": "the court", "since": date(2026, 11, 1)}
OTHER, SECOND = Profile("另一人", ProfileRole.CONSULTANT), Profile("经理丙", ProfileRole.MANAGER)


def due(ledger: Ledger) -> str:
    return records_where(ledger, "a.retention_state = 'due' AND r.kind = 'message' AND r.duplicate_of IS NULL")[0]


def planned(ledger: Ledger) -> str:
    record = due(ledger)
    actions()["decide"](ledger, ACTOR, records=[record], state="deleted", reason="due")
    return record
