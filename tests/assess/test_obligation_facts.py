"""Every rule with a `when`, and every obligation: facts that bring it about, and each that keeps it away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.assess.applying import Ground, applying
from engine.assess.facts import holds
from engine.catalogue import catalogue
from engine.model.engagement import DealStructure, Engagement
from engine.model.rules import Condition, FactType

RULES = catalogue()
CONDITIONED = [
    (section, name)
    for section in ("obligations", "retention_rules", "tasks", "thresholds")
    for name, rule in getattr(RULES, section).items()
    if rule.when
]
_STEP = {"gt": 1, "gte": 0, "lt": -1, "lte": 0}
_AGAINST = {"gt": 0, "gte": -1, "lt": 0, "lte": 1}


def met(condition: Condition) -> tuple[str, object]:
    """A fact with an answer by which the condition holds; of alternatives the first."""
    if condition.any:
        return met(condition.any[0])
    value: Any = condition.value
    if condition.op in ("true", "false"):
        return condition.fact, condition.op == "true"
    if condition.op == "in":
        return condition.fact, value[0]
    return condition.fact, value if condition.op == "eq" else value + _STEP[condition.op]


def missed(condition: Condition) -> Iterator[tuple[str, object]]:
    """Answers by which the condition fails: those of all alternatives, one for each."""
    if condition.any:
        for one in condition.any:
            yield from missed(one)
        return
    value: Any = condition.value
    if condition.op in ("true", "false"):
        yield condition.fact, condition.op == "false"
    elif condition.op in ("eq", "in"):
        wanted = value if condition.op == "in" else (value,)
        known = RULES.facts[condition.fact]
        others = [one for one in known.values if one not in wanted] if known.type is FactType.ENUM else [-1]
        yield condition.fact, others[0]
    else:
        yield condition.fact, value + _AGAINST[condition.op]


def bringing(conditions: Sequence[Condition]) -> dict[str, object]:
    """Answers by which all conditions hold; where several speak of one number, one that all of them let through."""
    facts: dict[str, object] = {}
    for condition in conditions:
        fact, value = met(condition)
        facts[fact] = value if fact not in facts else _between(fact, conditions, (facts[fact], value))
    return facts


def _between(fact: str, conditions: Sequence[Condition], tried: Sequence[object]) -> object:
    """The answer, of those tried, that every condition on the fact lets through."""
    about = [one for one in conditions if one.fact == fact]
    fitting = [one for one in tried if holds(about, where({fact: one}))]
    assert fitting, f"{fact}: no answer tried meets all its conditions"
    return fitting[0]


def where(facts: Mapping[str, object]) -> Engagement:
    answers = dict(facts)
    deal = DealStructure(str(answers.pop("deal_structure", "asset_transfer")))
    return Engagement(
        "case", "某公司", deal, date(2026, 11, 21), jurisdictions=tuple(RULES.jurisdictions), facts=answers
    )


def conditioned(section: str, name: str, facts: Mapping[str, object]) -> bool | None:
    """What the conditions of a rule come to, by the reasons it is told with."""
    found = applying(getattr(RULES, section)[name], where(facts), RULES)
    told = [one.verdict for one in found.reasons if one.ground is Ground.CONDITION]
    return False if False in told else None if None in told else True


@pytest.mark.parametrize(("section", "name"), CONDITIONED, ids=[f"{name}" for _, name in CONDITIONED])
def test_it_holds_by_its_facts_fails_by_each_alone_and_is_open_without_one(section: str, name: str) -> None:
    when = getattr(RULES, section)[name].when
    facts = bringing(when)
    assert conditioned(section, name, facts) is True
    for condition in when:
        against = dict(missed(condition))
        assert conditioned(section, name, facts | against) is False, condition
        left = {fact: value for fact, value in facts.items() if fact not in against}
        if "deal_structure" not in against:
            assert conditioned(section, name, left) is None, condition


@pytest.mark.parametrize("name", RULES.obligations)
def test_an_obligation_applies_where_an_occasion_arises_and_nowhere_else(name: str) -> None:
    rule = RULES.obligations[name]
    occasions = [RULES.occasions[one] for one in rule.occasions]
    somewhere = {"cross_border": False, **bringing(rule.when)}
    arising = [
        applying(rule, where(somewhere | bringing(one.when) | bringing(rule.when)), RULES).verdict for one in occasions
    ]
    assert True in arising
    place = RULES.jurisdictions[rule.jurisdiction]
    abroad = replace(where(somewhere | ({place.fact: False} if place.fact else {})), jurisdictions=())
    assert applying(rule, abroad, RULES).verdict is False
    if all(one.when for one in occasions):
        away = somewhere | {"cross_border": False}
        deals = [applying(rule, where(away | {"deal_structure": deal}), RULES).verdict for deal in DealStructure]
        assert False in deals, "no deal keeps it away"
