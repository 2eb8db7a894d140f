"""Why records are thought to be one person's: what they share, the weakest link, decisions by hand, who else it is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.model.people import Key
from engine.store.database import Database
from engine.views.paging import Page

BY_HAND = "by_hand"
_CANDIDATES = 50


@dataclass(frozen=True, slots=True)
class Sharing:
    """One thing an appearance has in common with others of the person, which are named by their lines."""

    reason: str
    entity_type: str
    masked: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AppearanceLine:
    """One appearance of a person; `line` counts them from 1, `reason` says why it is this person's."""

    line: int
    record: str
    ordinal: int
    day: str
    kind: str
    role: str
    masked_name: str
    reason: str
    shares: tuple[Sharing, ...]


@dataclass(frozen=True, slots=True)
class Sameness:
    """What ties a person's records together; without the `weakest` thing they would fall apart (None for one alone)."""

    lines: Page[AppearanceLine]
    weakest: Sharing | None


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A split or a merge in force that speaks of a person."""

    number: int
    merged: bool
    insisted: bool
    reason: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be the same person: of the same full name, or of the same household."""

    id: str
    masked_name: str
    records: int
    same_name: bool


def sameness(database: Database, subject: str, number: int = 1, size: int = 50) -> Sameness:
    """A person's appearances in the order of their records, and what each has in common with the others.

    Duplicates of a record say nothing new and are left out.
    """
    rows = database.rows(
        """
        SELECT x.record, x.ordinal, coalesce(cast(r.day AS VARCHAR), ''), r.kind, x.role, x.masked_name, x.reason
        FROM appearance x JOIN record r ON r.id = x.record JOIN source s ON s.sha256 = r.source
        WHERE x.subject = ? AND r.duplicate_of IS NULL
        ORDER BY s.ordinal, r.position, r.suborder, x.ordinal
        """,
        [subject],
    )
    line_of = {(record, ordinal): line for line, (record, ordinal, *_) in enumerate(rows, 1)}
    things, holders = _things(database, subject, line_of)
    pages = max(1, -(-len(rows) // size))
    current = min(max(1, number), pages)
    held: dict[int, list[int]] = defaultdict(list)
    for thing in things:
        for line in holders[thing]:
            held[line].append(thing)
    lines = [
        AppearanceLine(line, *row, shares=tuple(_sharing(things, holders, thing, line) for thing in held[line]))
        for line, row in enumerate(rows, 1)
        if (current - 1) * size < line <= current * size
    ]
    weakest = _weakest(things, holders)
    shown = None if weakest is None else _sharing(things, holders, weakest, 0)
    return Sameness(Page(tuple(lines), len(rows), current, size), shown)


Things = Mapping[int, tuple[str, str, str]]


def _things(database: Database, subject: str, line_of: Mapping[Key, int]) -> tuple[Things, Mapping[int, list[int]]]:
    """What is shared, strongest first and decisions last, and the lines that share it."""
    things: dict[int, tuple[str, str, str]] = {}
    holders: dict[int, list[int]] = defaultdict(list)
    for thing, record, ordinal, *said in database.rows(
        "SELECT thing, record, ordinal, reason, entity_type, masked FROM tie WHERE subject = ?"
        " ORDER BY thing < 0, thing",
        [subject],
    ):
        if (record, ordinal) in line_of:
            things[thing] = (said[0], said[1], said[2])
            holders[thing].append(line_of[record, ordinal])
    shared = {thing: sorted(lines) for thing, lines in holders.items() if len(lines) > 1}
    return {thing: said for thing, said in things.items() if thing in shared}, shared


def _sharing(things: Things, holders: Mapping[int, Sequence[int]], thing: int, line: int) -> Sharing:
    return Sharing(*things[thing], lines=tuple(other for other in holders[thing] if other != line))


def _weakest(things: Things, holders: Mapping[int, Sequence[int]]) -> int | None:
    """The last thing that is needed when the strongest are taken first."""
    head: dict[int, int] = {}

    def top(line: int) -> int:
        while head.setdefault(line, line) != line:
            head[line] = line = head[head[line]]
        return line

    weakest = None
    for thing in things:
        for line in holders[thing][1:]:
            one, other = top(holders[thing][0]), top(line)
            if one != other:
                head[other], weakest = one, thing
    return weakest


def decisions(database: Database, subject: str) -> tuple[DecisionLine, ...]:
    """The decisions in force about records of this person, newest first."""
    rows = database.rows(
        """
        SELECT number, merged, insisted, reason, decided_by, decided_at FROM people_decision
        WHERE NOT undone AND number IN (SELECT a.decision FROM people_anchor a JOIN appearance x
            ON x.record = a.record AND x.ordinal = a.ordinal WHERE x.subject = ?) ORDER BY 1 DESC
        """,
        [subject],
    )
    return tuple(DecisionLine(*row) for row in rows)


def candidates(database: Database, subject: str) -> tuple[Candidate, ...]:
    """Others who may be this person, those of the same full name first."""
    rows = database.rows(
        f"""
        SELECT o.id, o.masked_name, (SELECT count(DISTINCT record) FROM appearance x WHERE x.subject = o.id),
            o.name_key = p.name_key AND p.name_key <> '' AS same
        FROM subject p JOIN subject o ON o.id <> p.id AND ((o.household = p.household AND p.household <> '')
            OR (o.name_key = p.name_key AND p.name_key <> ''))
        WHERE p.id = ? ORDER BY same DESC, 3 DESC, 1 LIMIT {_CANDIDATES}
        """,
        [subject],
    )
    return tuple(Candidate(*row) for row in rows)


def subject_of(database: Database, record: str, ordinal: int) -> str:
    """Whose this appearance is now; "" if nobody's."""
    rows = database.rows("SELECT subject FROM appearance WHERE record = ? AND ordinal = ?", [record, ordinal])
    return rows[0][0] if rows else ""
