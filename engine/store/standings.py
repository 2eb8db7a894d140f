"""Whose each statement is now, where people stand by them and what they are owed, and what was stated by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby

import pyarrow as pa

from engine.model.basis import NO, Owed, Saying, Stand, Statement
from engine.model.errors import ActionableError
from engine.store.columns import TABLE_OF
from engine.store.database import Database, Writer
from engine.store.remembering import remembered

DENIED = ", ".join(f"'{one}'" for one in NO)
"""The standings that forbid a use, as SQL."""

SETTLED = "settled"
"""What is stated of a debt that was paid or given up."""

_SPOKEN = """
    WITH spoken AS (SELECT * FROM statement WHERE record IN (SELECT id FROM record WHERE duplicate_of IS NULL)),
    main AS (SELECT record, subject FROM appearance WHERE ordinal = 0 AND role IN ('row', 'contact', 'addressee')),
    sent AS (SELECT x.record, x.subject, p.kind, p.household FROM appearance x JOIN subject p ON p.id = x.subject
        WHERE x.role = 'sender'),
    children AS (
        SELECT s.record, p.id AS subject FROM spoken s JOIN appearance x ON x.record = s.record
            JOIN subject p ON p.id = x.subject AND p.minor WHERE s.speaker = 'guardian'
        UNION SELECT s.record, c.id FROM spoken s JOIN sent g ON g.record = s.record AND g.household <> ''
            JOIN subject c ON c.household = g.household AND c.minor WHERE s.speaker = 'guardian'
    ),
    whose AS (
        SELECT record, subject, 'row' AS speaker FROM main
        UNION SELECT record, subject, 'sender' FROM sent WHERE kind <> 'staff'
        UNION SELECT x.record, x.subject, 'company' FROM appearance x JOIN subject p ON p.id = x.subject
            WHERE x.role = 'recipient' AND p.kind <> 'staff'
            AND x.record NOT IN (SELECT record FROM sent WHERE kind <> 'staff')
        UNION SELECT record, subject, 'guardian' FROM children
    ),
    heard AS (
        SELECT DISTINCT w.subject, s.purpose, s.saying, s.day, 0 AS decision, s.record, s.rule, s.place
        FROM spoken s JOIN whose w USING (record, speaker)
        UNION SELECT x.subject, k.purpose, k.saying, k.day, 0, k.said_in, k.rule, k.place
            FROM outlived k JOIN appearance x USING (record, ordinal, masked_name)
        UNION SELECT x.subject, d.purpose, d.saying, d.day, d.number, '', '', '' FROM basis_decision d
            JOIN basis_person b ON b.decision = d.number JOIN appearance x USING (record, ordinal, masked_name)
        WHERE d.undone IS NULL
    )
"""
_OWED = f"""
    SELECT x.subject, o.debt, o.amount, r.source || {TABLE_OF}, r.day, o.record, o.currency
    FROM owed o JOIN record r ON r.id = o.record AND r.duplicate_of IS NULL
    JOIN appearance x ON x.record = o.record AND x.ordinal = 0 AND x.role IN ('row', 'contact', 'addressee')
    WHERE x.subject IS NOT NULL ORDER BY 1, 2
