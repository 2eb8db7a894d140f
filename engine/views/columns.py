"""What the columns of a source's tables mean, how full they are, and who says so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from engine.model.records import PLACE_FIELDS
from engine.scan.columns import columns_of
from engine.store.columns import TABLE_OF, changed, said
from engine.store.database import Database
from engine.views.file_names import file_names

_SAMPLES = 2
_PLACES = ", ".join(f"'{name}'" for name in sorted(PLACE_FIELDS))


@dataclass(frozen=True, slots=True)
class Counted:
    """A column as it was counted: cells that hold something, different values, findings in covered form."""

    header: str
    filled: int
    distinct: int
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place from 1, what it means ("" if nobody knows), and whether a person said so.

    `by_header` is what the rules say; `filled` of the table's rows hold something, with `distinct` different values.
    """

    number: int
    header: str
    meaning: str
    by_header: str
    by_person: bool
    filled: int
    distinct: int
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a source: `key` is where it lies, `name` its sheet or file ("" if it has none).

    `export` is the product it was recognised as ("" if none).
    """

    key: str
    name: str
    export: str
    rows: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class SourceColumns:
    """The tables of a source.

    `scanned`: counted over all rows that were read; else over the first ones of a source not scanned yet. `changed`:
    its columns are said to mean something else than when it was scanned.
    """

    tables: tuple[Table, ...]
    scanned: bool
    changed: bool = field(default=False)


def columns(database: Database, source: str) -> SourceColumns:
    """The tables of a source as far as it is scanned, in the order of their rows."""
    samples = _samples(database, source)
    counted: dict[str, list[Counted]] = {}
    for table, header, filled, distinct in _counts(database, source):
        column = Counted(header, filled, distinct, samples.get((table, header), ()))
        counted.setdefault(table, []).append(column)
    given = said(database, source)
    tables = [
        table_of_columns(source, key, name, rows, counted[key], given)
        for key, name, rows in _tables(database, source)
        if key in counted
    ]
    return SourceColumns(tuple(tables), bool(tables), changed(database, source))


def table_of_columns(
    source: str, key: str, name: str, rows: int, counted: Sequence[Counted], given: Mapping[tuple[str, str, str], str]
) -> Table:
    """A table with the meanings of its columns: what people gave them, else what the headers say."""
    found = columns_of(tuple(one.header for one in counted))
    return Table(key, name, found.export, rows, tuple(_columns(source, key, counted, found.meanings, given)))


def _columns(
    source: str,
    key: str,
    counted: Sequence[Counted],
    meanings: Mapping[str, str],
    given: Mapping[tuple[str, str, str], str],
) -> Iterable[Column]:
    for number, one in enumerate(counted, start=1):
        by_header, by_person = meanings.get(one.header, ""), given.get((source, key, one.header), "")
        meaning = by_person or by_header
        yield Column(number, one.header, meaning, by_header, bool(by_person), one.filled, one.distinct, one.samples)


def _tables(database: Database, source: str) -> list[tuple[str, str, int]]:
    """(table, its sheet or file, rows); what a file's name tells of anybody is masked."""
    rows = database.rows(
        f"""
        SELECT sheet, any_value(json_extract_string(fields, '$.sheet')), arg_min(id, position), count(*)
        FROM (SELECT id, {TABLE_OF} AS sheet, fields, position FROM record
              WHERE source = $1 AND kind = 'row' AND fields IS NOT NULL)
        WHERE sheet <> '' GROUP BY 1 ORDER BY min(position)
        """,
        [source],
    )
    files = file_names(database, tuple(record for *_, record, _ in rows))
    return [(table, sheet or files.get(record, ""), count) for table, sheet, record, count in rows]


def _counts(database: Database, source: str) -> list[tuple[str, str, int, int]]:
    """(table, header, filled cells, different values) in the order of the columns."""
    return database.rows(
        f"""
        WITH line AS (
            SELECT {TABLE_OF} AS sheet,
                map_entries(CAST(CAST(fields AS JSON) AS MAP(VARCHAR, VARCHAR))) AS cells
            FROM record WHERE source = $1 AND kind = 'row' AND fields IS NOT NULL
        ), cell AS (SELECT sheet, unnest(cells) AS entry, generate_subscripts(cells, 1) AS place FROM line)
        SELECT sheet, entry.key, count(nullif(trim(entry.value), '')), count(DISTINCT nullif(trim(entry.value), ''))
        FROM cell WHERE sheet <> '' AND entry.key NOT IN ({_PLACES}) GROUP BY 1, 2 ORDER BY 1, min(place), 2
        """,
        [source],
    )


def _samples(database: Database, source: str) -> dict[tuple[str, str], tuple[str, ...]]:
    rows = database.rows(
        f"""
        SELECT {TABLE_OF} AS sheet, f.field, list_sort(list(DISTINCT f.masked))[:{_SAMPLES}]
        FROM finding f JOIN record r ON r.id = f.record WHERE r.source = $1 AND r.kind = 'row' GROUP BY 1, 2
        """,
        [source],
    )
    return {(sheet, header): tuple(masked) for sheet, header, masked in rows}
