"""The mass balance: every record ends in exactly one state, and the states sum to what was read."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.store.database import Database
from engine.views.selection import RECORDS, Selection, record_condition


@dataclass(frozen=True, slots=True)
class Balance:
    """Records by disposition. `difference` is records minus the sum of the states and must be zero.

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
    def difference(self) -> int:
        return self.records - sum(self.states.values())


def balance(database: Database, selection: Selection | None = None) -> Balance:
    """The balance of the selected records (all, if nothing is selected)."""
    condition, values = record_condition(selection or Selection())
    records = database.value(f"SELECT count(*) FROM {RECORDS} WHERE {condition}", values)
    rows = database.rows(
        f"SELECT coalesce(d.state, 'undecided'), coalesce(d.done, false), count(*) FROM {RECORDS} WHERE {condition}"
        " GROUP BY ALL ORDER BY 3 DESC, 1",
        values,
    )
    proposals = database.rows(
        f"SELECT coalesce(a.proposal, 'undecided'), count(*) FROM {RECORDS} WHERE {condition}"
        " GROUP BY 1 ORDER BY 2 DESC, 1",
        values,
    )
    return Balance(
        int(str(records)),
        {state: count for state, done, count in rows if not done},
        {state: count for state, done, count in rows if done},
        dict(proposals),
    )
