"""Which tables a statement reads and writes is told from its text."""

import pytest

from engine.store import touched


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ("INSERT OR REPLACE INTO password VALUES (?, ?)", {"password"}),
        ("WITH a AS (SELECT 1) INSERT INTO e.record SELECT * FROM a", {"record"}),
        ("UPDATE finding SET state = n.state FROM (SELECT * FROM finding_review) n", {"finding"}),
        ("DELETE\n  FROM attribution WHERE true; DELETE FROM subject", {"attribution", "subject"}),
        ('CREATE OR REPLACE TEMP TABLE "Cell" AS SELECT 1', {"cell"}),
        ("DROP TABLE IF EXISTS temp.cell", {"cell"}),
        ("CHECKPOINT", {touched.ANY}),
    ],
)
def test_written(sql: str, tables: set[str]) -> None:
    assert touched.written(sql) == tables


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ("SELECT count(*) FROM e.main.record r, finding JOIN tie ON true", {"record", "finding", "tie"}),
        ("WITH m AS (SELECT * FROM finding WHERE id = ?) SELECT * FROM m", {"m", "finding"}),
        ("SELECT (SELECT 1 FROM owed) WHERE EXISTS (FROM Debt UNION ALL FROM held)", {"owed", "debt", "held"}),
        ("SELECT * FROM (record r LEFT JOIN disposition d ON true)", {"record", "disposition"}),
        ("SELECT 1 FROM record ORDER BY (SELECT max(number) FROM thread)", {"record", "thread"}),
        ("SELECT r.finding FROM record r WHERE r.id = $record", {"record"}),
        ("SELECT 'FROM finding' FROM range(3) t(x)", set()),
    ],
)
def test_read(sql: str, tables: set[str]) -> None:
    assert touched.read(sql) == tables | {touched.ANY}


def test_every_word_counts_in_what_cannot_be_parsed() -> None:
    assert {"finding", "record"} < touched.read("UPDATE finding SET state = 'open' FROM record")
