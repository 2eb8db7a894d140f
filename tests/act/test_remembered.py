"""What is remembered is what would be computed, whatever was done in between."""

import importlib
import inspect
import json
import pkgutil
import typing
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import pyarrow as pa
import pytest

from engine import views
from engine.act import actions
from engine.store.answers import Answers
from engine.store.database import Database
from engine.store.workspace import Ledger
from engine.views.selection import Selection
from tests.act.test_contracts import CASES
from tests.conftest import ACTOR

DONE = ("reveal", "review", "decide", "state_basis")
"""Actions that change little, findings, what becomes of records, and people."""


def _asked() -> Iterator[tuple[Callable[..., object], tuple[object, ...]]]:
    """Every view that can be asked without knowing what is there, with its arguments."""
    for found in pkgutil.iter_modules(views.__path__):
        module = importlib.import_module(f"{views.__name__}.{found.name}")
        for name, view in inspect.getmembers(module, inspect.isfunction):
            if name.startswith("_") or view.__module__ != module.__name__:
                continue
            asked, kinds = inspect.signature(view).parameters.values(), typing.get_type_hints(inspect.unwrap(view))
            first, *needed = [kinds[one.name] for one in asked if one.default is one.empty] or [None]
            if first is Database and set(needed) <= {Selection}:
                yield view, (Selection(),) * len(needed)


def _told(database: Database) -> list[object]:
    return [view(database, *arguments) for view, arguments in _asked()]


def test_what_is_remembered_after_each_action_is_what_would_be_computed(ledger: Ledger) -> None:
    database = ledger.database
    _told(database)
    for name in DONE:
        actions()[name](ledger, ACTOR, **CASES[name](ledger))
        remembered, known = _told(database), database.answers
        database.answers = Answers(database.stamp)
        fresh = _told(database)
        database.answers = known
        assert remembered == fresh, name


def test_every_table_that_a_query_of_a_view_scans_is_told_from_its_text(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, queries = ledger.database, dict[str, tuple[object, Mapping[str, pa.Table]]]()
    rows, table = Database.rows, Database.table

    def noted(how: Callable[..., object]) -> Callable[..., object]:
        def asked(
            self: Database, sql: str, parameters: object = (), given: Mapping[str, pa.Table] = MappingProxyType({})
        ) -> object:
            queries.setdefault(sql, (parameters, given))
            return how(self, sql, parameters, given)

        return asked

    monkeypatch.setattr(Database, "rows", noted(rows))
    monkeypatch.setattr(Database, "table", noted(table))
    _told(database)
    monkeypatch.undo()
    assert len(queries) > 100
    for sql, (parameters, given) in queries.items():
        plan = json.loads(database.rows(f"EXPLAIN (FORMAT json) {sql}", parameters, given)[0][1])  # pyright: ignore
        assert set(_scanned(plan)) <= database.read_by(sql), sql


def _scanned(plan: object) -> Iterator[str]:
    """The tables that the database itself says it will read."""
    if isinstance(plan, dict):
        table = plan.get("extra_info", {}).get("Table", "")
        if table:
            yield table.split(".")[-1].strip('"').lower()
    for part in plan.get("children", ()) if isinstance(plan, dict) else plan:  # pyright: ignore
        yield from _scanned(part)
