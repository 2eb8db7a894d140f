"""Values that were covered before are marked apart, and nothing else is found where they stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.findings import Segment
from engine.scan import worker


def spans(text):
    return worker.scan([Segment(text)])[0]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("手机138****1234，请核对", {("PHONE", "138****1234")}),
        ("身份证 3101**********1234", {("CN_RESIDENT_ID", "3101**********1234")}),
        ("收件人：王*，邮箱 f***@example.com", {("PERSON", "王*"), ("EMAIL", "f***@example.com")}),
        ("卡号 6222 **** **** 1234", {("BANK_CARD", "6222 **** **** 1234")}),
        ("尾号1234的银行卡，手机尾号8000", set()),
        ("尺寸 3*4*5，共 12*2 件，**重要**", set()),
    ],
)
def test_masked_values_are_no_findings(text, masked):
    found = spans(text)
    assert {(s.entity_type, text[s.start : s.end]) for s in found if s.masked} == masked
    assert not [s for s in found if not s.masked]


def test_open_values_beside_masked_ones_are_found():
    text = "登记手机138****1234，新号码13800138000"
    assert {(s.masked, text[s.start : s.end]) for s in spans(text)} == {(True, "138****1234"), (False, "13800138000")}


@settings(max_examples=100)
@given(
    st.from_regex(r"1[3-9][0-9]\*{4}[0-9]{4}", fullmatch=True), st.sampled_from(("手机", "电话：", "tel ", "会员号"))
)
def test_no_finding_stands_on_a_masked_number(number, label):
    assert all(s.masked for s in spans(f"{label}{number}，谢谢"))
