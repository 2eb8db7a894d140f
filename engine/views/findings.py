"""Exposure: what personal data was found, of which type, where and how often."""

from dataclasses import dataclass

from engine.catalogue import catalogue
from engine.store.database import Database
from engine.store.remembering import remembered
from engine.views.paging import Page, page_of
from engine.views.selection import RECORDS, Selection, finding_condition, record_condition


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


@dataclass(frozen=True, slots=True)
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
    records, record_values = record_condition(selection)
    findings, finding_values = finding_condition(selection)
    text = f"({RECORDS}) JOIN finding f ON f.record = r.id WHERE {records} AND {findings}"
    return text, [*record_values, *finding_values]


@remembered
def exposure(database: Database, selection: Selection) -> Exposure:
    """Exposure under the selection."""
    source, values = _from(selection)
    unique = "count(DISTINCT (f.record, f.entity_type, f.value_hmac)) FILTER (r.duplicate_of IS NULL)"
    findings, exposures, records, duplicates = database.rows(
        f"SELECT count(*), {unique}, count(DISTINCT r.id), count(DISTINCT r.id) FILTER (r.duplicate_of IS NOT NULL)"
        f" FROM {source}",
        values,
    )[0]
    heat = database.rows(
        f"SELECT coalesce(a.record_class, 'other'), f.entity_type, {unique} FROM {source} GROUP BY ALL ORDER BY ALL",
        values,
    )
    years = database.rows(
        f"SELECT coalesce(cast(year(r.day) AS VARCHAR), '{UNKNOWN_YEAR}'), count(DISTINCT r.id), {unique} FROM {source}"
        " GROUP BY 1 ORDER BY 1",
        values,
    )
    return Exposure(
        findings,
        exposures,
        records,
        duplicates,
        _types(database, selection),
        tuple(HeatCell(*row) for row in heat if row[2]),
        tuple(YearLine(*row) for row in years),
    )


def _types(database: Database, selection: Selection) -> tuple[TypeLine, ...]:
    shown = selection.finding_state or ("open", "confirmed")
    source, values = _from(selection.with_facet("finding_state", ("open", "confirmed", "rejected")))
    counted = f"f.state IN ({', '.join('?' * len(shown))})"
    rows = database.rows(
        f"""
        SELECT f.entity_type, count(*) FILTER ({counted}),
            count(DISTINCT (f.record, f.value_hmac)) FILTER ({counted} AND r.duplicate_of IS NULL),
            count(DISTINCT f.record) FILTER ({counted}),
            count(DISTINCT (SELECT max(t.subject) FROM attribution t WHERE t.finding = f.id)) FILTER ({counted}),
            count(*) FILTER (f.state = 'open'), count(*) FILTER (f.state = 'confirmed'),
            count(*) FILTER (f.state = 'rejected')
        FROM {source} GROUP BY 1
        """,
        [*shown, *shown, *shown, *shown, *values],
    )
    kinds = catalogue().entity_types
    lines = [TypeLine(row[0], kinds[row[0]].sensitivity, *row[1:]) for row in rows]
    return tuple(sorted(lines, key=lambda line: (-line.exposures, line.entity_type)))


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
