"""What people said that columns mean, by source, table and header; and with which of it a source was scanned."""

from collections.abc import Mapping

from engine.store.database import Database, Writer

Place = tuple[str, str, str]
"""A column: sha256 of its source, its table, its header. A table is its rows' locator as far as the "!"."""

TABLE_OF = "regexp_extract(locator, '^(.*)![^!]*$', 1)"
"""A row's table in SQL; "" for what is no row of a table."""


def table_of(locator: str) -> str:
    """The table that the row at `locator` belongs to; "" for what is no row of a table."""
    return locator.rpartition("!")[0]


def said(database: Database, source: str = "") -> Mapping[Place, str]:
    """The meanings that people gave to columns; of one source, if one is named."""
    rows = database.rows(
        "SELECT source, sheet, header, meaning FROM column_meaning WHERE meaning <> '' AND (source = $1 OR $1 = '')",
        [source],
    )
    return {(sha256, sheet, header): meaning for sha256, sheet, header, meaning in rows}


def say(writer: Writer, place: Place, meaning: str) -> None:
    """Keep that a column has this meaning; "" gives the word back to the rules."""
    writer.execute(
        "INSERT INTO column_meaning (source, sheet, header, meaning, scanned_as) VALUES (?, ?, ?, ?, '')"
        " ON CONFLICT DO UPDATE SET meaning = excluded.meaning",
        [*place, meaning],
    )


def begin(writer: Writer) -> None:
    """Note that sources of which nothing is scanned yet will be scanned with what is said now."""
    fresh = "source NOT IN (SELECT source FROM unit)"
    writer.execute(f"DELETE FROM column_meaning WHERE meaning = '' AND {fresh}")
    writer.execute(f"UPDATE column_meaning SET scanned_as = meaning WHERE {fresh}")


def changed(database: Database, source: str) -> bool:
    """Whether something else is said of the source's columns than when it was scanned."""
    return bool(
        database.value(
            "SELECT count(*) FROM column_meaning WHERE source = $1 AND meaning <> scanned_as"
            " AND source IN (SELECT source FROM unit)",
            [source],
        )
    )
