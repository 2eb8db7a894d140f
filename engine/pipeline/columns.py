"""What the detector is told of each column while a source is scanned: what people said, else what the headers say."""

from collections.abc import Mapping
from functools import lru_cache

from engine.model.records import PLACE_FIELDS, Record, RecordKind
from engine.scan.columns import columns_of, context_of
from engine.store import columns
from engine.store.database import Database


class ColumnContexts:
    """The contexts of an engagement's columns, as they stand when a scan begins."""

    def __init__(self, database: Database) -> None:
        self._said = columns.said(database)
        self._sources = {source for source, _, _ in self._said}

    def of(self, record: Record) -> Mapping[str, str]:
        """The context of each field whose own name is not what the detector should read; rows of tables alone."""
        if record.kind is not RecordKind.ROW:
            return {}
        known = _by_header(tuple(record.fields))
        if record.source not in self._sources:
            return known
        table = columns.table_of(record.locator)
        told = {name: self._said.get((record.source, table, name)) for name in record.fields}
        return {**known, **{name: context_of(name, meaning) for name, meaning in told.items() if meaning}}


@lru_cache(maxsize=4096)
def _by_header(fields: tuple[str, ...]) -> Mapping[str, str]:
    headers = tuple(name for name in fields if name not in PLACE_FIELDS)
    meanings = columns_of(headers).meanings
    return {header: context_of(header, meaning) for header, meaning in meanings.items()}
