"""What the detector is told of each column while a source is scanned: what people said, else what the headers say."""

from collections.abc import Mapping

from engine.model.records import PLACE_FIELDS, Record, RecordKind
from engine.scan.beside import meanings_in_row
from engine.scan.columns import columns_of, context_of
from engine.store import columns
from engine.store.database import Database


class ColumnContexts:
    """The contexts of an engagement's columns, as they stand when a scan begins."""

    def __init__(self, database: Database) -> None:
        self._said = columns.said(database)
        self._sources = {source for source, _, _ in self._said}

    def of(self, record: Record) -> Mapping[str, str]:
        """The context of each field whose column's meaning is known; rows of tables alone have any."""
        columns = self.meanings(record)
        if not columns:
            return {}
        cells = {name: value for name, value in record.fields.items() if name not in PLACE_FIELDS}
        by_column = tuple(columns.get(name, "") for name in cells)
        by_row = zip(cells.items(), meanings_in_row(tuple(cells), by_column, tuple(cells.values())), strict=True)
        return {name: context_of(name, meaning, value) for (name, value), meaning in by_row if meaning}

    def meanings(self, record: Record) -> Mapping[str, str]:
        """What the columns of a row mean, those whose meaning is known."""
        if record.kind is not RecordKind.ROW:
            return {}
        meanings = columns_of(tuple(name for name in record.fields if name not in PLACE_FIELDS)).meanings
        if record.source in self._sources:
            table = columns.table_of(record.locator)
            said = {name: self._said.get((record.source, table, name), "") for name in record.fields}
            meanings = {**meanings, **{name: meaning for name, meaning in said.items() if meaning}}
        return meanings
