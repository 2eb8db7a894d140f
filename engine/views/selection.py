"""The desk's one filter: which records, findings and people a page speaks of; kept in the URL."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from engine.catalogue import catalogue
from engine.model.findings import FindingState
from engine.views.groups import in_group
from engine.views.places import found_in


@dataclass(frozen=True, slots=True)
class Selection:
    """Values per facet; an empty facet lets everything through, facets are joined by "and", values by "or".

    `source` holds source numbers, `hold` numbers of legal holds, `risk` cells of the matrix as
    ``stage:likelihood:impact``, `jurisdiction` places where people seem to live, `domain` domains of mail addresses
    that several people have, `year` years or ``unknown``, `due` months (``2027-03``) in which records become due,
    `group` groups of people (`views.groups`), `attribution` ``nobody`` or ``somebody``; every other facet holds ids.
    Nothing here is personal data, because it stands in the URL.
    """

    source: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    sensitivity: tuple[str, ...] = ()
    record_class: tuple[str, ...] = ()
    retention: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    disposition: tuple[str, ...] = ()
    hold: tuple[str, ...] = ()
    finding_state: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    subject_kind: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()
    risk: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    phase: tuple[str, ...] = ()
    task_state: tuple[str, ...] = ()
    coverage: tuple[str, ...] = ()
    reason: tuple[str, ...] = ()
    notice: tuple[str, ...] = ()
    notice_standing: tuple[str, ...] = ()
    jurisdiction: tuple[str, ...] = ()
    register: tuple[str, ...] = ()
    entry_state: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    duty_state: tuple[str, ...] = ()
    receipt: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: Mapping[str, str | Iterable[str]]) -> "Selection":
        """Read the facets from URL parameters (comma-separated); unknown names are left alone."""
        chosen: dict[str, tuple[str, ...]] = {}
        for name in FACETS:
            stated = query.get(name, "")
            text = stated if isinstance(stated, str) else ",".join(stated)
            chosen[name] = tuple(value for value in text.split(",") if value)
        return cls(**chosen)

    def to_query(self) -> dict[str, str]:
        """The facets in use as URL parameters."""
        return {name: ",".join(values) for name in FACETS if (values := getattr(self, name))}

    def with_facet(self, name: str, values: Iterable[str]) -> "Selection":
        """The same selection with one facet replaced."""
        return replace(self, **{name: tuple(values)})

    def only(self, *names: str) -> "Selection":
        """The same selection with all other facets cleared."""
        return Selection(**{name: getattr(self, name) for name in names})

    @property
    def of_findings(self) -> bool:
        """Whether a facet is in use that speaks of findings."""
        return any(getattr(self, name) for name in FINDING_FACETS)

    @property
    def of_records(self) -> "Selection":
        """The same selection without the facets that speak of findings."""
        return replace(self, **{name: () for name in FINDING_FACETS})

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in FACETS)


FACETS: tuple[str, ...] = tuple(one.name for one in fields(Selection))
STATES: tuple[str, ...] = tuple(str(state) for state in FindingState)
SHOWN = ("open", "confirmed")
"""States of findings that count unless others are asked for."""

FINDING_FACETS = ("type", "sensitivity", "finding_state", "jurisdiction", "domain", "attribution")

DOMAIN = "CASE WHEN contains(f.masked, '@') THEN lower(split_part(f.masked, '@', -1)) ELSE '' END"
"""The domain of a mail address `f`, which its masked form shows."""

COVERAGE_OF_RECORD = (
    "CASE WHEN r.duplicate_of IS NOT NULL THEN 'duplicate' WHEN len(r.warnings) > 0 THEN 'warned' ELSE 'scanned' END"
)
"""How far a record `r` is covered; an item that was not read is no record."""
RECORD_COLUMNS = {
    "kind": "r.kind",
    "record_class": "a.record_class",
    "retention": "a.retention_state",
    "due": "strftime(a.due_from, '%Y-%m')",
    "disposition": "coalesce(d.state, 'undecided')",
    "coverage": COVERAGE_OF_RECORD,
    "source": "cast(s.ordinal AS VARCHAR)",
    "year": "coalesce(cast(year(r.day) AS VARCHAR), 'unknown')",
}
"""Facets of records, as SQL over `RECORDS`."""

RECORDS = """
    record r JOIN source s ON s.sha256 = r.source
    LEFT JOIN assessment a ON a.record = r.id
    LEFT JOIN disposition d ON d.record = coalesce(r.duplicate_of, r.id)
