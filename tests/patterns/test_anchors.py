"""What patterns need is read off them rightly: whatever a pattern matches holds it, so that no text is passed over."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.patterns.anchors import needs
from engine.patterns.gate import Gate
from engine.scan.rules import rules

RULES = [(f"{rule.id}-{n}", pattern) for rule in rules() for n, pattern in enumerate(rule.patterns)]
ODD = (
    "(?i:kin)",
    "(?i:[a-z]{3})[0-9]{4}",
    "[\u0100-\u024f]{2}x9",
    "(?i:[^a]b)c7",
    "(?:[A-Z]{0,3}\\d)+",
    "ß{2}[-:]{2,}",
    "(?i:(?:^|.)(?<![a-z])(?:ward|\u00dfen)[0-9])",
    "(?i:[\u00df\u0131\ufb01k]?(?<![a-z])ward[0-9])",
)
A, Z = "\x02", "\x01"  # a capital and a small letter in the shape of a text


@pytest.mark.parametrize(
    ("pattern", "words", "digits"),
    [
        ("护照号?[: ][0-9]{4}", [{"护照 0000", "护照:0000", "护照号 0000", "护照号:0000"}], 4),
        ("(?i:Passport|visa) ?no", [{"passportno", "passport no", "visano", "visa no"}], 0),
        ("(?:微信|wx)(?:号)?[a-z]{3,}", [{"微信", "wx"}], 0),
        ("[0-9]{4}(?:-[0-9]{2}){2,}", [{"0000-00-00"}], 8),
        ("[a-z]*@[A-Z]{2}-?[0-9]", [{f"@{A}{A}-0", f"@{A}{A}0"}], 1),
        ("[a-z]{2}-[^x]", [{f"{Z}{Z}-"}], 0),
        ("[a-z]+ (?:red|blue)(?:fish|bird)", [{" redfish", " redbird", " bluefish", " bluebird"}], 0),
        ("(?i:[a-z]{2}-?x)[0-9]{3}", [{"x000"}, {"000"}], 3),
        ("x?(?:怀孕)+y*", [{"怀孕"}], 0),
        ("过敏|花粉", [{"过敏", "花粉"}], 0),
        ("过敏|[a-z]+", [], 0),
        ("(?:a|b)?", [], 0),
        ("k\u0131na", [{"kina"}], 0),
        ("(?>abc)d", [{"abcd"}], 0),
        ("(?i:(?<![a-z])(?:line|signal) ?id)", [{"\x03line id", "\x03lineid", "\x03signal id", "\x03signalid"}], 0),
        ("(?i:(?<![a-z])line|online)", [{"\x03line", "online"}], 0),
        ("(?i:no (?<![a-z])line)", [{"no line"}], 0),
        ("(?i:(?<![xyz])line|(?<!a)line)", [{"line"}], 0),
        ("(?<![a-z])line", [{"line"}], 0),
        ("(?i:(?<![a-z]))[a-z]+", [], 0),
    ],
)
def test_needs(pattern: str, words: list[set[str]], digits: int) -> None:
    assert needs(re.compile(pattern)) == (tuple(map(frozenset, words)), digits)


@pytest.mark.parametrize(
    "pattern",
    [*(pattern for _, pattern in RULES), *map(re.compile, ODD)],
    ids=[*(name for name, _ in RULES), *map(str, range(len(ODD)))],
)
def test_no_rule_is_passed_over_where_it_matches(pattern: re.Pattern[str]) -> None:
    needed = needs(pattern)
    gate = Gate([(needed.words, needed.digits)])

    @settings(max_examples=3, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(pattern))
    def opens(text: str) -> None:
        if pattern.search(text):
            assert gate.open(text) == [0]

    opens()


@pytest.mark.parametrize("before", ["", " ", "\n", "7", "在", "é", "\u00df", "\ufb01", "\u0149", "_", "\x01", "\x03"])
def test_a_word_starts_behind_everything_that_is_no_letter_of_its_pattern(before: str) -> None:
    pattern = re.compile("(?i:(?<![a-z])line id)")
    assert pattern.search(f"{before}Line ID")
    assert Gate([needs(pattern)]).open(f"{before}Line ID") == [0]


@pytest.mark.parametrize("before", ["a", "Z", "\u0131", "\u017f", "\u212a"])
def test_a_word_that_goes_on_behind_a_letter_opens_no_gate(before: str) -> None:
    pattern = re.compile("(?i:(?<![a-z])line id)")
    assert not pattern.search(f"{before}line id")
    assert Gate([needs(pattern)]).open(f"{before}line id") == []
    assert Gate([needs(pattern)]).open(f"{before}line id, line id") == [0]


def test_a_gate_opens_for_one_word_of_each_set_and_enough_digits() -> None:
    gate = Gate(
        [([frozenset(("护照", "passport")), frozenset(("号", "\0kind"))], 2), ([], 0), ([frozenset(("x",))], 0)]
    )
    assert gate.open("护照号12") == [0, 1]
    assert gate.open("护照12", ["\0kind"]) == [0, 1]
    assert gate.open("护照号1") == [1]
    assert gate.open("x") == [1, 2]
    assert gate.open("X\ud800") == [1, 2]
