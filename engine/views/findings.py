"""Exposure: what personal data was found, of which type, where and how often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.catalogue import catalogue
from engine.store.database import Database
from engine.store.remembering import remembered
from engine.views.counted import counted, in_states
from engine.views.paging import Page, empty_page
from engine.views.selection import (
    RECORDS,
    SHOWN,
    STATES,
    Selection,
    finding_condition,
    record_condition,
    told_condition,
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
        types=_types(types, dict(_people(database, selection))),
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
    typed, values = type_condition(selection)
    shown, met = in_states(selection.finding_state or SHOWN)
    return counted(
        database,
        f"""
        SELECT year, count(*), count(*) FILTER (again), coalesce(sum(met) FILTER (NOT again), 0)::BIGINT FROM (
            SELECT f.number, any_value(f.year) AS year, any_value(f.again) AS again, sum({met}) AS met FROM tally f
            WHERE {typed} AND {shown} > 0 GROUP BY 1
        ) GROUP BY 1 ORDER BY 1
        """,
        values,
        selection,
    )


def _people(database: Database, selection: Selection) -> list[tuple[str, int]]:
    """How many people the findings of each type belong to."""
    told, values = told_condition(selection)
    return counted(
        database,
        f"SELECT f.entity_type, count(DISTINCT f.person) FROM owned f WHERE f.person > 0 AND {told} GROUP BY 1",
        values,
        selection,
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
    page = empty_page(_total(database, selection), number, size)
    before, among, first = page.before, None, "round(f.score, 2), "
    if not unsure_first:
        among, before, first = *_holding(database, selection, page), ""
    source, values = _from(selection, among)
    rows = database.rows(
        f"""
        SELECT f.id, f.record, s.ordinal, r.locator, f.field, f.entity_type, f.masked, round(f.score, 2), f.recognizer,
            f.state, coalesce(a.record_class, 'other'), coalesce(cast(r.day AS VARCHAR), ''), f.decided_by
        FROM {source} ORDER BY {first}s.ordinal, r.position, r.suborder, r.id, f.field, f.start_at, f.id
        LIMIT {page.size} OFFSET {before}
        """,
        values,
    )
    return replace(page, lines=tuple(FindingLine(*row) for row in rows))


def _total(database: Database, selection: Selection) -> int:
    """How many findings are under the selection."""
    typed, values = type_condition(selection)
    shown, _ = in_states(selection.finding_state or SHOWN)
    query = f"SELECT coalesce(sum({shown}), 0) FROM tally f WHERE {typed}"
    return int(counted(database, query, values, selection)[0][0])


def _holding(database: Database, selection: Selection, page: Page[FindingLine]) -> tuple[list[str], int]:
    """The records in which the findings of a page stand, and how many findings there are in them before it."""
    typed, values = type_condition(selection)
    shown, _ = in_states(selection.finding_state or SHOWN)
    rows = counted(
        database,
        f"""
        WITH placed AS (SELECT f.number, sum({shown}) AS holds FROM tally f WHERE {typed} GROUP BY 1),
        counted AS (SELECT number, holds, sum(holds) OVER (ORDER BY number) - holds AS before FROM placed)
        SELECT r.id, c.before FROM counted c JOIN records r USING (number)
        WHERE c.holds > 0 AND c.before < ? AND c.before + c.holds > ? ORDER BY c.before
        """,
        [*values, page.before + page.size, page.before],
        selection,
    )
    return [row[0] for row in rows], page.before - int(rows[0][1]) if rows else 0


def _from(selection: Selection, among: Sequence[str] | None) -> tuple[str, list[object]]:
    """FROM and WHERE over `RECORDS` and `finding f`, with parameters; `among`: of these records alone."""
    records, record_values = record_condition(selection.of_records)
    findings, finding_values = finding_condition(selection)
    text = f"({RECORDS}) JOIN finding f ON f.record = r.id WHERE {records} AND {findings}"
    if among is None:
        return text, [*record_values, *finding_values]
    return f"{text} AND f.record IN (SELECT unnest(?))", [*record_values, *finding_values, [*among]]
