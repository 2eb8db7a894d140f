"""A number written like a member number of the text is one; of another form, or like a doubtful one, it is not."""

import pytest

from engine.model.findings import Span
from engine.scan.alike import with_alike


def members(text: str, value: str, score: float = 0.85) -> set[str]:
    start = text.index(value)
    told = Span(start, start + len(value), "MEMBER_ID", score, "member_id")
    return {text[span.start : span.end] for span in with_alike(text, [told])} - {value}


@pytest.mark.parametrize(
    ("text", "value", "others"),
    [
        ("会员号 GN-V1-047718 卫兰\nGN-V1-000912 尚进", "GN-V1-047718", {"GN-V1-000912"}),
        ("my card 77-0081-4402-9 and my wife's 77-0081-4403-7", "77-0081-4402-9", {"77-0081-4403-7"}),
        ("会员号 88210037，订单 88210041", "88210037", set()),
        ("会员号 VIP00930，另有 VIP009301、XVIP00931", "VIP00930", set()),
        ("会员号 YZ-12 和 YZ-13", "YZ-12", set()),
    ],
)
def test_numbers_of_one_form(text, value, others):
    assert members(text, value) == others


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("旧 YG20190418\n新 YG20240077", ["MEMBER_ID", "MEMBER_ID"]),
        ("旧 YG20190418，护照 YG20240077", ["MEMBER_ID", "PASSPORT"]),
    ],
)
def test_a_number_of_the_form_is_a_document_only_where_its_line_says_so(text: str, kinds: list[str]) -> None:
    at = text.index("YG20240077")
    spans = [Span(2, 12, "MEMBER_ID", 0.85, "member_id"), Span(at, at + 10, "PASSPORT", 0.85, "passport")]
    assert [span.entity_type for span in with_alike(text, spans)] == kinds


def test_a_doubtful_number_makes_no_others():
    assert members("SK-00448120 points\nSK-00450102", "SK-00448120", score=0.6) == set()
