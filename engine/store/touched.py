"""Which tables a statement reads or writes."""

import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import duckdb

ANY = ""
"""Stands for every table: what a statement writes that does not say where."""

_WRITES = re.compile(
    r"\b(?:INTO|UPDATE|DELETE\s+FROM|TRUNCATE|(?:TABLE|VIEW|SEQUENCE)(?:\s+IF(?:\s+NOT)?\s+EXISTS)?)\s+"
    r'(?:"?\w+"?\s*\.\s*)*"?(\w+)',
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def written(sql: str) -> frozenset[str]:
    """The tables that the statements in `sql` write to; a few names too many do no harm, one too few would."""
    return frozenset(name.lower() for name in _WRITES.findall(sql)) or frozenset({ANY})


@lru_cache(maxsize=4096)
def read(sql: str) -> frozenset[str]:
    """The tables and views that a query names, and names of its own parts; of what is no query every word."""
    with _parser().cursor() as parser:
        tree = parser.execute("SELECT json_serialize_sql(cast(? AS VARCHAR))", [sql]).fetchall()[0][0]
    parsed = json.loads(tree)
    names = re.findall(r"\w+", sql) if parsed["error"] else _named(parsed)
    return frozenset({ANY, *(name.lower() for name in names)})


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    """A database without tables: names are read from the text alone."""
    return duckdb.connect()


def _named(node: Any) -> Iterator[str]:
    """The names of all tables in a parsed query."""
    if isinstance(node, dict):
        if node.get("type") == "BASE_TABLE":
            yield node["table_name"]
        for part in node.values():
            yield from _named(part)
    elif isinstance(node, list):
        for part in node:
            yield from _named(part)
