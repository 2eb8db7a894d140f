"""The rules in force for one engagement: the shipped ones with what a person changed."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from engine.catalogue import RuleError, amended, catalogue
from engine.model.rules import Override
from engine.store import overrides
from engine.store.database import Database

SECTION, RULE = "retention_rules", "RC-ENQUIRY.target"


def entry(section: str, rule: str, **changes: object) -> str:
    """A shipped entry as YAML, changed."""
    file = {"retention_rules": "retention", "controls": "controls", "tasks": "checklist", "facts": "facts"}[section]
    text = (Path(__file__).resolve().parents[2] / "data" / f"{file}.yaml").read_text(encoding="utf-8")
    shipped = next(one for one in yaml.safe_load(text)[section] if one["id"] == rule)
    return yaml.safe_dump({**shipped, **changes}, allow_unicode=True)


def change(number: int, content: str, rule: str = RULE, section: str = SECTION) -> Override:
    return Override(number, section, rule, content, "a reason", "Someone", datetime(2026, 11, 21), number)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "engagement.duckdb", bytes(32))
    yield opened
    opened.close()


def keep(database: Database, *changes: Override) -> None:
    with database.writing() as writer:
        for one in changes:
            overrides.add(writer, one, one.event)


def test_without_changes_the_shipped_rules_are_in_force(database: Database) -> None:
    assert overrides.rules_of(database) is catalogue()


def test_a_change_replaces_adds_or_takes_out_and_is_marked(database: Database) -> None:
    keep(
        database,
        change(1, entry(SECTION, RULE, period="P3M")),
        change(2, entry(SECTION, RULE, id="X-1", period="P1Y"), rule="X-1"),
        change(3, "", rule="backup_with_tested_restore", section="controls"),
    )
    rules = overrides.rules_of(database)
    assert rules.retention_rules[RULE].period == "P3M" != catalogue().retention_rules[RULE].period
    assert list(rules.retention_rules) == [*catalogue().retention_rules, "X-1"]
    assert set(catalogue().controls) - set(rules.controls) == {"backup_with_tested_restore"}
    assert {key: one.number for key, one in rules.overrides.items()} == {
        (SECTION, RULE): 1, (SECTION, "X-1"): 2, ("controls", "backup_with_tested_restore"): 3,
    }  # fmt: skip
    assert overrides.rules_of(database) is rules, "computed once"


def test_of_two_changes_of_one_rule_the_newer_stands_until_it_is_taken_back(database: Database) -> None:
    keep(database, change(1, entry(SECTION, RULE, period="P3M")), change(2, entry(SECTION, RULE, period="P2M")))
    assert overrides.rules_of(database).retention_rules[RULE].period == "P2M"
    with database.writing() as writer:
        overrides.end(writer, 2, 9)
        assert overrides.rules_of(database).retention_rules[RULE].period == "P3M", "inside the transaction too"
    assert overrides.rules_of(database).retention_rules[RULE].period == "P3M"
    assert [one.ended for one in overrides.all_of(database)] == [None, 9]


BAD = {
    "not_yaml": change(1, "a: ["),
    "wrong_value": change(1, entry(SECTION, RULE, period="3 months")),
    "unknown_field": change(1, entry(SECTION, RULE, colour="red")),
    "missing_language": change(1, entry(SECTION, RULE, label={"zh": "改"})),
    "dangling_reference": change(1, entry(SECTION, RULE, start_event="birth")),
    "not_overridable": change(1, entry("facts", "is_ciio"), rule="is_ciio", section="facts"),
}
MORE = {
    "a law that is none": change(
        1, entry(SECTION, RULE, authority={"law": "NOLAW", "article": "1", "checked_on": datetime(2026, 11, 21).date()})
    ),
    "another id than the one changed": change(1, entry(SECTION, RULE, id="X-2")),
    "a rule taken out that is not there": change(1, "", rule="X-3"),
    "a list instead of an entry": change(1, "[1, 2]"),
    "a section nobody knows": change(1, "id: x", section="poems"),
}


@pytest.mark.parametrize("problem", BAD)
def test_a_change_is_read_as_strictly_as_a_file(problem: str) -> None:
    with pytest.raises(RuleError) as refused:
        amended((BAD[problem],))
    assert refused.value.key == f"rules.{problem}"


@pytest.mark.parametrize("mistake", MORE)
def test_a_change_that_cannot_be_is_refused(mistake: str) -> None:
    with pytest.raises(RuleError):
        amended((MORE[mistake],))


def test_a_change_that_fits_no_longer_has_no_effect_and_is_named(database: Database) -> None:
    keep(database, BAD["dangling_reference"], change(2, "", rule="backup_with_tested_restore", section="controls"))
    rules = overrides.rules_of(database)
    assert rules.retention_rules == catalogue().retention_rules
    assert "backup_with_tested_restore" not in rules.controls
    assert list(overrides.unfit(database)) == [1]
