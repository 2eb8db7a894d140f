"""Pieces lose quote marks, never offsets."""

from hypothesis import given
from hypothesis import strategies as st

from engine.patterns.spelling import fold
from engine.scan.segments import LONGEST, pieces


@given(st.text(alphabet="ab> |\n\r　。, 张１\u2028\x0b", max_size=200))
def test_every_character_of_a_piece_leads_back_to_itself(text):
    for piece in pieces(text):
        for at, character in enumerate(piece.text):
            start, end = piece.origin(at, at + 1)
            assert end == start + 1
            assert character == "\n" or text[start] == character


@given(st.text(max_size=60))
def test_folding_keeps_offsets(text):
    assert len(fold(text)) == len(text)


def test_an_overlong_line_is_cut_and_nothing_is_lost():
    text = "电话13800138000。" * 1000
    found = list(pieces(text))
    assert "".join(p.text for p in found) == text
    assert all(len(p.text) <= LONGEST for p in found)


def test_a_quoted_paragraph_is_the_same_piece_as_the_original():
    assert [p.text for p in pieces("> 您好\n> 再见")] == [p.text for p in pieces("您好\n再见")]
