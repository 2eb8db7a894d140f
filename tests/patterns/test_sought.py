"""What is typed into the search meets every spelling of it, and its signs are never a regular expression's own."""

import re

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.patterns.sought import MOST_WORDS, OTHERWISE, patterns

MEETS = [
    ("国", "中國銀行"),
    ("國", "中国银行"),
    ("ｗａｎｇ", "Wang Lihua"),
    ("WANG", "ｗａｎｇ＠example.test"),
    ("order 12", "No. 12 of my ORDER"),
    ('"order 12"', "order\n 12"),
    ("a.b", "a.b"),
    ("5%", "５％"),
    ("(x", "f(x)"),
]
MISSES = [("a.b", "axb"), ('"order 12"', "12 order"), ("王丽", "王 丽"), ("[ab]", "a"), ("x|y", "x")]


def met(sought: str, text: str, plain: bool = False) -> tuple[bool, bool]:
    told = patterns(sought, plain=plain)
    ours = all(re.search(one, text) for one in told)
    theirs = all(duckdb.execute("SELECT regexp_matches(?, ?)", [text, one]).fetchall()[0][0] for one in told)
    return ours, theirs


@pytest.mark.parametrize(("sought", "text"), MEETS)
def test_all_spellings_are_met(sought: str, text: str) -> None:
    assert met(sought, text) == (True, True)


@pytest.mark.parametrize(("sought", "text"), MISSES)
def test_signs_stand_for_themselves(sought: str, text: str) -> None:
    assert met(sought, text) == (False, False)


SIGNS = st.text("aBkKsſ1国國ａＢ１－-，, .%'’陈陳", max_size=6)


@given(SIGNS, SIGNS)
def test_plain_patterns_meet_the_same_where_nothing_is_written_otherwise(sought: str, text: str) -> None:
    text += sought
    assert re.search(OTHERWISE, text) or met(sought, text, plain=True) == met(sought, text) == (True, True)
    assert re.search(OTHERWISE, text[:-1]) or met(sought, text[:-1], plain=True) == met(sought, text[:-1])


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_pattern_of_both_engines_and_meets_itself(text: str) -> None:
    found = patterns(text)
    assert len(found) <= MOST_WORDS
    encodable = text.encode("utf-8", "ignore").decode()
    for one in patterns(encodable):
        re.compile(one)
        duckdb.execute("SELECT regexp_matches('', ?)", [one])


def test_nothing_is_sought_with_nothing() -> None:
    assert patterns("  \n ") == ()