"""
"""FROM-clause that every question about records shares: r, s, a, d."""


def record_condition(selection: Selection, counted: bool = False) -> tuple[str, list[object]]:
    """SQL over `RECORDS` (aliases r, s, a, d) that lets the selected records through, and its parameters.

    `counted`: over `records r` of `views.counted`.
    """
    terms, values = ["true"], []
    for facet, column in RECORD_COLUMNS.items():
        _among(terms, values, f"r.{facet}" if counted else column, getattr(selection, facet))
    if selection.hold:
        inner_terms: list[str] = []
        _among(inner_terms, values, "cast(x.hold AS VARCHAR)", selection.hold)
        terms.append(f"r.id IN (SELECT x.record FROM held x WHERE {inner_terms[0]})")
    if selection.of_findings:
        inner, inner_values = finding_condition(selection)
        terms.append(f"r.id IN (SELECT f.record FROM finding f WHERE {inner})")
        values += inner_values
    if selection.subject or selection.subject_kind or selection.group:
        inner_terms = ["true"]
        _among(inner_terms, values, "p.id", selection.subject)
        _among(inner_terms, values, "p.kind", selection.subject_kind)
        inner_terms += grouped(selection)
        among = "r.id IN (SELECT x.record FROM appearance x JOIN subject p ON p.id = x.subject"
        if counted:
            among = "r.number IN (SELECT x.number FROM seen x JOIN persons p USING (person)"
        terms.append(f"{among} WHERE {' AND '.join(inner_terms)})")
    return " AND ".join(terms), values


def finding_condition(selection: Selection) -> tuple[str, list[object]]:
    """SQL over `finding f` that lets the selected findings through; rejected ones only when they are asked for."""
    condition, values = told_condition(selection)
    if deep := narrowing(selection):
        return f"{deep[0]} AND {condition}", [*deep[1], *values]
    return condition, values


def told_condition(selection: Selection) -> tuple[str, list[object]]:
    """What types and states say in `finding_condition`, SQL over anything `f` that has both."""
    condition, values = type_condition(selection)
    terms = [condition]
    _among(terms, values, "f.state", selection.finding_state or SHOWN)
    return " AND ".join(terms), values


def type_condition(selection: Selection) -> tuple[str, list[object]]:
    """What types say in `finding_condition`, SQL over anything `f` that has one."""
    terms, values = ["true"], []
    if selection.type or selection.sensitivity:
        _among(terms, values, "f.entity_type", sorted(types_of(selection)) or ["none"])
    return " AND ".join(terms), values


def types_of(selection: Selection) -> set[str]:
    """The types asked for by name or by sensitivity."""
    types = set(selection.type)
    if not selection.sensitivity:
        return types
    graded = {kind.id for kind in catalogue().entity_types.values() if kind.sensitivity in selection.sensitivity}
    return types & graded if types else graded


def narrowing(selection: Selection) -> tuple[str, list[object]] | None:
    """What all other facets say in `finding_condition`, which only a finding itself can tell; None if none is used."""
    terms, values = [], []
    if selection.jurisdiction:
        known = catalogue().jurisdictions
        places = [found_in(known[one]) for one in selection.jurisdiction if one in known]
        terms.append(f"({' OR '.join(places) or 'false'})")
    if selection.domain:
        terms.append("f.entity_type = 'EMAIL'")
        _among(terms, values, DOMAIN, selection.domain)
    if selection.attribution:
        owned = "f.id IN (SELECT finding FROM attribution)"
        either = {"somebody": owned, "nobody": f"NOT {owned}"}
        terms.append(f"({' OR '.join(either.get(one, 'false') for one in selection.attribution)})")
    return (" AND ".join(terms), values) if terms else None


def grouped(selection: Selection) -> list[str]:
    """SQL over `subject p` that lets the people of the selected groups through; nothing if none is selected."""
    return [f"({' OR '.join(in_group(one) for one in selection.group)})"] if selection.group else []


def sensitive_types() -> list[str]:
    """Entity types that are sensitive, or sensitive under the strict reading, of PIPL article 28."""
    return sorted(kind.id for kind in catalogue().entity_types.values() if kind.sensitivity != "general")


def types_in_group(group: str) -> list[str]:
    """The entity types that count in a group of evidence: identity, bank, health, religion or minor."""
    return sorted(kind.id for kind in catalogue().entity_types.values() if kind.group == group)


def _among(terms: list[str], values: list[object], column: str, allowed: Iterable[str]) -> None:
    chosen = list(allowed)
    if chosen:
        terms.append(f"{column} IN ({', '.join('?' * len(chosen))})")
        values += chosen
