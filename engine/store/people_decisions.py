"""What people decided about who is who: kept apart from linking, which carries it out again after every scan."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

from engine.model.errors import ActionableError
from engine.model.people import Anchor, Key, PeopleDecision
from engine.store.database import Database, Writer


def decisions(database: Database) -> list[PeopleDecision]:
    """The decisions in force. What was said of a record holds for its duplicates."""
    sides: dict[tuple[int, int], list[Anchor]] = defaultdict(list)
    rows = database.rows(
        """
        SELECT a.decision, a.side, d.id, a.ordinal, a.marks FROM people_anchor a JOIN record r ON r.id = a.record
        JOIN record d ON coalesce(d.duplicate_of, d.id) = coalesce(r.duplicate_of, r.id) GROUP BY ALL ORDER BY ALL
        """
    )
    for decision, side, record, ordinal, marks in rows:
        sides[decision, side].append(Anchor(record, ordinal, frozenset(marks)))
    known = database.rows("SELECT number, merged, insisted FROM people_decision WHERE NOT undone ORDER BY 1")
    return [
        PeopleDecision(number, merged, (tuple(sides[number, 0]), tuple(sides[number, 1])), insisted)
        for number, merged, insisted in known
    ]


def decision(database: Database, number: int) -> PeopleDecision:
    """The decision in force with this number."""
    for one in decisions(database):
        if one.number == number:
            return one
    raise ActionableError("decision_unknown", decision=number)


def add(
    writer: Writer,
    number: int,
    merged: bool,
    insisted: bool,
    reason: str,
    decided_by: str,
    sides: Sequence[Sequence[Anchor]],
) -> None:
    """Keep a decision with the appearances on its two sides."""
    now = datetime.now(UTC).replace(tzinfo=None)
    writer.execute(
        "INSERT INTO people_decision VALUES (?, ?, ?, ?, ?, ?, false)",
        [number, merged, insisted, reason, decided_by, now],
    )
    rows = [
        {
            "decision": number,
            "side": side,
            "record": anchor.record,
            "ordinal": anchor.ordinal,
            "marks": sorted(anchor.marks),
        }
        for side, anchors in enumerate(sides)
        for anchor in anchors
    ]
    writer.insert("people_anchor", rows)


def undo(writer: Writer, number: int) -> None:
    """Put a decision out of force; it stays on record."""
    writer.execute("UPDATE people_decision SET undone = true WHERE number = ?", [number])


def next_number(database: Database) -> int:
    """The number of the next decision."""
    return int(str(database.value("SELECT coalesce(max(number), 0) + 1 FROM people_decision")))


def appearances_of(database: Database, subject: str) -> set[Key]:
    """The appearances of a person, but for those in duplicates; none if nobody has this id."""
    rows = database.rows(
        "SELECT x.record, x.ordinal FROM appearance x JOIN record r ON r.id = x.record"
        " WHERE x.subject = ? AND r.duplicate_of IS NULL",
        [subject],
    )
    return set(rows)
