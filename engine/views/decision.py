"""What a decision would reach, and what the balance would be after it: asked before anybody decides."""

from collections import Counter
from dataclasses import dataclass

from engine.store.database import Database
from engine.views.balance import Balance
from engine.views.selection import RECORDS, Selection, record_condition


@dataclass(frozen=True, slots=True)
class Reach:
    """The records a decision would hold for, duplicates included, and the balance of all records before and after.

    `must_keep`, `on_hold` and `done` count records that speak against it: a running legal minimum, a hold, a
    disposition already carried out.
    """

    records: int
    must_keep: int
    on_hold: int
    done: int
    before: Balance
    after: Balance


def record_ids(database: Database, selection: Selection) -> tuple[str, ...]:
    """Ids of all records under the selection, in the order of their sources."""
    condition, values = record_condition(selection)
    rows = database.rows(
        f"SELECT r.id FROM {RECORDS} WHERE {condition} ORDER BY s.ordinal, r.position, r.suborder", values
    )
    return tuple(row[0] for row in rows)


def reach(database: Database, records: tuple[str, ...], state: str) -> Reach:
    """What planning `state` for `records` (and so for all records of the same content) would do to the balance."""
    rows = database.rows(
        f"""
        WITH meant AS (SELECT DISTINCT coalesce(duplicate_of, id) AS first FROM record WHERE id IN (SELECT unnest(?)))
        SELECT coalesce(d.state, 'undecided'), coalesce(d.done, false), coalesce(a.retention_state, 'no_rule'),
            coalesce(a.proposal, 'undecided'), coalesce(r.duplicate_of, r.id) IN (SELECT first FROM meant), count(*)
        FROM {RECORDS} GROUP BY ALL
        """,
        [list(records)],
    )
    before: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    after: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    proposals: Counter[str] = Counter()
    against: Counter[str] = Counter()
    total = reached = 0
    for now, done, retention, proposal, meant, count in rows:
        total += count
        before[done][now] += count
        proposals[proposal] += count
        after[done and not meant][state if meant else now] += count
        if meant:
            reached += count
            against[retention] += count
            against["done"] += count if done else 0
    return Reach(
        reached,
        against["must_keep"],
        against["on_hold"],
        against["done"],
        Balance(total, dict(before[False]), dict(before[True]), dict(proposals)),
        Balance(total, dict(after[False]), dict(after[True]), dict(proposals)),
    )


def copies(database: Database, record: str) -> tuple[str, ...]:
    """Ids of the other records with the same content: the first occurrence and its duplicates."""
    rows = database.rows(
        """
        SELECT r.id FROM record r JOIN source s ON s.sha256 = r.source
        WHERE coalesce(r.duplicate_of, r.id) = (SELECT coalesce(duplicate_of, id) FROM record WHERE id = ?)
            AND r.id <> ? ORDER BY s.ordinal, r.position, r.suborder
        """,
        [record, record],
    )
    return tuple(row[0] for row in rows)
