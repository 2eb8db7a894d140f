"""What would be destroyed: of all planned deletions those that may be carried out, with what goes along."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from engine.model.errors import ActionableError
from engine.store.database import Database
from engine.store.decisions import EXECUTABLE
from engine.views.planning import Wish, to_carry_out


class Obstacle(StrEnum):
    """Why a planned end is not carried out, the weightiest first.

    `bytes_held`: its original is also that of a record on hold. `promised`: an attachment of it was decided to end
    otherwise, and no copy of that would be left. `custodian`: nobody would keep it once the company is gone.
    """

    HELD = "held"
    BYTES_HELD = "bytes_held"
    MUST_KEEP = "must_keep"
    AWAITS = "awaits"
    PROMISED = "promised"
    CUSTODIAN = "custodian"


_REFUSALS = {
    Obstacle.HELD: "records_on_hold",
    Obstacle.BYTES_HELD: "bytes_on_hold",
    Obstacle.MUST_KEEP: "records_must_be_kept",
    Obstacle.AWAITS: "disposition_awaits",
    Obstacle.PROMISED: "attachment_ends_otherwise",
    Obstacle.CUSTODIAN: "custodian_missing",
}

WEIGHTIEST = (
    "first_value(obstacle) OVER (PARTITION BY first ORDER BY list_position(["
    + ", ".join(f"'{one}'" for one in Obstacle)
    + "], obstacle) NULLS LAST)"
)
"""SQL over rows with `first` and `obstacle`: what stands in the way of all that belong to one plan."""


class Ending(Protocol):
    """What would be carried out of what a wish means, and what stays."""

    @property
    def records(self) -> int: ...

    @property
    def stays(self) -> Mapping[Obstacle, int]: ...


def refuse(database: Database, wish: Wish, found: Ending, expected: int | None, unplanned: str) -> None:
    """Raise why nothing may be carried out: an obstacle of records named one by one, none planned, another number."""
    for obstacle in Obstacle if wish.selection is None else ():
        if obstacle in found.stays:
            raise ActionableError(_REFUSALS[obstacle], count=found.stays[obstacle])
    if not found.records:
        known, done = database.rows(
            "SELECT count(*), count(*) FILTER (id IN (SELECT record FROM ending WHERE done)) FROM record"
            " WHERE id IN (SELECT unnest(?))",
            [list(wish.records)],
        )[0]
        if known < len(set(wish.records)):
            raise ActionableError("record_unknown", record=", ".join(wish.records))
        if done:
            raise ActionableError("disposition_done", count=done)
        raise ActionableError(unplanned)
    if expected not in (None, found.records):
        raise ActionableError("reach_changed", count=found.records)


@dataclass(frozen=True, slots=True)
class Destruction:
    """What destroying would do.

    `ids` would be gone, copies and `attachments` included, in `sources` sources; `beside` counts other records that
    keep their text but lose their original, because it is one with these. `stays` counts records whose deletion is
    planned but not carried out.
    """

    ids: tuple[str, ...]
    attachments: int
    sources: int
    beside: int
    stays: Mapping[Obstacle, int]

    @property
    def records(self) -> int:
        return len(self.ids)


def destruction(database: Database, wish: Wish) -> Destruction:
    """What destroying the records the wish means would do now."""
    deletions = to_carry_out(database, wish, ["deleted"])
    rows = database.rows(_MEMBERS, given={"deletions": deletions}) if deletions.num_rows else []
    gone = sorted({record for record, _, obstacle in rows if not obstacle})
    roots = {record for record, inside, obstacle in rows if not obstacle and not inside}
    stays: dict[Obstacle, int] = {}
    for _, inside, obstacle in rows:
        if obstacle and not inside:
            stays[Obstacle(obstacle)] = stays.get(Obstacle(obstacle), 0) + 1
    if not gone:
        return Destruction((), 0, 0, 0, stays)
    sources, beside = database.rows(
        """
        WITH gone AS (SELECT r.id, r.source, r.origin FROM record r WHERE r.id IN (SELECT unnest($1)))
        SELECT (SELECT count(DISTINCT source) FROM gone), (SELECT count(*) FROM record r WHERE r.fields IS NOT NULL
            AND (r.source, r.origin) IN (SELECT (source, origin) FROM gone) AND r.id NOT IN (SELECT id FROM gone))
        """,
        [gone],
    )[0]
    return Destruction(tuple(gone), len(gone) - len(roots), sources, beside, stays)


_MEMBERS = f"""
    WITH plan AS (SELECT e.record AS first, e.state, e.done, coalesce({EXECUTABLE}, false) AS may
        FROM ending e LEFT JOIN decision c ON c.event = e.event),
    root AS (SELECT p.first, p.may, r.id, r.source, r.locator FROM record r
        JOIN deletions p ON p.first = coalesce(r.duplicate_of, r.id)),
    inside AS (SELECT id, source, locator, unnest(range(1, len(string_split(locator, '/')))) AS steps
        FROM record WHERE contains(locator, '/') AND fields IS NOT NULL AND source IN (SELECT source FROM root)),
    member AS (SELECT first, may, id, false AS inside FROM root UNION
        SELECT k.first, k.may, i.id, true FROM inside i JOIN root k ON k.source = i.source AND k.id <> i.id
            AND k.locator = array_to_string(string_split(i.locator, '/')[1:i.steps], '/')),
    spare AS (SELECT DISTINCT coalesce(duplicate_of, id) AS first FROM record
        WHERE fields IS NOT NULL AND id NOT IN (SELECT id FROM member)),
    kept AS (SELECT DISTINCT r.source, r.origin FROM held h JOIN record r ON r.id = h.record),
    judged AS (SELECT m.first, m.id, m.inside, CASE
            WHEN m.id IN (SELECT record FROM held) THEN 'held'
            WHEN (r.source, r.origin) IN (SELECT (source, origin) FROM kept) THEN 'bytes_held'
            WHEN a.retention_state = 'must_keep' THEN 'must_keep'
            WHEN NOT m.may OR (m.inside AND p.state = 'deleted' AND NOT p.may) THEN 'awaits'
            WHEN m.inside AND p.state <> 'deleted' AND NOT p.done
                AND p.first NOT IN (SELECT first FROM spare) THEN 'promised'
        END AS obstacle
        FROM member m JOIN record r ON r.id = m.id LEFT JOIN assessment a ON a.record = m.id
        LEFT JOIN plan p ON p.first = coalesce(r.duplicate_of, r.id))
    SELECT id, inside, {WEIGHTIEST} FROM judged
"""
"""SQL: `id`, `inside`, `obstacle` of all copies of these `deletions` (`to_carry_out`), and of what is inside them.

The obstacle of one member is that of all that belong to the same deletion. Copies of an attachment elsewhere do not
belong to it.
"""
