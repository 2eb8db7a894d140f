"""Reading again what a scan could not read: with a password given since, or after a parser crashed."""

from collections.abc import Collection, Iterator

from engine import ingest
from engine.model.records import Skipped
from engine.pipeline.reading import settings
from engine.pipeline.units import Unit
from engine.store.database import Writer
from engine.store.sources import Known
from engine.store.workspace import Ledger


def mark(ledger: Ledger, writer: Writer, source: Known, reasons: Collection[str]) -> int:
    """Mark the skipped items of `source` (with no reasons: all) for the next scan; answers how many there are."""
    which = "source = ? AND id IS NOT NULL" + (" AND reason IN (SELECT unnest(?))" if reasons else "")
    values: list[object] = [source.sha256, list(reasons)] if reasons else [source.sha256]
    count = int(str(ledger.database.value(f"SELECT count(*) FROM skipped WHERE {which}", values)))
    if count:
        writer.execute(f"UPDATE skipped SET again = true WHERE {which}", values)
        writer.execute("UPDATE source SET state = 'received' WHERE sha256 = ?", [source.sha256])
    return count


def units_again(
    ledger: Ledger, source: str, name: str, outcomes: dict[str, Skipped | None], before: int = 0
) -> Iterator[Unit]:
    """Units of the items that come out of the marked skipped items of `source` and are not in the database yet.

    `outcomes` learns per marked item whether it is skipped again; an item of which nothing came out is. New items
    stand where the skipped one stood.
    """
    database = ledger.database
    known = {
        row[0]
        for row in database.rows(
            "SELECT id FROM record WHERE source = $1 UNION ALL SELECT id FROM skipped WHERE source = $1 AND NOT again",
            [source],
        )
    }
    marked = database.rows(
        "SELECT id, locator, position, reason, detail, origin FROM skipped WHERE source = ? AND again"
        " ORDER BY position, suborder",
        [source],
    )
    ordinal = int(str(database.value("SELECT coalesce(max(ordinal), -1) + 1 FROM unit WHERE source = ?", [source])))
    with ledger.vault.open(source) as file:
        for identifier, locator, position, *why in marked:
            outcomes[identifier] = Skipped(source, locator, *why)
            unit = Unit(source, ordinal, offset=before)
            suborder = _free(ledger, source, position)
            again, read = None, False
            for item in ingest.read(file, source, name, settings(ledger, source), only=locator):
                if isinstance(item, Skipped) and item.id == identifier:
                    again = item
                    continue
                read = True
                if item.id in known:
                    continue
                known.add(item.id)
                if unit.full:
                    yield unit
                    unit = Unit(source, unit.ordinal + 1, offset=before)
                unit.add((position, suborder), item)
                suborder += 1
            if again or read:
                outcomes[identifier] = again
            if unit.records or unit.skipped:
                yield unit
                ordinal = unit.ordinal + 1


def _free(ledger: Ledger, source: str, position: int) -> int:
    """The next place among the items that took the position of one item."""
    query = """
        SELECT max(suborder) + 1 FROM (
            SELECT suborder FROM record WHERE source = $1 AND position = $2
            UNION ALL SELECT suborder FROM skipped WHERE source = $1 AND position = $2)
    """
    return int(str(ledger.database.value(query, [source, position])))
