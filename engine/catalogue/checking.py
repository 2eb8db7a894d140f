"""Whether rules hang together: references, laws, conditions and steps that exist."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from engine.catalogue.reading import RuleError
from engine.model import rules

Sections = Mapping[str, Mapping[str, Any]]
References = Iterable[tuple[str, str, Callable[[Any], Iterable[str]]]]
"""From which section to which, and what an entry of the first names of the second."""

OPERATORS = ("eq", "in", "gt", "gte", "lt", "lte", "true", "false")
_ORDERS = ("eq", "gt", "gte", "lt", "lte")


def check_references(sections: Sections, references: References, file_of: Callable[[str], str]) -> None:
    """Refuse a name of an entry that is not there."""
    for section, target, named in references:
        for entry in sections[section].values():
            for reference in named(entry):
                if reference not in sections[target]:
                    raise RuleError("dangling_reference", file_of(section), f"{section} {entry.id}", reference)


def check_grounds(sections: Sections, file_of: Callable[[str], str]) -> None:
    """Refuse a law that is no instrument, and a condition on what is no fact or cannot be asked of it."""
    for section, entries in sections.items():
        for entry in entries.values():
            law = getattr(getattr(entry, "authority", None), "law", "")
            if law and law not in sections["instruments"]:
                raise RuleError("dangling_reference", file_of(section), f"{section} {entry.id}", law)
            parts = getattr(entry, "fields", ()) if section == "notices" else (entry,)
            for condition in (one for part in parts for one in getattr(part, "when", ())):
                _check_condition(condition, sections["facts"], file_of(section), f"{section} {entry.id}")


def check_steps(sections: Sections, file_of: Callable[[str], str]) -> None:
    """Scenarios are written in the steps of the default method, and every method can translate those."""
    for method in sections["methods"].values():
        for scenario in sections["scenarios"].values():
            for step, known in (
                (scenario.impact, method.from_impact),
                (scenario.likelihood, method.from_likelihood),
            ):
                if step not in known:
                    raise RuleError("dangling_reference", file_of("scenarios"), f"scenarios {scenario.id}", step)


def _check_condition(condition: rules.Condition, facts: Mapping[str, rules.Fact], file: str, entry: str) -> None:
    if condition.any:
        for alternative in condition.any:
            _check_condition(alternative, facts, file, entry)
        return
    fact = facts.get(condition.fact)
    if fact is None:
        raise RuleError("dangling_reference", file, entry, condition.fact)
    if condition.op not in OPERATORS:
        raise RuleError("wrong_value", file, entry, f"op: {condition.op}")
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    fits = {
        rules.FactType.BOOL: condition.op in ("true", "false") and condition.value is None,
        rules.FactType.INT: condition.op in _ORDERS and type(condition.value) is int,
        rules.FactType.ENUM: condition.op in ("eq", "in") and all(value in fact.values for value in values),
    }
    if not fits[fact.type]:
        raise RuleError("wrong_value", file, entry, f"{condition.fact} {condition.op} {condition.value!r}")
