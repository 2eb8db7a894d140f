"""What a decision would say of which record: one state for all, or each record's own proposal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from engine.assess.disposition import STRICTEST_FIRST
from engine.store.database import Database
from engine.store.decisions import EXECUTABLE
from engine.store.remembering import remembered
from engine.views.counted import counted_table, under
from engine.views.selection import Selection

_RANK = "list_position([" + ", ".join(f"'{state}'" for state in STRICTEST_FIRST) + "], r.retention)"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants: these records, and with them all copies, to end in `state`; as proposed if it is empty.

    With a `selection` all records under it are meant, else those in `records`.
    """

    records: tuple[str, ...] = ()
    state: str = ""
    until: date | None = None
    selection: Selection | None = None


@remembered
def meant(database: Database, records: tuple[str, ...], selection: Selection | None) -> pa.Table:
    """What a `Wish` speaks of, each with its copies: the number of the `first` one."""
    if selection is None:
        return counted_table(
            database, "SELECT DISTINCT first FROM records WHERE id IN (SELECT unnest(?))", [[*records]]
        )
    chosen = {"records": under(database, "records", selection)}
    return counted_table(database, "SELECT DISTINCT first FROM records", given=chosen)


@remembered
def proposed(database: Database) -> pa.Table:
    """What the rules propose for all copies of a record, by the number of the `first` one: `state` and `until`.

    Of copies whose retention differs the strictest speaks. Where nothing is proposed, the record is on hold or decided
    already, or the proposal lacks its date, nothing is.
    """
    return counted_table(
        database,
        f"""
        WITH copied AS (SELECT first FROM records WHERE again),
        said AS (
            SELECT r.first, r.proposal, r.proposal_until, r.disposition FROM records r
            WHERE r.first NOT IN (SELECT first FROM copied)
            UNION ALL
            SELECT r.first, r.proposal, r.proposal_until, r.disposition FROM records r
            WHERE r.first IN (SELECT first FROM copied)
            QUALIFY row_number() OVER (PARTITION BY r.first
                ORDER BY {_RANK}, r.proposal_until DESC NULLS LAST, r.again, r.id) = 1
        )
        SELECT first, proposal::VARCHAR AS state,
            CASE WHEN proposal = 'restricted_until' THEN proposal_until END AS until FROM said
        WHERE disposition = 'undecided' AND proposal NOT IN ('undecided', 'on_hold')
            AND (proposal <> 'restricted_until' OR proposal_until IS NOT NULL)
        """,
    )


@remembered
def plan(database: Database, wish: Wish) -> pa.Table:
    """What the wish decides of all it speaks of: `first`, `state` and `until`, both null where it decides nothing."""
    given = {"meant": meant(database, wish.records, wish.selection)}
    if wish.state:
        query = "SELECT first, ?::VARCHAR AS state, ?::DATE AS until FROM meant"
        return database.table(query, [wish.state, wish.until], given)
    given["proposed"] = proposed(database)
    return database.table("SELECT first, p.state, p.until FROM meant LEFT JOIN proposed p USING (first)", given=given)


def planned(database: Database, wish: Wish) -> pa.Table:
    """What the wish decides record by record, copies too, in the order of their ids: `record`, `state` and `until`."""
    query = (
        "SELECT r.id AS record, p.state, p.until FROM records r JOIN plan p USING (first)"
        " WHERE p.state IS NOT NULL ORDER BY r.id"
    )
    return counted_table(database, query, given={"plan": plan(database, wish)})


def to_carry_out(database: Database, wish: Wish, states: Sequence[str]) -> pa.Table:
    """The plans of these states that are to be carried out of what the wish speaks of; its own state counts not.

    `first` is the id of the record that stands for all its copies, `may` whether nobody has to look at it any more.
    """
    return counted_table(
        database,
        f"""
        SELECT e.record AS first, e.state, e.event, coalesce({EXECUTABLE}, false) AS may
        FROM ending e JOIN records r ON r.id = e.record JOIN meant m ON m.first = r.number
        LEFT JOIN decision c ON c.event = e.event WHERE NOT e.done AND e.state IN (SELECT unnest(?))
        """,
        [[*states]],
        given={"meant": meant(database, wish.records, wish.selection)},
    )
