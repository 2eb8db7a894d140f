"""The facts of an engagement: read from a mapping, and tested by the `when` clauses of rules."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any, cast

from engine.catalogue import Catalogue
from engine.model.engagement import DealStructure, Engagement
from engine.model.errors import ActionableError
from engine.model.rules import Applies, Condition, Fact, FactType

_TEXTS = ("company", "recipient")
_DATES = ("as_of", "closing_date")
_LISTS = ("staff_domains", "jurisdictions")
_EXAMPLES = {
    str: "text",
    date: "2026-01-31",
    list: "[a, b]",
    FactType.INT: "1200",
    FactType.BOOL: "true / false",
}


def parse_facts(
    mapping: Mapping[str, object],
    slug: str,
    catalogue: Catalogue,
    as_of: date,
    base: Engagement | None = None,
) -> Engagement:
    """The engagement a facts file describes; `as_of` fills in where it names no date.

    With `base`, the file's keys replace that engagement's. An unknown key or a value of the wrong type is an error
    that names the key; an empty fact withdraws its answer.
    """
    values: dict[str, Any] = {"company": slug, "as_of": as_of}
    facts: dict[str, object] = {}
    if base is not None:
        values = {part.name: getattr(base, part.name) for part in fields(base)}
        facts = dict(base.facts)
    for key, value in mapping.items():
        if key in catalogue.facts and key != "deal_structure":
            facts[key] = _answer(catalogue.facts[key], value)
        else:
            values[key] = _own(key, value, catalogue)
    if "deal_structure" not in values:
        raise ActionableError("facts.missing_key", fact="deal_structure", known=", ".join(DealStructure))
    values["slug"] = slug
    values["facts"] = {name: answer for name, answer in facts.items() if answer is not None}
    return Engagement(**values)


def _own(key: str, value: object, catalogue: Catalogue) -> object:
    """The value of one of the engagement's own fields."""
    if key == "deal_structure":
        if isinstance(value, str) and value in list(DealStructure):
            return DealStructure(value)
        raise ActionableError("facts.wrong_value", fact=key, known=", ".join(DealStructure))
    if key in _TEXTS:
        return _text(key, value)
    if key in _DATES:
        return None if value is None and key == "closing_date" else _date(key, value)
    if key in _LISTS:
        return _list(key, value, tuple(catalogue.jurisdictions) if key == "jurisdictions" else ())
    raise ActionableError("facts.unknown_key", fact=key)


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise ActionableError("facts.wrong_type", fact=key, example=_EXAMPLES[str])
    return value.strip()


def _date(key: str, value: object) -> date:
    """A day, as YAML reads it or as JSON has to write it."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ActionableError("facts.wrong_type", fact=key, example=_EXAMPLES[date])


def _list(key: str, value: object, known: tuple[str, ...]) -> tuple[str, ...]:
    items = list(cast("list[object]", value)) if isinstance(value, list | tuple) else [None]
    parts = tuple(dict.fromkeys(part.strip() for part in items if isinstance(part, str)))
    if not all(isinstance(part, str) for part in items):
        raise ActionableError("facts.wrong_type", fact=key, example=_EXAMPLES[list])
    if known and not set(parts) <= set(known):
        raise ActionableError("facts.wrong_value", fact=key, known=", ".join(known))
    return parts if known else tuple(dict.fromkeys(part.lower().lstrip("@") for part in parts))


def _answer(fact: Fact, value: object) -> object:
    if value is None:
        return None
    if fact.type is FactType.ENUM:
        if value not in fact.values:
            raise ActionableError("facts.wrong_value", fact=fact.id, known=", ".join(fact.values))
        return value
    if type(value) is not (int if fact.type is FactType.INT else bool) or (type(value) is int and value < 0):
        raise ActionableError("facts.wrong_type", fact=fact.id, example=_EXAMPLES[fact.type])
    return value


def answer(fact: str, engagement: Engagement) -> object:
    """The engagement's answer to a fact, or None where there is none."""
    return engagement.deal_structure.value if fact == "deal_structure" else engagement.facts.get(fact)


def holds(conditions: Iterable[Condition], engagement: Engagement) -> bool | None:
    """Whether all conditions hold; None where that hangs on a fact nobody has answered."""
    verdicts = [one_holds(condition, engagement) for condition in conditions]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def one_holds(condition: Condition, engagement: Engagement) -> bool | None:
    """Whether one condition holds; of alternatives, whether one of them does."""
    if condition.any:
        verdicts = [one_holds(alternative, engagement) for alternative in condition.any]
        return True if True in verdicts else None if None in verdicts else False
    known, value = answer(condition.fact, engagement), condition.value
    if known is None:
        return None
    if condition.op in ("true", "false"):
        return known is (condition.op == "true")
    if condition.op == "eq":
        return known == value
    if condition.op == "in" and isinstance(value, tuple):
        return known in value
    assert isinstance(known, int) and isinstance(value, int), "the catalogue admits orders on numbers only"
    return {"gt": known > value, "gte": known >= value, "lt": known < value, "lte": known <= value}[condition.op]


def applies(scope: Applies, engagement: Engagement) -> bool:
    """Whether an entry is meant for this kind of exit."""
    return scope is Applies.BOTH or (scope is Applies.TRANSFER) == engagement.deal_structure.is_transfer


def in_jurisdiction(jurisdiction: str, engagement: Engagement, catalogue: Catalogue) -> bool | None:
    """Whether a place's rules apply: listed by the engagement, or told by its fact (None: not answered)."""
    if jurisdiction in engagement.jurisdictions:
        return True
    fact = catalogue.jurisdictions[jurisdiction].fact
    if not fact:
        return False
    known = answer(fact, engagement)
    return None if known is None else known is True


def unanswered(engagement: Engagement, catalogue: Catalogue) -> tuple[str, ...]:
    """The facts nobody has answered yet, in the order of the vocabulary."""
    return tuple(fact for fact in catalogue.facts if answer(fact, engagement) is None)
