"""Sources as actions find them: by their number, and not while a scan runs."""

from dataclasses import dataclass

from engine.model.errors import ActionableError
from engine.model.records import SourceState
from engine.store.database import Database


@dataclass(frozen=True, slots=True)
class Known:
    """A source by its hash and number."""

    sha256: str
    number: int


def idle_source(database: Database, number: int) -> Known:
    """The source with that number; refused where there is none or while any source is being scanned."""
    rows = database.rows("SELECT sha256, ordinal FROM source WHERE ordinal = ?", [number])
    if not rows:
        raise ActionableError("source_unknown", number=number)
    if database.value("SELECT count(*) FROM source WHERE state = ?", [str(SourceState.SCANNING)]):
        raise ActionableError("scan_running")
    return Known(*rows[0])


def next_number(database: Database) -> int:
    """The number of the next source; numbers of withdrawn ones are not given again."""
    query = (
        "SELECT coalesce(max(n), 0) + 1 FROM (SELECT ordinal n FROM source UNION ALL SELECT ordinal FROM withdrawal)"
    )
    return int(str(database.value(query)))
