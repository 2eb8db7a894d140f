"""Holds as they were placed and released, and which records are under which."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from engine.model.errors import ActionableError
from engine.model.holds import Hold, HoldReach
from engine.model.people import Anchor
from engine.store.database import Database, Writer

_COLUMNS = "number, reach, matter, ordered_by, since, filter, standing"


def add(writer: Writer, hold: Hold, placed_by: str, event: int) -> None:
    """Keep a hold; what is under it is found by `pipeline.holding`."""
    writer.execute(
        f"INSERT INTO hold ({_COLUMNS}, placed_by, placed_at, event) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            hold.number,
            str(hold.reach),
            hold.matter,
            hold.ordered_by,
            hold.since,
            hold.filter,
            hold.standing,
            placed_by,
            _now(),
            event,
        ],
    )


def name_people(writer: Writer, hold: int, anchors: Iterable[Anchor]) -> None:
    """Keep by which appearances the people of a hold are known again."""
    rows = [{"hold": hold, "record": one.record, "ordinal": one.ordinal, "marks": sorted(one.marks)} for one in anchors]
    writer.insert("hold_person", rows)


def hold_records(writer: Writer, hold: int, query: str, values: Sequence[object]) -> None:
    """Put the records whose ids `query` gives under the hold, those that are not yet."""
    writer.execute(
        f"INSERT INTO held SELECT id, {int(hold)} FROM ({query}) WHERE id NOT IN"
        f" (SELECT record FROM held WHERE hold = {int(hold)})",
        values,
    )


def release(writer: Writer, hold: int, released_by: str, reason: str, event: int) -> None:
    """End a hold; the hold itself stays on record."""
    writer.execute(
        "UPDATE hold SET released = ?, released_by = ?, released_at = ?, released_for = ? WHERE number = ?",
        [event, released_by, _now(), reason, hold],
    )
    writer.execute("DELETE FROM held WHERE hold = ?", [hold])


def active(database: Database) -> list[Hold]:
    """The holds in force."""
    return [_hold(row) for row in database.rows(f"SELECT {_COLUMNS} FROM hold WHERE released IS NULL ORDER BY number")]


def in_force(database: Database, number: int) -> Hold:
    """The hold with this number; refused where there is none or it was released."""
    for hold in active(database):
        if hold.number == number:
            return hold
    raise ActionableError("hold_unknown", hold=number)


def anchors(database: Database, hold: int) -> list[Anchor]:
    """The appearances by which the people of a hold are known."""
    rows = database.rows("SELECT record, ordinal, marks FROM hold_person WHERE hold = ?", [hold])
    return [Anchor(record, ordinal, frozenset(marks)) for record, ordinal, marks in rows]


def held(database: Database) -> set[str]:
    """The records under any hold."""
    return {row[0] for row in database.rows("SELECT DISTINCT record FROM held")}


def next_number(database: Database) -> int:
    """The number of the next hold."""
    return int(str(database.value("SELECT coalesce(max(number), 0) + 1 FROM hold")))


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _hold(row: tuple) -> Hold:
    number, reach, *rest = row
    return Hold(number, HoldReach(reach), *rest)
