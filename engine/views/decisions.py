"""The decisions about where records end, and releases of holds: who, when, what, how many, who else looked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.model.decisions import Custodian, DecisionKind, Progress
from engine.store.database import Database
from engine.store.decisions import FOLLOWED, STANDING
from engine.views.paging import Page, page_of
from engine.views.selection import Selection


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision.

    `states` are the records it decided, copies included, by the state it gave them; `current` of them still follow it,
    `held` of these are on hold, `done` were carried out. `awaits`: a second person has still to look. `custodian` is
    None where nothing is restricted; `closed_by` approved, rejected or undid it.
    """

    event: int
    kind: DecisionKind
    progress: Progress
    needs: tuple[str, ...]
    reason: str
    decided_by: str
    decided_at: datetime
    hold: int
    selection: Selection | None
    custodian: Custodian | None
    closed_by: str
    closed_at: datetime | None
    closed_for: str
    states: Mapping[str, int]
    until: str
    current: int
    held: int
    done: int

    @property
    def records(self) -> int:
        return sum(self.states.values())

    @property
    def awaits(self) -> bool:
        return self.progress is Progress.PLANNED and bool(self.needs)

    @property
    def stands(self) -> bool:
        """Whether it has an effect, or will have one when a second person approves."""
        return self.progress in (Progress.PLANNED, Progress.APPROVED)

    @property
    def undoable(self) -> bool:
        """Whether it can be taken back as a whole."""
        if self.kind is DecisionKind.RELEASE:
            return self.awaits
        return self.stands and not self.done


_LINES = f"""
    SELECT c.event, c.kind, c.progress, c.needs, c.reason, c.decided_by, c.decided_at, c.hold, c.filter, c.custodian,
        coalesce(c.closed_by, ''), c.closed_at, coalesce(c.closed_for, ''),
        (SELECT list((q.state, q.records) ORDER BY q.records DESC, q.state) FROM (
            SELECT state, count(*) AS records FROM decided WHERE event = c.event GROUP BY 1) q),
        coalesce((SELECT cast(max(until) AS VARCHAR) FROM decided WHERE event = c.event), ''),
        coalesce(n.current, 0), coalesce(n.held, 0), coalesce(n.done, 0)
    FROM decision c LEFT JOIN (
        SELECT w.event, count(*) AS current, count(*) FILTER (w.record IN (SELECT record FROM held)) AS held,
            count(*) FILTER (w.record IN (SELECT record FROM ending WHERE done)) AS done
        FROM ({FOLLOWED}) w GROUP BY 1) n USING (event)
"""


def decision_lines(database: Database, number: int = 1, size: int = 20) -> Page[DecisionLine]:
    """All decisions, the newest first."""
    return page_of(database, f"{_LINES} ORDER BY c.event DESC", [], number, size, _line)


def awaiting(database: Database) -> tuple[DecisionLine, ...]:
    """The decisions that wait for a second person, the oldest first."""
    waiting = f"{_LINES} WHERE c.progress = 'planned' AND len(c.needs) > 0 ORDER BY c.event"
    return tuple(_line(row) for row in database.rows(waiting))


def destruction_asked(database: Database) -> DecisionLine | None:
    """The standing decision to destroy the whole engagement."""
    asked = f"{_LINES} WHERE c.kind = 'destruction' AND c.{STANDING}"
    return next((_line(row) for row in database.rows(asked)), None)


def _line(row: tuple) -> DecisionLine:
    event, kind, progress, needs, reason, by, at, hold, chosen, kept, *rest = row
    closed_by, closed_at, closed_for, states, *counts = rest
    custodian = Custodian(**json.loads(kept or "{}"))
    return DecisionLine(
        event,
        DecisionKind(kind),
        Progress(progress),
        tuple(needs or ()),
        reason,
        by,
        at,
        hold,
        Selection.from_query(json.loads(chosen)) if chosen else None,
        custodian if custodian.complete else None,
        closed_by,
        closed_at,
        closed_for,
        dict(states or ()),
        *counts,
    )
