"""What stands around a record: what was attached, others of the same people, the ones before and after it in a list."""

from dataclasses import dataclass

from engine.store.database import Database
from engine.views.selection import RECORDS, Selection, record_condition


@dataclass(frozen=True, slots=True)
class Attached:
    """An item inside another: a record, or (`record` "") one that was not read and why.

    `place` is the rest of the locator, `findings` those not rejected.
    """

    record: str
    place: str
    reason: str
    findings: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Another record of a person: its id, day ("" if it has none), class and kind."""

    record: str
    day: str
    record_class: str
    kind: str


def attached(database: Database, record: str) -> tuple[Attached, ...]:
    """The items inside a message (or inside another item), in their order."""
    rows = database.rows(
        """
        WITH whole AS (SELECT source, locator || '/' AS head FROM record WHERE id = $1)
        SELECT record, place, reason, findings FROM (
            SELECT r.id AS record, r.locator[len(w.head) + 1:] AS place, '' AS reason, r.position, r.suborder,
                (SELECT count(*) FROM finding f WHERE f.record = r.id AND f.state <> 'rejected') AS findings
            FROM record r JOIN whole w ON r.source = w.source AND starts_with(r.locator, w.head)
            UNION ALL
            SELECT '', k.locator[len(w.head) + 1:], k.reason, k.position, k.suborder, 0
            FROM skipped k JOIN whole w ON k.source = w.source AND starts_with(k.locator, w.head)
        ) ORDER BY position, suborder
        """,
        [record],
    )
    return tuple(Attached(*row) for row in rows)


def inside_of(database: Database, record: str) -> str:
    """The record this one was attached to; "" where it stands by itself."""
    rows = database.rows(
        """
        SELECT m.id FROM record r JOIN record m ON m.source = r.source AND starts_with(r.locator, m.locator || '/')
        WHERE r.id = ? ORDER BY len(m.locator) DESC LIMIT 1
        """,
        [record],
    )
    return rows[0][0] if rows else ""


def others_of(database: Database, record: str, subject: str, most: int = 5) -> tuple[tuple[Beside, ...], int]:
    """The newest other records of a person, copies left out, and how many there are in all."""
    rows = database.rows(
        """
        SELECT r.id, coalesce(cast(r.day AS VARCHAR), ''), coalesce(a.record_class, 'other'), r.kind, count(*) OVER ()
        FROM record r LEFT JOIN assessment a ON a.record = r.id
        WHERE r.duplicate_of IS NULL AND r.id <> ? AND r.id IN (SELECT record FROM appearance WHERE subject = ?)
        ORDER BY r.day DESC NULLS LAST, r.id LIMIT ?
        """,
        [record, subject, most],
    )
    return tuple(Beside(*row[:4]) for row in rows), rows[0][4] if rows else 0


_PLACE = "(s.ordinal, r.position, r.suborder, r.id)"


def neighbours(database: Database, selection: Selection, record: str) -> tuple[str, str]:
    """The records before and after this one among those the filter lets through; "" where there is none."""
    condition, values = record_condition(selection)
    here = f"(SELECT {_PLACE} FROM record r JOIN source s ON s.sha256 = r.source WHERE r.id = ?)"

    def next_one(sign: str, order: str) -> str:
        rows = database.rows(
            f"SELECT r.id FROM {RECORDS} WHERE {condition} AND {_PLACE} {sign} {here} ORDER BY s.ordinal {order},"
            f" r.position {order}, r.suborder {order}, r.id {order} LIMIT 1",
            [*values, record],
        )
        return rows[0][0] if rows else ""

    return next_one("<", "DESC"), next_one(">", "ASC")
