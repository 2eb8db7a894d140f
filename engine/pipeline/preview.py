"""The columns of a source before it is scanned, from the first rows of its tables; no value leaves this module."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from engine import ingest
from engine.model.records import PLACE_FIELDS, Record, RecordKind
from engine.pipeline.reading import settings
from engine.store.columns import said, table_of
from engine.store.workspace import Ledger
from engine.views.columns import Counted, SourceColumns, table_of_columns

TABLE_ROWS = 50
_ITEMS = 5000
_SECONDS = 3.0


@dataclass(slots=True)
class _Table:
    """The first rows of one table: different values by header, and how many cells hold one."""

    name: str
    rows: int = 0
    filled: dict[str, int] = field(default_factory=dict)
    values: dict[str, set[int]] = field(default_factory=dict)

    def take(self, fields: Iterable[tuple[str, str]]) -> None:
        self.rows += 1
        for header, text in fields:
            value = text.strip()
            self.filled[header] = self.filled.get(header, 0) + bool(value)
            self.values.setdefault(header, set()).update({hash(value)} if value else ())

    def counted(self) -> list[Counted]:
        return [Counted(header, count, len(self.values[header])) for header, count in self.filled.items()]


def preview(ledger: Ledger, source: str) -> SourceColumns:
    """The tables among the first items of a source, each by its first 50 rows; within seconds, so maybe not all."""
    tables: dict[str, _Table] = {}
    until = time.monotonic() + _SECONDS
    with ledger.vault.open(source) as file:
        for number, item in enumerate(ingest.read(file, source, "", settings(ledger, source))):
            if isinstance(item, Record) and item.kind is RecordKind.ROW and (key := table_of(item.locator)):
                name = item.fields.get("sheet") or item.fields.get("file_name", "")
                table = tables.setdefault(key, _Table(name))
                if table.rows < TABLE_ROWS:
                    table.take((name, text) for name, text in item.fields.items() if name not in PLACE_FIELDS)
            if number >= _ITEMS or time.monotonic() > until:
                break
    given = said(ledger.database, source)
    found = (
        table_of_columns(source, key, table.name, table.rows, table.counted(), given) for key, table in tables.items()
    )
    return SourceColumns(tuple(found), scanned=False)
