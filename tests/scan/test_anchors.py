"""What patterns need is read off them rightly: whatever a pattern matches holds it, so that no text is passed over."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.scan.anchors import Gate, needs, plain
from engine.scan.rules import rules

RULES = [(f"{rule.id}-{n}", pattern) for rule in rules() for n, pattern in enumerate(rule.patterns)]


@pytest.mark.parametrize(
    ("pattern", "words", "digits"),
    [
        ("护照号?[: ]?[0-9]{8}", {"护照", "护照 ", "护照:", "护照号", "护照号 ", "护照号:"}, 8),
        ("(?i:Passport|visa) ?no", {"passportno", "passport no", "visano", "visa no"}, 0),
        ("(?:微信|wx)(?:号)?[a-z]{3,}", {"微信", "wx", "微信号", "wx号"}, 0),
        ("[0-9]{4}(?:-[0-9]{2}){2,}", set(), 8),
        ("(?=[A-Z]{0,3}[0-9])[A-Z0-9]{9}", set(), 1),
        ("x?(?:怀孕)+y*", {"怀孕"}, 0),
        ("过敏|花粉", {"过敏", "花粉"}, 0),
        ("过敏|[a-z]+", set(), 0),
        ("(?:a|b)?", set(), 0),
        ("k\u0131na", {"kina"}, 0),
        ("(?>abc)d", {"abcd"}, 0),
    ],
)
def test_needs(pattern: str, words: set[str], digits: int) -> None:
    assert needs(re.compile(pattern)) == (frozenset(words), digits)


@pytest.mark.parametrize("pattern", [pattern for _, pattern in RULES], ids=[name for name, _ in RULES])
def test_no_rule_is_passed_over_where_it_matches(pattern: re.Pattern[str]) -> None:
    needed = needs(pattern)
    gate = Gate([([needed.words] if needed.words else [], needed.digits)])

    @settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(pattern))
    def opens(text: str) -> None:
        if pattern.search(text):
            assert gate.open(plain(text)) == [0]

    opens()


def test_a_gate_opens_for_one_word_of_each_set_and_enough_digits() -> None:
    gate = Gate(
        [([frozenset(("护照", "passport")), frozenset(("号", "\0kind"))], 2), ([], 0), ([frozenset(("x",))], 0)]
    )
    assert gate.open("护照号12") == [0, 1]
    assert gate.open("护照12", ["\0kind"]) == [0, 1]
    assert gate.open("护照号1") == [1]
    assert gate.open("x") == [1, 2]
