"""The mass balance: every record ends in exactly one state, and the states sum to what was read."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.store.database import Database
from engine.store.remembering import remembered
from engine.views.counted import counted, under
from engine.views.selection import Selection

NEVER_PLANNED = frozenset({"undecided", "on_hold"})
"""States in which a record stands without a plan, or in spite of one."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Records by disposition. `difference` is records minus the sum of the states and must be zero.

    `done` was carried out, `planned` is all else; `open` of it has no plan in force, `intended` has one.
    `proposals` counts what the rules propose, which decides nothing.
    """

    records: int
    planned: Mapping[str, int]
    done: Mapping[str, int]
    proposals: Mapping[str, int]

    @property
    def states(self) -> dict[str, int]:
        """Planned and done together."""
        return {state: self.planned.get(state, 0) + self.done.get(state, 0) for state in {**self.planned, **self.done}}

    @property
    def open(self) -> dict[str, int]:
        return {state: count for state, count in self.planned.items() if state in NEVER_PLANNED}

    @property
    def intended(self) -> dict[str, int]:
        return {state: count for state, count in self.planned.items() if state not in NEVER_PLANNED}

    @property
    def difference(self) -> int:
        return self.records - sum(self.states.values())


@remembered
def balance(database: Database, selection: Selection | None = None) -> Balance:
    """The balance of the selected records (all, if nothing is selected)."""
    chosen = under(database, "records", selection or Selection())
    rows = counted(
        database,
        "SELECT r.disposition, r.done, count(*) FROM records r GROUP BY ALL ORDER BY 3 DESC, 1",
        given={"records": chosen},
    )
    proposals = counted(
        database,
        "SELECT coalesce(r.proposal, 'undecided'), count(*) FROM records r GROUP BY 1 ORDER BY 2 DESC, 1",
        given={"records": chosen},
    )
    return Balance(
        chosen.num_rows,
        {state: count for state, done, count in rows if not done},
        {state: count for state, done, count in rows if done},
        dict(proposals),
    )
