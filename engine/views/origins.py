"""Where the people come from, as far as what was found tells: by jurisdiction and by the domain of mail addresses."""

from dataclasses import dataclass

from engine.catalogue import catalogue
from engine.store.database import Database
from engine.store.remembering import remembered
from engine.views.places import found_in
from engine.views.selection import DOMAIN, RECORDS, Selection, finding_condition, record_condition

FEW = 3
"""Domains with fewer addresses are told together: a domain that one person has names that person."""


@dataclass(frozen=True, slots=True)
class Place:
    """People who seem to live in a jurisdiction; nobody is told apart by it, one may seem to live in two."""

    jurisdiction: str
    people: int


@dataclass(frozen=True, slots=True)
class Domain:
    """Mail addresses and people of one domain; `own` is one of the company's."""

    name: str
    addresses: int
    people: int
    own: bool


@dataclass(frozen=True, slots=True)
class Origins:
    """`rare` counts the domains with fewer than `FEW` addresses, `rare_addresses` their addresses."""

    places: tuple[Place, ...]
    domains: tuple[Domain, ...]
    rare: int
    rare_addresses: int


@remembered
def origins(database: Database, selection: Selection) -> Origins:
    """Where the people under the selection come from, the most first."""
    domains = _domains(database, selection)
    rare = [line for line in domains if line.addresses < FEW]
    return Origins(
        _places(database, selection),
        tuple(line for line in domains if line.addresses >= FEW),
        len(rare),
        sum(line.addresses for line in rare),
    )


def _found(selection: Selection) -> tuple[str, list[object]]:
    records, record_values = record_condition(selection.of_records)
    findings, finding_values = finding_condition(selection)
    found = f"({RECORDS}) JOIN finding f ON f.record = r.id LEFT JOIN attribution t ON t.finding = f.id"
    return f"{found} WHERE {records} AND {findings}", [*record_values, *finding_values]


def _places(database: Database, selection: Selection) -> tuple[Place, ...]:
    told = [one for one in catalogue().jurisdictions.values() if found_in(one) != "false"]
    counts = ", ".join(f"count(DISTINCT t.subject) FILTER ({found_in(one)})" for one in told)
    source, values = _found(selection)
    row = database.rows(f"SELECT {counts} FROM {source}", values)[0]
    lines = [Place(one.id, int(number)) for one, number in zip(told, row, strict=True) if number]
    return tuple(sorted(lines, key=lambda line: (-line.people, line.jurisdiction)))


def _domains(database: Database, selection: Selection) -> list[Domain]:
    stated = database.rows("SELECT staff_domains FROM engagement")[0][0]
    own = {domain.lower().lstrip("@") for domain in stated}
    source, values = _found(selection)
    rows = database.rows(
        f"SELECT {DOMAIN}, count(DISTINCT f.value_hmac), count(DISTINCT t.subject) FROM {source}"
        " AND f.entity_type = 'EMAIL' GROUP BY 1 ORDER BY 2 DESC, 1",
        values,
    )
    return [Domain(name, addresses, people, name in own) for name, addresses, people in rows if name]