"""
_STANDING = pa.schema(
    {
        "subject": pa.string(),
        "purpose": pa.string(),
        "standing": pa.string(),
        "disputed": pa.bool_(),
        "day": pa.date32(),
        "decision": pa.int32(),
        "record": pa.string(),
        "rule": pa.string(),
        "place": pa.string(),
    }
)
_DEBT = pa.schema(
    {
        "subject": pa.string(),
        "debt": pa.string(),
        "amount": pa.float64(),
        "currency": pa.string(),
        "unclear": pa.bool_(),
        "settled": pa.int32(),
        "record": pa.string(),
    }
)
_KEPT = (("standing", _STANDING), ("debt", _DEBT))


@dataclass(frozen=True, slots=True)
class BasisDecision:
    """What was stated by hand; `people` how many it reached, `filter` the selection they were chosen by."""

    number: int
    purpose: str
    saying: str
    day: date | None
    basis: str
    filter: str
    reason: str
    made_by: str
    made_at: datetime
    undone: bool = False


def heard(database: Database, subject: str = "") -> Iterator[tuple[str, str, list[Statement]]]:
    """All statements by person and purpose, or those of one person."""
    rows = database.rows(
        f"{_SPOKEN} SELECT subject, purpose, saying, day, decision, record, rule, place FROM heard"
        f" WHERE subject IS NOT NULL AND saying <> '{SETTLED}' AND ($1 = '' OR subject = $1) ORDER BY 1, 2",
        [subject],
    )
    for (person, purpose), group in groupby(rows, key=lambda row: row[:2]):
        yield person, purpose, [Statement(Saying(saying), *rest) for _, _, saying, *rest in group]


def outlive(writer: Writer, gone: Sequence[str]) -> None:
    """Keep every no that stands in these records, which are about to go, with where else its speakers appear.

    Nobody's no is forgotten because the letter that said it was destroyed.
    """
    writer.execute(
        f"""
        INSERT INTO outlived
        {_SPOKEN}
        SELECT DISTINCT h.record, h.purpose, h.saying, h.day, h.rule, h.place, x.record, x.ordinal, x.masked_name
        FROM heard h JOIN appearance x ON x.subject = h.subject
        WHERE h.decision = 0 AND h.saying IN ({DENIED}) AND h.record IN (SELECT unnest($1))
            AND x.record NOT IN (SELECT unnest($1)) AND x.record IN (SELECT id FROM record WHERE duplicate_of IS NULL)
        """,
        [list(gone)],
    )


def told_debts(database: Database) -> Iterator[tuple[str, str, list[tuple[Owed, str]]]]:
    """What records say is owed, with its currency, by person and debt."""
    rows = database.rows(_OWED)
    for (person, debt), group in groupby(rows, key=lambda row: row[:2]):
        yield person, debt, [(Owed(*rest), currency) for _, _, *rest, currency in group]


def settled(database: Database) -> dict[tuple[str, str], int]:
    """The number of the statement by hand that settled a debt, by person and debt."""
    rows = database.rows(
        f"{_SPOKEN} SELECT subject, purpose, max(decision) FROM heard WHERE saying = '{SETTLED}' GROUP BY ALL"
    )
    return {(person, debt): number for person, debt, number in rows}


def standing_row(person: str, purpose: str, one: Stand) -> tuple[object, ...]:
    """Where a person stands for a purpose, as it is kept."""
    said = one.decisive
    decisive = (said.day, said.decision, said.record, said.rule, said.place) if said else (None, 0, "", "", "")
    return person, purpose, str(one.standing), one.disputed, *decisive


def kept(database: Database) -> tuple[set[tuple[object, ...]], ...]:
    """Where people are kept to stand, and what they are kept to be owed."""
    return tuple(set(database.rows(f"SELECT {', '.join(schema.names)} FROM {table}")) for table, schema in _KEPT)


def write(writer: Writer, standings: Sequence[tuple[object, ...]], debts: Sequence[tuple[object, ...]]) -> None:
    """Keep where people stand and what they are owed instead of what was kept; what is the same stays untouched.

    A debt is a person, the debt, amount, currency, whether that is unclear, the statement that settled it, a record.
    """
    for (table, schema), rows in zip(_KEPT, (standings, debts), strict=True):
        had = writer.cursor.execute(f"SELECT {', '.join(schema.names)} FROM {table}").fetchall()
        if set(had) != set(rows):
            writer.execute(f"DELETE FROM {table}")
            told = [dict(zip(schema.names, row, strict=True)) for row in rows]
            writer.append(table, pa.Table.from_pylist(told, schema))


def decide(writer: Writer, decision: BasisDecision, people: Sequence[str], event: int) -> None:
    """Keep what is stated by hand of these people, by all appearances they are known by."""
    writer.execute(
        "INSERT INTO basis_decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        [
            decision.number,
            decision.purpose,
            decision.saying,
            decision.day,
            decision.basis,
            decision.filter,
            decision.reason,
            decision.made_by,
            decision.made_at,
            event,
        ],
    )
    writer.execute(
        "INSERT INTO basis_person SELECT ?, x.record, x.ordinal, x.masked_name FROM appearance x"
        " JOIN record r ON r.id = x.record AND r.duplicate_of IS NULL WHERE x.subject IN (SELECT unnest(?))",
        [decision.number, list(people)],
    )


def undo(writer: Writer, number: int, event: int) -> None:
    """Put what was stated by hand out of force; it stays on record."""
    writer.execute("UPDATE basis_decision SET undone = ? WHERE number = ?", [event, number])


def in_force(database: Database, number: int) -> BasisDecision:
    """What was stated under this number; refused where there is none or it was undone."""
    for one in decisions(database):
        if one.number == number and not one.undone:
            return one
    raise ActionableError("basis_decision_unknown", decision=number)


def decisions(database: Database) -> list[BasisDecision]:
    """All that was stated by hand, the newest first."""
    rows = database.rows(
        "SELECT number, purpose, saying, day, basis, filter, reason, made_by, made_at, undone IS NOT NULL"
        " FROM basis_decision ORDER BY number DESC"
    )
    return [BasisDecision(*row) for row in rows]


@remembered
def telling(database: Database, purposes: tuple[str, ...]) -> str:
    """A hash of where the people in records stand for these purposes: the same as long as nothing of it changes."""
    found = database.value(
        """
        WITH stood AS (SELECT * FROM standing WHERE purpose IN (SELECT unnest($1))),
        touched AS (SELECT DISTINCT x.record FROM appearance x JOIN stood t ON t.subject = x.subject)
        SELECT coalesce(bit_xor(hash(x.record, x.ordinal, s.kind, t.purpose, t.standing, t.day)), 0)
        FROM touched JOIN appearance x USING (record) LEFT JOIN subject s ON s.id = x.subject
        LEFT JOIN stood t ON t.subject = x.subject
        """,
        [list(purposes)],
    )
    return str(found)


def followed(database: Database) -> str:
    """The hash that records were assessed by last; "" if they never were."""
    return str(database.value("SELECT coalesce(max(telling), '') FROM assessed"))


def follow(writer: Writer, told: str) -> None:
    """Keep the hash that records have been assessed by."""
    writer.replace("assessed", [{"telling": told}])


def next_number(database: Database) -> int:
    """The number of the next statement by hand."""
    return int(str(database.value("SELECT coalesce(max(number), 0) + 1 FROM basis_decision")))


def now() -> datetime:
    """The moment of a statement by hand, UTC without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)
