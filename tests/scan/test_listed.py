"""Listed terms in text: whole Latin words, Chinese anywhere, any width and case, the longest first."""

import json
import re
import time
from itertools import pairwise

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.scan.listed import Listed, ListedText, sieve
from engine.scan.shapes import shapes, whole, within

ENTRIES = [Listed(1, "小圆子"), Listed(2, "Lin"), Listed(3, "小圆"), Listed(4, "GY-####", True), Listed(5, "lin wei")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请找小圆子谢谢", [("小圆子", 1)]),
        ("小圆在", [("小圆", 3)]),
        ("call LIN, not Linda or Berlin", [("LIN", 2)]),
        ("Lin Wei和Ｌｉｎ", [("Lin Wei", 5), ("Ｌｉｎ", 2)]),
        ("GY-2041 gy2042 GY 2043", [("GY-2041", 4), ("gy2042", 4), ("GY 2043", 4)]),
        ("XGY-2041 GY-20415 GY--2041", []),
        ("İLin 小圆子", [("小圆子", 1)]),
        ("", []),
    ],
)
def test_what_is_listed_is_found_as_it_stands(text: str, found: list[tuple[str, int]]) -> None:
    assert [(text[start:end], key) for start, end, key in ListedText(ENTRIES).spans(text)] == found


@given(st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=8), st.text(max_size=40))
def test_spans_lie_in_the_text_and_apart(terms: list[str], text: str) -> None:
    spans = ListedText([Listed(n, term) for n, term in enumerate(terms)]).spans(text)
    assert all(0 <= start < end <= len(text) for start, end, _ in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_time_grows_with_the_text_alone() -> None:
    few, many = (ListedText([Listed(n, f"某甲{n:05}") for n in range(count)]) for count in (10, 3000))
    text = "某甲乙丙丁" * 20_000

    def taken(listed: ListedText) -> float:
        begun = time.process_time()
        listed.spans(text)
        return time.process_time() - begun

    assert taken(many) < 20 * max(taken(few), 0.005)


def test_many_hits_in_one_text_cost_no_more_than_their_number() -> None:
    begun = time.process_time()
    assert len(ListedText(ENTRIES).spans("小圆子，" * 50_000)) == 50_000
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("entity_type", "value", "expected"),
    [
        ("PHONE", "400-123-4567", ("400-###-####", "###-###-####")),
        ("PHONE", "４００１２３４５６７", ("400#######", "##########")),
        ("MEMBER_ID", "VIP20240017", ("VI@########", "@@@########")),
        ("PERSON", "王小明", ()),
        ("EMAIL", "a1@shop.test", ()),
    ],
)
def test_shapes_keep_no_more_than_the_covered_form_shows(entity_type: str, value: str, expected: tuple) -> None:
    assert shapes(entity_type, value) == expected
    squeezed = re.sub(r"[^0-9A-Za-z]", "", value)
    assert all(re.search(whole(shape), squeezed) for shape in expected if squeezed)


def test_a_shape_inside_a_text_is_no_part_of_a_longer_number() -> None:
    assert not re.search(within("####"), "12345") and re.search(within("####"), "号1234。")


SPELLED = st.text(st.sampled_from([*"abkzAZ019-_.·，  \"'\\/#@小圆陳陈丽麗ＡｚＫ１－　＂“”’ſß\u212a"]), max_size=14)


@settings(deadline=None)
@given(st.lists(st.tuples(SPELLED, st.booleans()), min_size=1, max_size=3), SPELLED, st.integers(0, 14), st.booleans())
def test_no_text_in_which_something_is_listed_falls_through_the_sieve(
    drawn: list[tuple[str, bool]], other: str, at: int, spaced: bool
) -> None:
    entries = [Listed(n, " ".join(text.split()), is_shape) for n, (text, is_shape) in enumerate(drawn)]
    text = f"{other[:at]} {drawn[0][0]} {other[at:]}".replace(" ", "&nbsp;" if spaced else " ")
    if ListedText(entries).spans(text):
        fields = json.dumps({"body": text}, ensure_ascii=False)
        assert duckdb.execute("SELECT regexp_matches(?, ?)", [fields, sieve(entries)]).fetchone() == (True,)


def test_the_sieve_lets_little_through() -> None:
    keep = re.compile(sieve(ENTRIES[:1]))
    assert keep.search('{"a": "请找小圓子"}') and not keep.search('{"a": "请找小丸子"}')
