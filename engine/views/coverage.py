"""How far reading went: every item is scanned, scanned with warnings, not scanned, or a duplicate."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.store.database import Database
from engine.store.remembering import remembered
from engine.views.paging import Page, page_of
from engine.views.selection import COVERAGE_OF_RECORD, Selection


@dataclass(frozen=True, slots=True)
class Coverage:
    """Items over all sources: found = read + skipped = scanned + warned + skipped + duplicates.

    `warned` and `scanned` count no duplicates. `unfinished` counts sources whose scan has not ended; while it is not
    zero the other numbers are partial. `reasons` and `warnings` count items by code.
    """

    sources: int
    bytes: int
    found: int
    read: int
    skipped: int
    warned: int
    duplicates: int
    unfinished: int
    reasons: Mapping[str, int]
    warnings: Mapping[str, int]

    @property
    def scanned(self) -> int:
        """Items that were read without a warning and are no duplicates."""
        return self.read - self.warned - self.duplicates

    @property
    def states(self) -> Mapping[str, int]:
        """Items by coverage state, in the order they are shown in; they sum to `found`."""
        return {
            "scanned": self.scanned,
            "warned": self.warned,
            "not_scanned": self.skipped,
            "duplicate": self.duplicates,
        }


@dataclass(frozen=True, slots=True)
class CoveredItem:
    """One item with its coverage state; `codes` are the reason it was not read for, or its warnings."""

    number: int
    source_name: str
    locator: str
    id: str
    state: str
    codes: tuple[str, ...]
    detail: str


@remembered
def coverage(database: Database) -> Coverage:
    """The totals of reading."""
    sources, size, unfinished = database.rows(
        "SELECT count(*), coalesce(sum(bytes), 0), count(*) FILTER (state <> 'scanned') FROM source"
    )[0]
    read, warned, duplicates = database.rows(
        "SELECT count(*), count(*) FILTER (len(warnings) > 0 AND duplicate_of IS NULL), count(duplicate_of) FROM record"
    )[0]
    reasons = dict(database.rows("SELECT reason, count(*) FROM skipped GROUP BY 1 ORDER BY 2 DESC, 1"))
    warnings = dict(
        database.rows(
            "SELECT w, count(*) FROM (SELECT unnest(warnings) w FROM record WHERE duplicate_of IS NULL)"
            " GROUP BY 1 ORDER BY 2 DESC, 1"
        )
    )
    skipped = sum(reasons.values())
    return Coverage(
        sources, int(size), read + skipped, read, skipped, warned, duplicates, unfinished, reasons, warnings
    )


def covered_items(database: Database, selection: Selection, number: int = 1, size: int = 50) -> Page[CoveredItem]:
    """The items under the facets source, coverage (none: those not scanned) and reason, in the order of reading."""
    states = list(selection.coverage) or ["not_scanned"]
    terms, values = ["i.state IN (SELECT unnest(?))"], [states]
    if selection.source:
        terms.append("cast(s.ordinal AS VARCHAR) IN (SELECT unnest(?))")
        values.append(list(selection.source))
    if selection.reason:
        terms.append("list_has_any(i.codes, ?)")
        values.append(list(selection.reason))
    query = f"""
        SELECT s.ordinal, s.name, i.locator, i.id, i.state, i.codes, i.detail FROM (
            SELECT source, position, suborder, locator, coalesce(id, '') AS id, 'not_scanned' AS state,
                [reason] AS codes, detail FROM skipped
            UNION ALL SELECT source, position, suborder, locator, id, {COVERAGE_OF_RECORD} AS state,
                coalesce(warnings, []) AS codes, '' AS detail FROM record r
        ) i JOIN source s ON s.sha256 = i.source
        WHERE {" AND ".join(terms)} ORDER BY s.ordinal, i.position, i.suborder
    """
    return page_of(database, query, values, number, size, _item)


def _item(row: tuple) -> CoveredItem:
    number, source_name, locator, identifier, state, codes, detail = row
    return CoveredItem(number, source_name, locator, identifier, state, tuple(codes), detail)
