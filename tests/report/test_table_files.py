"""Lines that the database makes are those that Python's own writer makes."""

import io
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.engagement import DealStructure, Engagement
from engine.report.table_files import write_csv, write_query
from engine.store.database import Database
from engine.store.workspace import Workspace

TEXTS = st.none() | st.text(st.sampled_from("a=+-@\t\r\n\",'; é中0"), max_size=6)
ROWS = st.lists(st.tuples(TEXTS, st.none() | st.integers(0, 99), TEXTS, st.sampled_from([0.5, 0.95, 1.0])), min_size=1)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    workspace = Workspace(tmp_path_factory.mktemp("tables"))
    made = workspace.create(Engagement("tables", "某某", DealStructure.DISSOLUTION, date(2026, 11, 21)))
    yield made.database
    workspace.close()


@settings(max_examples=60)
@given(rows=ROWS)
def test_a_query_is_written_as_its_rows_are(database: Database, rows: list[tuple]) -> None:
    values = ", ".join(f"({', '.join(map(_literal, row))})" for row in rows)
    query = f"SELECT a::VARCHAR, b::INTEGER, c::VARCHAR, d::DOUBLE FROM (VALUES {values}) t(a, b, c, d)"
    expected, written = io.StringIO(newline=""), io.StringIO(newline="")
    write_csv(expected, ["a", "b", "c", "d"], rows)
    write_query(written, database, ["a", "b", "c", "d"], query)
    assert written.getvalue() == expected.getvalue()


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)
