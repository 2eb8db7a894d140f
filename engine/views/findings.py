"""Exposure: what personal data was found, of which type, where and how often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from engine.catalogue import catalogue
from engine.store.database import Database
from engine.store.remembering import remembered
from engine.views.counted import counted, in_states, owners, sums, under
from engine.views.paging import Page, empty_page
from engine.views.selection import (
    SHOWN,
    STATES,
    Selection,
    finding_condition,
    type_condition,
)


@dataclass(frozen=True, slots=True)
class TypeLine:
    """One entity type: `findings` counts every span, `exposures` (record, type, value) once and duplicates once."""

    entity_type: str
    sensitivity: str
    findings: int
    exposures: int
    records: int
    people: int
    open: int
    confirmed: int
    rejected: int


@dataclass(frozen=True, slots=True, order=True)
class HeatCell:
    """Exposures of one entity type in one record class."""

    record_class: str
    entity_type: str
    exposures: int


UNKNOWN_YEAR = "unknown"
"""The year of records without a date."""


@dataclass(frozen=True, slots=True)
class YearLine:
    """Records with findings by the year of the record ("unknown" where it has no date)."""

    year: str
    records: int
    exposures: int


@dataclass(frozen=True, slots=True)
class Exposure:
    """The findings under the selection, summed up."""

    findings: int
    exposures: int
    records: int
    duplicates: int
    types: tuple[TypeLine, ...]
    heat: tuple[HeatCell, ...]
    years: tuple[YearLine, ...]

    @property
    def dated(self) -> tuple[YearLine, ...]:
        """The years, without the records of which none is known."""
        return tuple(line for line in self.years if line.year != UNKNOWN_YEAR)

    @property
    def undated(self) -> int:
        """Records without a date."""
        return sum(line.records for line in self.years if line.year == UNKNOWN_YEAR)


@dataclass(frozen=True, slots=True)
class Facets:
    """Entity types that were found, classes and years of records."""

    types: tuple[str, ...]
    classes: tuple[str, ...]
    years: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding, masked. `decided_by` says whose word its state is: person, pattern, allow, deny or nobody's."""

    id: str
    record: str
    source: int
    locator: str
    field: str
    entity_type: str
    masked: str
    score: float
    recognizer: str
    state: str
    record_class: str
    day: str
    decided_by: str


@remembered
def exposure(database: Database, selection: Selection) -> Exposure:
    """Exposure under the selection; `TypeLine` counts findings of every state beside those selected."""
    types, years = _by_type(database, selection), _by_year(database, selection)
    return Exposure(
        findings=sum(row[2] for row in types),
        exposures=sum(row[3] for row in types),
        records=sum(row[1] for row in years),
        duplicates=sum(row[2] for row in years),
        types=_types(types, owners(database, selection)),
        heat=tuple(sorted(HeatCell(row[0], row[1], row[3]) for row in types if row[3])),
        years=tuple(YearLine(year, records, exposures) for year, records, _, exposures in years),
    )


def _by_type(database: Database, selection: Selection) -> list[tuple]:
    """By class and type: findings, exposures and records of the states selected, and findings of each state."""
    typed, values = type_condition(selection)
    shown, met = in_states(selection.finding_state or SHOWN)
    return counted(
        database,
        f"""
        SELECT coalesce(f.record_class, 'other'), f.entity_type, sum({shown})::BIGINT,
            coalesce(sum({met}) FILTER (NOT f.again), 0)::BIGINT, count(*) FILTER ({shown} > 0),
            {", ".join(f"sum({one})::BIGINT" for one in STATES)}
        FROM tally f WHERE {typed} GROUP BY 1, 2
        """,
        values,
        selection,
    )


def _by_year(database: Database, selection: Selection) -> list[tuple]:
    """By year: records with such findings, how many of them are duplicates, and exposures."""
    return database.rows(
        "SELECT year, count(*), count(*) FILTER (again), coalesce(sum(met) FILTER (NOT again), 0)::BIGINT"
        " FROM sums WHERE shown > 0 GROUP BY 1 ORDER BY 1",
        given={"sums": sums(database, selection)},
    )


def _types(rows: Sequence[tuple], people: Mapping[str, int]) -> tuple[TypeLine, ...]:
    """The rows by class and type as lines by type."""
    kinds, summed = catalogue().entity_types, dict[str, list[int]]()
    for _, name, *counts in rows:
        summed[name] = [had + more for had, more in zip(summed.get(name, [0] * len(counts)), counts, strict=True)]
    lines = [
        TypeLine(name, kinds[name].sensitivity, found, exposed, records, people.get(name, 0), *states)
        for name, (found, exposed, records, *states) in summed.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-line.exposures, line.entity_type)))


@remembered
def facets(database: Database) -> Facets:
    """What the findings can be narrowed by, whatever is selected."""
    return Facets(
        tuple(row[0] for row in database.rows("SELECT DISTINCT entity_type FROM finding ORDER BY 1")),
        tuple(row[0] for row in database.rows("SELECT DISTINCT record_class FROM assessment ORDER BY 1")),
        tuple(
            row[0]
            for row in database.rows(
                f"SELECT DISTINCT coalesce(cast(year(day) AS VARCHAR), '{UNKNOWN_YEAR}') FROM record ORDER BY 1"
            )
        ),
    )


def finding_lines(
    database: Database, selection: Selection, number: int = 1, size: int = 50, *, unsure_first: bool = False
) -> Page[FindingLine]:
    """The findings under the selection, in the order of their sources, or those of the lowest score first."""
    held = sums(database, selection)
    until = np.cumsum(held["shown"].to_numpy(), dtype=np.int64)
    page = empty_page(int(until[-1]) if len(until) else 0, number, size)
    if unsure_first:
        lines, skipped, order = under(database, "records", selection.of_records), page.before, "score, "
    else:
        lines, skipped, order = *_holding(database, held["shown"], until, page), ""
    condition, values = finding_condition(selection)
    rows = database.rows(
        f"""
        WITH page AS (
            SELECT f.id, f.record, f.field, f.start_at, f.entity_type, f.masked, round(f.score, 2) AS score,
                f.recognizer, f.state, f.decided_by, l.number, l.record_class, l.day
            FROM finding f JOIN lines l ON l.id = f.record WHERE {condition} AND f.record IN (SELECT id FROM lines)
            ORDER BY {order}number, field, start_at, f.id LIMIT {page.size} OFFSET {skipped}
        )
        SELECT p.id, p.record, s.ordinal, r.locator, p.field, p.entity_type, p.masked, p.score, p.recognizer, p.state,
            coalesce(p.record_class, 'other'), coalesce(cast(p.day AS VARCHAR), ''), p.decided_by
        FROM page p JOIN record r ON r.id = p.record JOIN source s ON s.sha256 = r.source
        WHERE r.id IN (SELECT record FROM page) ORDER BY {order}number, field, start_at, p.id
        """,
        values,
        {"lines": lines},
    )
    return replace(page, lines=tuple(FindingLine(*row) for row in rows))


def _holding(
    database: Database, shown: pa.ChunkedArray, until: np.ndarray, page: Page[FindingLine]
) -> tuple[pa.Table, int]:
    """The records in which the findings of a page stand, and how many findings there are in them before it.

    `shown`: how many findings are in each record; `until`: in it and all before it.
    """
    first, last = np.searchsorted(until, [page.before, page.before + page.size - 1], side="right")
    among = pc.greater(shown.slice(first, last - first + 1), 0)  # pyright: ignore
    lines = under(database, "records", Selection()).slice(first, last - first + 1).filter(among)
    return lines, page.before - int(until[first - 1]) if first else page.before
