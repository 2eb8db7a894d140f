"""Which messages are one thread, which attachment is whose, and what class each record ends in."""

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa

from engine.model.assessment import Classification
from engine.store.database import Database, Writer
from engine.store.reclasses import WORD

_CHUNK = 20_000


def collect(writer: Writer) -> None:
    """Number messages and the ids they bear or name, for this transaction; ids that one message has say nothing."""
    writer.execute(
        """
        CREATE OR REPLACE TEMP TABLE message AS
        SELECT row_number() OVER (ORDER BY rowid) - 1 AS number, id AS record, thread AS named,
            json_extract_string(fields, '$.message_id') AS borne
        FROM record WHERE kind = 'message' AND fields IS NOT NULL
        """
    )
    writer.execute(
        """
        CREATE OR REPLACE TEMP TABLE naming AS
        SELECT number, dense_rank() OVER (ORDER BY name) - 1 AS name FROM (
            SELECT DISTINCT number, unnest(list_append(named, borne)) AS name FROM message
        ) WHERE name <> '' QUALIFY count(*) OVER (PARTITION BY name) > 1
        """
    )


def naming(database: Database) -> tuple[Iterator[tuple[int, int]], int, int]:
    """Pairs of a message and an id that it bears or names, and how many messages and ids there are."""
    table = database.table("SELECT number, name FROM naming")
    messages, ids = database.rows(
        "SELECT (SELECT count(*) FROM message), (SELECT coalesce(max(name) + 1, 0) FROM naming)"
    )[0]
    pairs = (
        pair
        for batch in table.to_batches(max_chunksize=_CHUNK)
        for pair in zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True)
    )
    return pairs, messages, ids


def number_threads(writer: Writer, threads: Sequence[int]) -> None:
    """Keep the thread of every message, and the message and thread of every attachment."""
    writer.execute("DELETE FROM thread")
    writer.execute("CREATE OR REPLACE TEMP TABLE numbered (number BIGINT, thread BIGINT)")
    writer.append(
        "numbered", pa.table({"number": pa.array(range(len(threads))), "thread": pa.array(threads, pa.int64())})
    )
    writer.execute(
        "INSERT INTO thread SELECT m.record, n.thread, m.record FROM message m JOIN numbered n USING (number)"
    )
    writer.execute(
        """
        INSERT INTO thread WITH step AS (
            SELECT id AS record, source, string_split(locator, '/') AS steps FROM record
            WHERE kind = 'attachment' AND fields IS NOT NULL
        ), above AS (
            SELECT record, source, array_to_string(steps[:n], '/') AS locator
            FROM (SELECT record, source, steps, unnest(range(1, len(steps))) AS n FROM step)
        ), owned AS (
            SELECT a.record, arg_max(m.id, length(m.locator)) AS owner
            FROM above a JOIN record m ON m.source = a.source AND m.locator = a.locator AND m.kind = 'message'
            GROUP BY 1
        )
        SELECT o.record, t.number, o.owner FROM owned o JOIN thread t ON t.record = o.owner
        """
    )


def conversations(database: Database) -> Iterator[list[Classification]]:
    """The messages of each thread of several with the classes their own texts say, in the order of their dates.

    Duplicates are left out; a message without a date stands first, one without a zone is taken as of UTC.
    """
    last = int(str(database.value("SELECT coalesce(max(number), -1) FROM thread")))
    for first in range(0, last + 1, _CHUNK):
        rows = database.rows(
            """
            SELECT t.number, j.record, j.record_class, j.class_rule, j.class_evidence
            FROM thread t JOIN judgement j ON j.record = t.record JOIN record r ON r.id = t.record
            WHERE t.number >= ? AND t.number < ? AND r.kind = 'message'
            QUALIFY count(*) OVER (PARTITION BY t.number) > 1
            ORDER BY t.number, try_cast(r.dated AS TIMESTAMPTZ) NULLS FIRST, r.id
            """,
            [first, first + _CHUNK],
        )
        thread, members = -1, list[Classification]()
        for number, *judged in rows:
            if number != thread and members:
                yield members
                members = []
            thread = number
            members.append(Classification(*judged))
        if members:
            yield members


def lead(writer: Writer, led: Iterable[Classification]) -> None:
    """Note the messages whose thread says another class than their own words, for this transaction."""
    writer.execute(
        "CREATE OR REPLACE TEMP TABLE led"
        " (record VARCHAR, record_class VARCHAR, class_rule VARCHAR, class_evidence VARCHAR)"
    )
    rows = [
        {
            "record": one.record,
            "record_class": one.record_class,
            "class_rule": one.rule,
            "class_evidence": one.evidence,
        }
        for one in led
    ]
    writer.insert("led", rows)


def settle_classes(writer: Writer) -> None:
    """The class each record ends in, for this transaction: a person's word, its thread's, its own, its message's.

    An attachment that says nothing itself is of the class of its message; a duplicate of that of the first one.
    """
    writer.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE classed AS
        WITH word AS ({WORD}), told AS (
            SELECT j.record, coalesce(w.said.record_class, l.record_class, j.record_class) AS record_class,
                CASE WHEN w.record IS NULL THEN coalesce(l.class_rule, j.class_rule) ELSE 'person' END AS class_rule,
                CASE WHEN w.record IS NULL THEN coalesce(l.class_evidence, j.class_evidence) ELSE 'person' END
                    AS class_evidence
            FROM judgement j LEFT JOIN led l USING (record) LEFT JOIN word w USING (record)
        ), firsts AS (
            SELECT t.record, r.id IS NOT NULL AND m.record_class IS NOT NULL AND m.record_class <> 'other' AS follows,
                CASE WHEN follows THEN m.record_class ELSE t.record_class END AS record_class,
                CASE WHEN follows THEN m.class_rule ELSE t.class_rule END AS class_rule,
                CASE WHEN follows THEN 'message' ELSE t.class_evidence END AS class_evidence
            FROM told t
            LEFT JOIN thread b ON b.record = t.record AND b.owner <> b.record
                AND t.record_class = 'other' AND t.class_rule <> 'person'
            LEFT JOIN record r ON r.id = b.owner
            LEFT JOIN told m ON m.record = coalesce(r.duplicate_of, r.id)
        )
        SELECT r.id AS record, f.record_class, f.class_rule, f.class_evidence
        FROM record r JOIN firsts f ON f.record = coalesce(r.duplicate_of, r.id) WHERE r.fields IS NOT NULL
        """
    )
