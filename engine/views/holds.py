"""Legal holds: what one would reach before it is placed, which there are, and which of them a record is under."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from engine.model.holds import HoldReach, HoldState
from engine.store.database import Database
from engine.views.holding import Query, is_standing, of_filter, of_people, of_records, with_belongings
from engine.views.selection import Selection


@dataclass(frozen=True, slots=True)
class HoldReached:
    """What a hold would reach: records with copies and attachments, and the people in them.

    `named` are the records it names itself; `planned` of all were to be deleted or anonymised, `already` are under
    another hold. `standing`: records found later come under it too.
    """

    records: int
    named: int
    people: int
    planned: int
    already: int
    standing: bool


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A hold with the records and people under it now; one that was released has none and says who did, when, why.

    `release_asked` is the decision by which its release waits for a second person, 0 if none does.
    """

    number: int
    reach: HoldReach
    state: HoldState
    matter: str
    ordered_by: str
    since: date
    selection: Selection | None
    standing: bool
    placed_by: str
    placed_at: datetime
    records: int
    people: int
    planned: int
    release_asked: int
    released_by: str
    released_at: datetime | None
    released_for: str


def hold_reached(
    database: Database,
    reach: str,
    records: Sequence[str] = (),
    people: Sequence[str] = (),
    selection: Selection | None = None,
) -> HoldReached:
    """What a hold would reach, asked before it is placed."""
    chosen = selection or Selection()
    named = named_by(HoldReach(reach), records, people, chosen)
    query, values = with_belongings(named)
    found = database.rows(
        f"""
        WITH reached AS MATERIALIZED ({query})
        SELECT (SELECT count(*) FROM reached),
            (SELECT count(DISTINCT subject) FROM appearance WHERE record IN (SELECT id FROM reached)),
            {_PLANNED.format(among="SELECT id FROM reached")},
            (SELECT count(DISTINCT record) FROM held WHERE record IN (SELECT id FROM reached))
        """,
        values,
    )[0]
    direct = database.value(f"SELECT count(DISTINCT id) FROM ({named[0]}) JOIN record USING (id)", named[1])
    lasting = reach == HoldReach.PEOPLE or (reach == HoldReach.FILTER and is_standing(chosen))
    return HoldReached(found[0], int(str(direct)), *found[1:], standing=lasting)


def named_by(reach: HoldReach, records: Sequence[str], people: Sequence[str], selection: Selection) -> Query:
    """The records that a hold names itself."""
    if reach is HoldReach.RECORDS:
        return of_records(records)
    return of_people(people) if reach is HoldReach.PEOPLE else of_filter(selection)


_PLANNED = (
    "(SELECT count(*) FROM record r JOIN ending e ON e.record = coalesce(r.duplicate_of, r.id)"
    " WHERE NOT e.done AND e.state IN ('deleted', 'anonymised') AND r.id IN ({among}))"
)


def holds(database: Database) -> tuple[HoldLine, ...]:
    """All holds, those in force first, the newest first."""
    rows = database.rows(
        f"""
        SELECT h.number, h.reach, CASE WHEN h.released IS NULL THEN 'active' ELSE 'released' END AS state, h.matter,
            h.ordered_by, h.since, h.filter, h.standing, h.placed_by, h.placed_at,
            (SELECT count(*) FROM held x WHERE x.hold = h.number),
            (SELECT count(DISTINCT p.subject) FROM held x JOIN appearance p ON p.record = x.record
             WHERE x.hold = h.number),
            {_PLANNED.format(among="SELECT x.record FROM held x WHERE x.hold = h.number")},
            coalesce((SELECT max(c.event) FROM decision c WHERE c.hold = h.number AND c.kind = 'release'
                AND c.progress = 'planned'), 0),
            coalesce(h.released_by, ''), h.released_at, coalesce(h.released_for, '')
        FROM hold h ORDER BY state, h.number DESC
        """
    )
    return tuple(_line(row) for row in rows)


def _line(row: tuple) -> HoldLine:
    number, reach, state, matter, ordered_by, since, stored, *rest = row
    selection = Selection.from_query(json.loads(stored)) if stored else None
    return HoldLine(number, HoldReach(reach), HoldState(state), matter, ordered_by, since, selection, *rest)


def holds_of(database: Database, record: str) -> tuple[tuple[int, str], ...]:
    """The holds a record is under, as number and matter."""
    rows = database.rows(
        "SELECT h.number, h.matter FROM held x JOIN hold h ON h.number = x.hold WHERE x.record = ? ORDER BY 1", [record]
    )
    return tuple(rows)
