"""What a decision would reach, and what the balance would be after it: asked before anybody decides."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow.compute as pc

from engine.assess.approval import Weight, needed
from engine.model.assessment import DispositionState
from engine.model.rules import ApprovalAct
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.views.balance import Balance
from engine.views.counted import counted, sums
from engine.views.counting import records
from engine.views.planning import Wish, plan
from engine.views.selection import Selection, sensitive_types, types_in_group

ENDING = (DispositionState.DELETED, DispositionState.ANONYMISED)
"""States after which a record is no more."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The records a decision would hold for, duplicates included, and the balance of all records before and after.

    `must_keep`, `on_hold` and `done` count records that speak against it: a running legal minimum where it would end
    them, a hold, a disposition already carried out. `against`: the rules propose something else. `left` are records
    that were meant and are not decided, because nothing can be proposed for them. `needs` are the rules that ask for a
    second person, `weights` what they go by.
    """

    records: int
    changed: int
    left: int
    must_keep: int
    on_hold: int
    done: int
    weights: Mapping[DispositionState, Weight]
    needs: tuple[str, ...]
    before: Balance
    after: Balance

    @property
    def against(self) -> int:
        return sum(weight.against for weight in self.weights.values())

    @property
    def states(self) -> dict[DispositionState, int]:
        """Records by the state they would get."""
        return {state: weight.records for state, weight in self.weights.items()}


def reach(database: Database, wish: Wish) -> Reach:
    """What deciding so (and so for all records of the same content) would do to the balance."""
    before: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    after: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    proposals: Counter[str] = Counter()
    told: Counter[str] = Counter()
    weights: dict[DispositionState, Weight] = {}
    for now, done, retention, proposal, spoken_of, wanted, count, sensitive, minors in _weighed(database, wish):
        before[done][now] += count
        proposals[proposal] += count
        after[done][wanted or now] += count
        told["left"] += count if spoken_of and not wanted else 0
        if wanted:
            told["records"] += count
            told["changed"] += count if wanted != now else 0
            told["must_keep"] += count if retention == "must_keep" and wanted in ENDING else 0
            told["on_hold"] += count if now == "on_hold" else 0
            told["done"] += count if done else 0
            against = count if proposal not in ("undecided", "on_hold", wanted) else 0
            state = DispositionState(wanted)
            weights[state] = weights.get(state, Weight()) + Weight(count, sensitive, minors, against)
    weights = {state: weights[state] for state in sorted(weights)}
    approvals = rules_of(database).approvals.values()
    total = sum(before[True].values()) + sum(before[False].values())
    return Reach(
        told["records"],
        told["changed"],
        told["left"],
        told["must_keep"],
        told["on_hold"],
        told["done"],
        weights,
        needed(approvals, ApprovalAct.DECIDE, weights),
        Balance(total, dict(before[False]), dict(before[True]), dict(proposals)),
        Balance(total, dict(after[False]), dict(after[True]), dict(proposals)),
    )


def _weighed(database: Database, wish: Wish) -> list[tuple]:
    """How many records stand where, as disposed of, assessed and wished, how many sensitive and how many of children.

    A record is sensitive, or of children, by what stands in it, and of children by who appears in it.
    """
    held = records(database)
    for name, types in (("sensitive", sensitive_types()), ("minors", types_in_group("minor"))):
        found = sums(database, Selection(type=tuple(types)))["shown"]
        held = held.append_column(name, pc.greater(found, 0))  # pyright: ignore
    return counted(
        database,
        """
        WITH young AS (SELECT DISTINCT number FROM seen JOIN persons USING (person) WHERE minor)
        SELECT r.disposition, r.done, coalesce(r.retention, 'no_rule'), coalesce(r.proposal, 'undecided'),
            p.first IS NOT NULL, p.state, count(*), count(*) FILTER (r.sensitive),
            count(*) FILTER (r.minors OR y.number IS NOT NULL)
        FROM records r LEFT JOIN plan p ON p.first = r.first LEFT JOIN young y USING (number) GROUP BY ALL
        """,
        given={"plan": plan(database, wish), "records": held},
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
