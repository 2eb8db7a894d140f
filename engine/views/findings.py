"""Exposure: what personal data was found, of which type, where and how often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.catalogue import catalogue
from engine.model.findings import FindingState
from engine.store.database import Database
from engine.store.remembering import remembered
from engine.views.paging import Page, page_of
from engine.views.selection import RECORDS, SHOWN, Selection, finding_condition, record_condition


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

STATES = tuple(str(state) for state in FindingState)


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


def _from(selection: Selection) -> tuple[str, list[object]]:
    records, record_values = record_condition(selection.of_records)
    findings, finding_values = finding_condition(selection)
    text = f"({RECORDS}) JOIN finding f ON f.record = r.id WHERE {records} AND {findings}"
    return text, [*record_values, *finding_values]


@remembered
def exposure(database: Database, selection: Selection) -> Exposure:
    """Exposure under the selection; `TypeLine` counts findings of every state beside those selected."""
    counted, values = _counted(selection)
    rows = database.rows(counted, values)
    types = [row[1:] for row in rows if row[0] == "type"]
    years = [row[1:6] for row in rows if row[0] == "year"]
    return Exposure(
        findings=sum(row[2] for row in types),
        exposures=sum(row[3] for row in types),
        records=sum(row[2] for row in years),
        duplicates=sum(row[3] for row in years),
        types=_types(types, dict(_people(database, selection))),
        heat=tuple(sorted(HeatCell(row[0], row[1], row[3]) for row in types if row[3])),
        years=tuple(YearLine(year, records, exposures) for year, _, records, _, exposures in years),
    )


def _counted(selection: Selection) -> tuple[str, list[object]]:
    """SQL: counts by class and type, and by year of record, from one pass over findings.

    A value counts once in its record and type: the findings are grouped by it first, so that nothing has to be told
    apart again above, and summed up by record and type before anything is joined to them.
    """
    records, record_values = record_condition(selection.of_records)
    findings, finding_values = finding_condition(selection.with_facet("finding_state", STATES))
    counted = ", ".join(f"count(*) FILTER (f.state = '{one}') AS {one}" for one in STATES)
    shown = " + ".join(selection.finding_state or SHOWN)
    return (
        f"""
        WITH valued AS (
            SELECT f.record, f.entity_type, {counted}
            FROM finding f WHERE {findings} GROUP BY f.record, f.entity_type, f.value_hmac
        ), typed AS (
            SELECT record, entity_type, sum({shown}) AS shown, count(*) FILTER ({shown} > 0) AS exposed,
                {", ".join(f"sum({one}) AS {one}" for one in STATES)}
            FROM valued GROUP BY 1, 2
        ), met AS MATERIALIZED (
            SELECT t.*, r.day, r.duplicate_of IS NOT NULL AS again, coalesce(a.record_class, 'other') AS record_class
            FROM ({RECORDS}) JOIN typed t ON t.record = r.id WHERE {records}
        ), dated AS (
            SELECT record, any_value(day) AS day, any_value(again) AS again, sum(exposed) AS exposed FROM met
            GROUP BY 1 HAVING sum(shown) > 0
        )
        SELECT 'type', record_class, entity_type, sum(shown)::BIGINT,
            coalesce(sum(exposed) FILTER (NOT again), 0)::BIGINT, count(*) FILTER (shown > 0),
            {", ".join(f"sum({one})::BIGINT" for one in STATES)}
        FROM met GROUP BY 1, 2, 3
        UNION ALL
        SELECT 'year', coalesce(cast(year(day) AS VARCHAR), '{UNKNOWN_YEAR}'), '', count(*), count(*) FILTER (again),
            coalesce(sum(exposed) FILTER (NOT again), 0)::BIGINT{", 0" * len(STATES)}
        FROM dated GROUP BY 1, 2 ORDER BY 1, 2
        """,
        [*finding_values, *record_values],
    )


def _people(database: Database, selection: Selection) -> list[tuple[str, int]]:
    """How many people the findings of each type belong to."""
    source, values = _from(selection)
    return database.rows(
        "SELECT f.entity_type, count(DISTINCT t.subject) FROM attribution t JOIN"
        f" (SELECT f.id, f.entity_type FROM {source}) f ON f.id = t.finding GROUP BY 1",
        values,
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
    source, values = _from(selection)
    first = "round(f.score, 2), " if unsure_first else ""
    query = f"""
        SELECT f.id, f.record, s.ordinal, r.locator, f.field, f.entity_type, f.masked, round(f.score, 2), f.recognizer,
            f.state, coalesce(a.record_class, 'other'), coalesce(cast(r.day AS VARCHAR), ''), f.decided_by
        FROM {source} ORDER BY {first}s.ordinal, r.position, r.suborder, f.field, f.start_at
    """
    return page_of(database, query, values, number, size, lambda row: FindingLine(*row))
