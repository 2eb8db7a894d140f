"""The part of reading a Parquet file that runs in the helper process: its rows, flattened."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow
import pyarrow.parquet

from engine.ingest.flat import Pairs, leaves
from engine.ingest.sandbox import HelperRefused
from engine.ingest.sandboxed.cells import batches

_BATCH = 500
_BROKEN = (pyarrow.ArrowException, OSError, ValueError)


def produce(file: BinaryIO) -> Iterator[dict[str, object]]:
    """A value for the table, each batch of rows, each piece of a cell's content and each damaged row group.

    Raises `HelperRefused` where the file cannot be opened.
    """
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
    pyarrow.set_cpu_count(1)
    pyarrow.set_io_thread_count(1)
    try:
        parquet = pyarrow.parquet.ParquetFile(file)
    except _BROKEN as error:
        raise HelperRefused("parquet_damaged") from error
    yield {"table": 1, "name": "", "columns": []}
    for group in range(parquet.num_row_groups):
        try:
            for batch in parquet.iter_batches(_BATCH, [group], use_threads=False):
                yield from _rows(batch)
        except _BROKEN:
            yield {"damaged": "rows_damaged", "part": group + 1}


def _rows(batch: Any) -> Iterator[dict[str, object]]:
    """The rows of a batch under the names that any of them has."""
    columns = [_values(column) for column in batch.columns]
    rows = [dict(leaves(Pairs(zip(batch.schema.names, cells, strict=True)))) for cells in zip(*columns, strict=True)]
    names = list(dict.fromkeys(name for row in rows for name in row))
    yield {"columns": names}
    yield from batches([row.get(name) for name in names] for row in rows)


def _values(column: Any) -> list[object]:
    """A column as Python's values; as text where a value has no equal there."""
    try:
        return column.to_pylist()
    except _BROKEN:
        return column.cast(pyarrow.string()).to_pylist()
