"""What was carried out, and what could be stated as carried out: planned ends in the company's systems, by state."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from engine.model.assessment import DispositionState
from engine.model.decisions import CARRIED_OUT_ELSEWHERE, Custodian
from engine.store import engagements
from engine.store.attachments import Attachment, attachments
from engine.store.database import Database
from engine.views.destroying import WEIGHTIEST, Obstacle
from engine.views.planning import Wish, to_carry_out


@dataclass(frozen=True, slots=True)
class Carrying:
    """What could be stated of one planned state: `ids` with their copies, by these `decisions`.

    `stays` counts records of that plan that may not be carried out.
    """

    ids: tuple[str, ...]
    decisions: tuple[int, ...]
    stays: Mapping[Obstacle, int]

    @property
    def records(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class CarriedLine:
    """What was carried out by one event, deletions included.

    `records` counts copies, those that came later too. `by` did it on `day`, `registered_by` stated it at
    `registered_at` (UTC). `early`: the day lies before what it follows was decided or approved. `custodians` keep what
    is restricted.
    """

    event: int
    state: DispositionState
    day: date
    by: str
    recipient: str
    note: str
    registered_by: str
    registered_at: datetime
    decisions: tuple[int, ...]
    early: bool
    custodians: tuple[Custodian, ...]
    records: int
    proof: Attachment | None


def carrying(database: Database, wish: Wish) -> Mapping[DispositionState, Carrying]:
    """By state what the wish means of the plans that are carried out in the company's systems; its state counts not."""
    plans = to_carry_out(database, wish, CARRIED_OUT_ELSEWHERE)
    if not plans.num_rows:
        return {}
    rows = database.rows(
        f"""
        WITH judged AS (SELECT p.first, p.state, p.event, r.id, CASE
                WHEN r.id IN (SELECT record FROM held) THEN 'held'
                WHEN p.state = 'anonymised' AND a.retention_state = 'must_keep' THEN 'must_keep'
                WHEN NOT p.may THEN 'awaits'
                WHEN p.state = 'restricted_until' AND p.event IN (SELECT unnest(?)) THEN 'custodian'
            END AS obstacle
            FROM plans p JOIN record r ON coalesce(r.duplicate_of, r.id) = p.first
            LEFT JOIN assessment a ON a.record = r.id)
        SELECT state, id, event, {WEIGHTIEST} FROM judged ORDER BY id
        """,
        [_unkept(database)],
        {"plans": plans},
    )
    told: dict[DispositionState, Carrying] = {}
    for state in CARRIED_OUT_ELSEWHERE:
        mine = [(record, event, obstacle) for one, record, event, obstacle in rows if one == state]
        stays: dict[Obstacle, int] = {}
        for *_, obstacle in mine:
            if obstacle:
                stays[Obstacle(obstacle)] = stays.get(Obstacle(obstacle), 0) + 1
        free = [(record, event) for record, event, obstacle in mine if not obstacle]
        if mine:
            decided = sorted({event for _, event in free})
            told[state] = Carrying(tuple(record for record, _ in free), tuple(decided), stays)
    return told


def _unkept(database: Database) -> list[int]:
    """Decisions that name no custodian though the company will be gone."""
    if engagements.load(database).deal_structure.is_transfer:
        return []
    kept = _custodians(database)
    return [event for (event,) in database.rows("SELECT event FROM decision") if event not in kept]


def _custodians(database: Database) -> dict[int, Custodian]:
    """The custodians that decisions name, by the number of the decision."""
    rows = database.rows("SELECT event, custodian FROM decision")
    named = {event: Custodian(**json.loads(kept or "{}")) for event, kept in rows}
    return {event: one for event, one in named.items() if one.complete}


def carried(database: Database) -> tuple[CarriedLine, ...]:
    """All that was carried out, the newest first; their records sum to what is done in the balance."""
    proofs = {one.id: one for one in attachments(database)}
    keepers = _custodians(database)
    rows = database.rows(
        """
        WITH done AS (SELECT e.event, any_value(e.state) AS state, count(*) AS records FROM ending e
            JOIN record r ON r.id = e.record WHERE e.done GROUP BY 1)
        SELECT d.event, d.state, coalesce(k.day, cast(v.happened_at[:10] AS DATE)), coalesce(k.carried_by, v.actor),
            coalesce(k.recipient, ''), coalesce(k.note, ''), v.actor, cast(v.happened_at[:19] AS TIMESTAMP),
            coalesce(k.decisions, []), d.records, coalesce(k.file, ''),
            coalesce(k.day < (SELECT max(cast(coalesce(c.closed_at, c.decided_at) AS DATE)) FROM decision c
                WHERE list_contains(k.decisions, c.event)), false)
        FROM done d JOIN event v ON v.sequence = d.event LEFT JOIN carried_out k ON k.event = d.event
        ORDER BY d.event DESC
        """
    )
    return tuple(
        CarriedLine(
            event, DispositionState(state), day, by, recipient, note, registered_by, at, tuple(followed), early,
            tuple(dict.fromkeys(keepers[one] for one in followed if one in keepers and state == "restricted_until")),
            records, proofs.get(file),
        )
        for event, state, day, by, recipient, note, registered_by, at, followed, records, file, early in rows
    )  # fmt: skip
