"""What a decision would say of which record, as SQL: one state for all, or each record's own proposal."""

from dataclasses import dataclass
from datetime import date

from engine.assess.disposition import STRICTEST_FIRST
from engine.views.holding import Query, of_filter, of_records
from engine.views.selection import Selection

_RANK = "list_position([" + ", ".join(f"'{state}'" for state in STRICTEST_FIRST) + "], a.retention_state)"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants: these records, and with them all copies, to end in `state`; as proposed if it is empty.

    With a `selection` all records under it are meant, else those in `records`.
    """

    records: tuple[str, ...] = ()
    state: str = ""
    until: date | None = None
    selection: Selection | None = None

    @property
    def meant(self) -> Query:
        """SQL for the ids of the records."""
        return of_records(self.records) if self.selection is None else of_filter(self.selection)


def plan(wish: Wish) -> Query:
    """SQL for `first`, `state`, `until` of every record with its copies that the wish decides.

    Of copies whose retention differs the strictest speaks. Where nothing is proposed, the record is on hold or decided
    already, or the proposal lacks its date, the proposal decides nothing.
    """
    named, values = wish.meant
    meant = f"SELECT DISTINCT coalesce(duplicate_of, id) AS first FROM record WHERE id IN (SELECT id FROM ({named}))"
    if wish.state:
        query = f"SELECT first, ?::VARCHAR AS state, ?::DATE AS until FROM ({meant})"
        return query, [wish.state, wish.until, *values]
    return (
        f"""
        SELECT first, proposal AS state, CASE WHEN proposal = 'restricted_until' THEN proposal_until END AS until FROM (
            SELECT coalesce(r.duplicate_of, r.id) AS first, a.proposal, a.proposal_until
            FROM record r JOIN assessment a ON a.record = r.id
            JOIN ({meant}) m ON m.first = coalesce(r.duplicate_of, r.id)
            QUALIFY row_number() OVER (PARTITION BY coalesce(r.duplicate_of, r.id)
                ORDER BY {_RANK}, a.proposal_until DESC NULLS LAST, r.duplicate_of IS NOT NULL, r.id) = 1)
        WHERE proposal NOT IN ('undecided', 'on_hold')
            AND (proposal <> 'restricted_until' OR proposal_until IS NOT NULL)
            AND first NOT IN (SELECT record FROM held) AND first NOT IN (SELECT record FROM ending)
        """,
        values,
    )
