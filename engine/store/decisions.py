"""Decisions in layers: each keeps the records it reached; of those that stand, the newest says where a record ends."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

import pyarrow as pa

from engine.model.decisions import CarriedOut, Custodian, Decision, DecisionKind, Progress
from engine.model.errors import ActionableError
from engine.model.events import Profile
from engine.store.database import Database, Writer

STANDING = "progress IN ('planned', 'approved')"
"""SQL: whether a decision has an effect."""
FOLLOWED = f"""
    SELECT n.record, max(n.event) AS event FROM decided n JOIN decision o USING (event) WHERE o.{STANDING} GROUP BY 1
"""
"""SQL: the newest decision about each record that has an effect."""
EXECUTABLE = "(c.progress = 'approved' OR (c.progress = 'planned' AND len(c.needs) = 0))"
"""SQL over a decision `c`: whether what it says may be carried out."""

_COLUMNS = "event, kind, reason, decided_by, needs, filter, hold, custodian, progress"


def add(writer: Writer, decision: Decision) -> None:
    """Keep a decision; what it reaches is added by `reach`."""
    writer.execute(
        f"INSERT INTO decision ({_COLUMNS}, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            decision.event,
            str(decision.kind),
            decision.reason,
            decision.decided_by,
            list(decision.needs),
            decision.filter,
            decision.hold,
            json.dumps(asdict(decision.custodian), ensure_ascii=False),
            str(decision.progress),
            _now(),
        ],
    )


def reach(writer: Writer, event: int, planned: pa.Table) -> None:
    """Keep what a decision says of every record, copies too: `planned` gives `record`, `state` and `until`."""
    writer.append("decided", planned.add_column(0, "event", pa.repeat(event, planned.num_rows)))


def close(writer: Writer, event: int, progress: Progress, by: Profile, closing: int, reason: str) -> None:
    """Say that somebody approved, rejected or undid a decision by the event `closing`."""
    writer.execute(
        "UPDATE decision SET progress = ?, closed_by = ?, closed_at = ?, closing = ?, closed_for = ? WHERE event = ?",
        [str(progress), by.name, _now(), closing, reason, event],
    )


def standing(database: Database, event: int) -> Decision:
    """The decision with this number; refused where there is none or it stands no more."""
    rows = database.rows(f"SELECT {_COLUMNS} FROM decision WHERE event = ? AND {STANDING}", [event])
    if not rows:
        raise ActionableError("disposition_unknown", event=event)
    return _decision(rows[0])


def destruction(database: Database) -> Decision | None:
    """The standing decision to destroy the whole engagement."""
    rows = database.rows(f"SELECT {_COLUMNS} FROM decision WHERE kind = 'destruction' AND {STANDING}")
    return _decision(rows[0]) if rows else None


def _decision(row: tuple) -> Decision:
    number, kind, reason, decided_by, needs, chosen, hold, custodian, progress = row
    kept = Custodian(**json.loads(custodian or "{}"))
    return Decision(
        number, DecisionKind(kind), reason, decided_by, tuple(needs or ()), chosen, hold, kept, Progress(progress)
    )


def awaited_release(database: Database, hold: int) -> bool:
    """Whether the release of the hold waits for a second person."""
    asked = "SELECT count(*) FROM decision WHERE kind = 'release' AND progress = 'planned' AND hold = ?"
    return bool(database.value(asked, [hold]))


def carried_out(database: Database, event: int) -> int:
    """How many records were ended by what this decision, and none after it, said of them."""
    counted = f"""
        SELECT count(*) FROM ({FOLLOWED}) w JOIN ending e ON e.record = w.record WHERE e.done AND w.event = ?
    """
    return int(str(database.value(counted, [event])))


def carry_out(writer: Writer, told: CarriedOut, records: Sequence[str]) -> None:
    """Keep what was stated, and that the plans of these records, copies included, are done."""
    writer.execute(
        "INSERT INTO carried_out VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            told.event, str(told.state), told.day, told.by, told.recipient, told.note, told.file, list(told.decisions),
        ],
    )  # fmt: skip
    chosen = list(records)
    writer.execute(
        """
        INSERT INTO ending (record, state, done, until, event)
        SELECT r.id, p.state, true, p.until, ? FROM record r JOIN ending p ON p.record = r.duplicate_of
        WHERE NOT p.done AND r.id IN (SELECT unnest(?)) AND r.id NOT IN (SELECT record FROM ending)
        """,
        [told.event, chosen],
    )
    writer.execute(
        "UPDATE ending SET done = true, event = ? WHERE NOT done AND record IN (SELECT unnest(?))", [told.event, chosen]
    )


def destroyed(writer: Writer, event: int, records: Sequence[str]) -> None:
    """Keep that these records are gone; one whose end was carried out before, itself or as a copy, keeps that end."""
    gone = list(records)
    writer.execute("DELETE FROM ending WHERE NOT done AND record IN (SELECT unnest(?))", [gone])
    writer.execute(
        """
        INSERT INTO ending (record, state, done, until, event) SELECT id, 'deleted', true, NULL, ? FROM record
        WHERE id IN (SELECT unnest(?)) AND id NOT IN (SELECT record FROM ending WHERE done)
        """,
        [event, gone],
    )


def settle(writer: Writer) -> None:
    """Bring the plans in step with the decisions that stand; what was carried out stays, and holds for later copies.

    A decision on a record holds for its copies, also when another of them has become the first.
    """
    writer.execute("DELETE FROM ending WHERE NOT done")
    writer.execute(
        """
        INSERT INTO ending (record, state, done, until, event)
        SELECT r.id, arg_min(e.state, e.event), true, arg_min(e.until, e.event), min(e.event)
        FROM ending e JOIN record c ON c.id = e.record
        JOIN record r ON coalesce(r.duplicate_of, r.id) = coalesce(c.duplicate_of, c.id)
        WHERE e.state <> 'deleted' AND r.id NOT IN (SELECT record FROM ending) GROUP BY r.id
        """
    )
    writer.execute(
        f"""
        INSERT INTO ending (record, state, done, until, event)
        SELECT first, state, false, until, event FROM (
            SELECT coalesce(r.duplicate_of, r.id) AS first, d.state, d.until, d.event
            FROM decided d JOIN decision c USING (event) JOIN record r ON r.id = d.record WHERE c.{STANDING}
            QUALIFY row_number() OVER (PARTITION BY coalesce(r.duplicate_of, r.id) ORDER BY d.event DESC) = 1)
        WHERE state <> 'undecided' AND first NOT IN (SELECT record FROM ending WHERE done)
        """
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
