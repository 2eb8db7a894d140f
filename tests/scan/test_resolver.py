"""Which candidate stands where several claim the same characters."""

import pytest

from engine.scan.resolver import Candidate, resolved
from engine.scan.rules import rules


def candidate(start, end, entity_type, score=0.8, recognizer="rule"):
    return Candidate(start, end, entity_type, score, recognizer)


CASES = {
    "a rule wins over a model, whatever the type": (
        [candidate(0, 10, "PERSON", 0.99, "names"), candidate(4, 8, "QQ", 0.5)],
        ["QQ"],
    ),
    "a checksum explains a number better than a telephone": (
        [candidate(0, 11, "PHONE", 0.95), candidate(0, 18, "CN_RESIDENT_ID")],
        ["CN_RESIDENT_ID"],
    ),
    "an address keeps the name of its street": (
        [candidate(0, 12, "ADDRESS", 0.8, "names"), candidate(3, 6, "PERSON", 0.9, "names")],
        ["ADDRESS"],
    ),
    "of one type the longer stands": ([candidate(2, 4, "PERSON", 0.9), candidate(0, 4, "PERSON", 0.5)], ["PERSON"]),
    "what is masked hides a longer value over it": (
        [Candidate(3, 14, "PHONE", 0.9, "rule", masked=True), candidate(0, 18, "CN_RESIDENT_ID")],
        ["PHONE"],
    ),
    "a rule with evidence of its own wins over one that rests on the model's word": (
        [candidate(0, 14, "MEMBER_ID", 0.6, "member_marked"), candidate(0, 14, "PHONE", 0.85)],
        ["PHONE"],
    ),
    "neighbours both stand": ([candidate(5, 9, "QQ"), candidate(0, 5, "PHONE")], ["PHONE", "QQ"]),
}


@pytest.mark.parametrize("name", CASES)
def test_one_answer(name):
    candidates, expected = CASES[name]
    for order in (candidates, candidates[::-1]):
        assert [c.entity_type for c in resolved(order)] == expected


def test_rules_that_rest_on_the_model_s_word_are_called_so():
    assert {rule.id for rule in rules() if rule.marked} == {rule.id for rule in rules() if rule.id.endswith("_marked")}
