"""Facts: the facts file, and what conditions make of it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assess.facts import applies, holds, in_jurisdiction, parse_facts, unanswered
from engine.catalogue import catalogue
from engine.model.engagement import DealStructure
from engine.model.errors import ActionableError
from engine.model.rules import Applies, Condition, FactType
from engine.strings import LANGUAGES, words

TODAY = date(2026, 11, 21)
FILE = {
    "company": " 光影工作室 ",
    "recipient": "Next Ltd",
    "as_of": date(2026, 10, 1),
    "closing_date": "2026-12-31",
    "staff_domains": ["@Studio.example", "studio.example"],
    "jurisdictions": ["CN", "EU"],
    "deal_structure": "asset_transfer",
    "pi_subject_count": 1200,
    "minors_u14": True,
    "cross_border": None,
}


def parse(**changes):
    return parse_facts(FILE | changes, "studio", catalogue(), TODAY)


def test_a_facts_file_becomes_an_engagement() -> None:
    found = parse()
    assert (found.slug, found.company, found.recipient) == ("studio", "光影工作室", "Next Ltd")
    assert (found.as_of, found.closing_date) == (date(2026, 10, 1), date(2026, 12, 31))
    assert found.deal_structure is DealStructure.ASSET_TRANSFER
    assert found.staff_domains == ("studio.example",)
    assert found.jurisdictions == ("CN", "EU")
    assert found.facts == {"pi_subject_count": 1200, "minors_u14": True}


def test_what_the_file_leaves_out_comes_from_the_command_line_or_the_engagement() -> None:
    small = parse_facts({"deal_structure": "merger"}, "small", catalogue(), TODAY)
    assert (small.company, small.as_of, small.closing_date, small.facts) == ("small", TODAY, None, {})
    changed = parse_facts({"minors_u14": None, "in_shanghai": True}, "studio", catalogue(), TODAY, base=parse())
    assert changed.facts == {"pi_subject_count": 1200, "in_shanghai": True}
    assert changed.closing_date == date(2026, 12, 31)


MISTAKES = [
    ({"is_sunny": True}, "facts.unknown_key", "is_sunny"),
    ({"minors_u14": "yes"}, "facts.wrong_type", "minors_u14"),
    ({"minors_u14": 1}, "facts.wrong_type", "minors_u14"),
    ({"pi_subject_count": True}, "facts.wrong_type", "pi_subject_count"),
    ({"pi_subject_count": -1}, "facts.wrong_type", "pi_subject_count"),
    ({"as_of": "soon"}, "facts.wrong_type", "as_of"),
    ({"as_of": None}, "facts.wrong_type", "as_of"),
    ({"company": 12}, "facts.wrong_type", "company"),
    ({"staff_domains": "studio.example"}, "facts.wrong_type", "staff_domains"),
    ({"staff_domains": [1]}, "facts.wrong_type", "staff_domains"),
    ({"jurisdictions": ["Mars"]}, "facts.wrong_value", "jurisdictions"),
    ({"deal_structure": "gift"}, "facts.wrong_value", "deal_structure"),
    ({"deal_structure": None}, "facts.wrong_value", "deal_structure"),
]


@pytest.mark.parametrize(("change", "key", "named"), MISTAKES)
def test_a_mistake_names_the_fact_in_a_sentence(change, key, named) -> None:
    with pytest.raises(ActionableError) as caught:
        parse(**change)
    assert caught.value.key == key
    for language in LANGUAGES:
        assert named in words(language).sentence(caught.value)


def test_the_structure_of_the_deal_is_not_guessed() -> None:
    with pytest.raises(ActionableError, match=r"facts\.missing_key"):
        parse_facts({}, "x", catalogue(), TODAY)


CONDITIONS = [
    (Condition("minors_u14", "true"), True),
    (Condition("in_shanghai", "true"), None),
    (Condition("pi_subject_count", "gte", 1200), True),
    (Condition("pi_subject_count", "gt", 1200), False),
    (Condition("pi_subject_count", "lt", 1201), True),
    (Condition("pi_subject_count", "eq", 1), False),
    (Condition("deal_structure", "eq", "asset_transfer"), True),
    (Condition("deal_structure", "in", ("merger", "division")), False),
    (Condition("export_general_count", "gte", 1), None),
]


@pytest.mark.parametrize(("condition", "expected"), CONDITIONS)
def test_a_condition_is_true_false_or_unknown(condition: Condition, expected: bool | None) -> None:
    assert holds([condition], parse()) is expected


def test_conditions_are_joined_by_and() -> None:
    known, unknown, wrong = CONDITIONS[0][0], CONDITIONS[1][0], CONDITIONS[3][0]
    assert holds([], parse()) is True
    assert holds([known, unknown], parse()) is None
    assert holds([unknown, wrong], parse()) is False


def test_the_scope_of_an_entry_follows_the_deal() -> None:
    leaving = parse(deal_structure="dissolution")
    assert [applies(scope, leaving) for scope in (Applies.TRANSFER, Applies.DISSOLUTION, Applies.BOTH)] == [0, 1, 1]
    assert [applies(scope, parse()) for scope in (Applies.TRANSFER, Applies.DISSOLUTION, Applies.BOTH)] == [1, 0, 1]


def test_a_jurisdiction_applies_by_list_or_by_fact() -> None:
    subject = parse(in_shanghai=True, uk_subjects=False)
    expected = {"CN": True, "EU": True, "CN-SH": True, "UK": False, "HK": None}
    assert {place: in_jurisdiction(place, subject, catalogue()) for place in expected} == expected


def test_unanswered_facts_are_listed() -> None:
    assert "minors_u14" not in unanswered(parse(), catalogue())
    assert "cross_border" in unanswered(parse(), catalogue())
    assert "deal_structure" not in unanswered(parse(), catalogue())


ANSWERS = {FactType.BOOL: st.booleans(), FactType.INT: st.integers(0, 10**9)}


@settings(deadline=None)
@given(st.data())
def test_any_answers_of_the_right_type_are_kept_as_they_are(data) -> None:
    asked = [fact for fact in catalogue().facts.values() if fact.type in ANSWERS]
    chosen = data.draw(st.lists(st.sampled_from(asked), unique_by=lambda fact: fact.id))
    answers = {fact.id: data.draw(ANSWERS[fact.type]) for fact in chosen}
    found = parse_facts({"deal_structure": "revoked", **answers}, "x", catalogue(), TODAY)
    assert found.facts == answers


@settings(deadline=None)
@given(
    st.dictionaries(st.text(max_size=12), st.none() | st.booleans() | st.integers() | st.text(max_size=5), max_size=4)
)
def test_any_other_mapping_is_read_or_refused_with_a_sentence(mapping) -> None:
    try:
        parse_facts(mapping, "x", catalogue(), TODAY)
    except ActionableError as error:
        assert words("zh").sentence(error)
