"""Where people come from: domains that few share are never told one by one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.store.database import Database
from engine.views.origins import FEW, origins
from engine.views.selection import Selection, finding_condition

ADDRESSES = {"many.example": FEW, "own.example": FEW + 1, "alone.example": 1, "pair.example": FEW - 1}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "engagement.duckdb", bytes(32))
    with opened.writing() as writer:
        writer.insert("engagement", [{"slug": "x", "staff_domains": ["own.example"]}])
        writer.insert("source", [{"sha256": "s", "ordinal": 1}])
        writer.insert("record", [{"id": "r", "source": "s"}])
        found = [(domain, at) for domain, number in ADDRESSES.items() for at in range(number)]
        found.append(("many.example", 0))
        writer.insert(
            "finding",
            [
                {"id": f"f{n}", "record": "r", "entity_type": "EMAIL", "masked": f"a***@{domain.title()}",
                 "value_hmac": f"{domain}{at}", "state": "open"}
                for n, (domain, at) in enumerate(found)
            ],
        )  # fmt: skip
    yield opened
    opened.close()


def test_addresses_count_once_and_rare_domains_only_together(database: Database) -> None:
    seen = origins(database, Selection())
    assert [(line.name, line.addresses, line.own) for line in seen.domains] == [
        ("own.example", FEW + 1, True), ("many.example", FEW, False),
    ]  # fmt: skip
    assert (seen.rare, seen.rare_addresses) == (2, FEW)


def test_a_domain_selects_its_addresses_and_nothing_that_only_ends_like_it(database: Database) -> None:
    condition, values = finding_condition(Selection(domain=("many.example",)))
    masked = database.rows(f"SELECT DISTINCT masked FROM finding f WHERE {condition}", values)
    assert masked == [("a***@Many.Example",)]
    condition, values = finding_condition(Selection(domain=("example",)))
    assert not database.rows(f"SELECT masked FROM finding f WHERE {condition}", values)
