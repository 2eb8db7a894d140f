"""What the detector says of whole texts: the types, the traps, and that nothing around a text changes its findings."""

import random
import socket
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.findings import Segment
from engine.scan.detector import Detector
from tests.scan.numbers import CARD, CN_ID, IBAN


def found(detector, text, context=""):
    return {
        (s.entity_type, text[s.start : s.end]) for s in detector.detect([Segment(text, context)])[0] if not s.masked
    }


MIXED = f"""尊敬的王女士：
订单 SF1234567890 已发出，收件人：李小雨，手机 138-0013-8000，寄到上海市浦东新区张江镇碧波路690弄3号楼502。
身份证号{CN_ID}，卡号 {CARD}。我的微信号是linmei_88，QQ：283190011。
> Dear Rose Whitlow, we live at 12 Baker Street, London. Phone: +44 20 7946 0018, DOB: 12/12/1986, IBAN {IBAN}.
客服热线 400-820-8820，service@example.cn，mei.lin@example.cn"""


def test_mixed_language_text(detector):
    assert found(detector, MIXED) >= {
        ("PERSON", "王"), ("PERSON", "李小雨"), ("PHONE", "138-0013-8000"), ("CN_RESIDENT_ID", CN_ID),
        ("BANK_CARD", CARD),
        ("ADDRESS", "上海市浦东新区张江镇碧波路690弄3号楼502"), ("WECHAT_ID", "linmei_88"), ("QQ", "283190011"),
        ("PERSON", "Rose Whitlow"), ("PHONE", "+44 20 7946 0018"), ("DATE_OF_BIRTH", "12/12/1986"), ("IBAN", IBAN),
        ("EMAIL", "mei.lin@example.cn"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "您的订单 250211093000157788 已支付 1280.00 元（2025-02-11 09:30:00），流水号 15550100200，货号 QK-77120345。",
        "软件升级到版本 10.4.2.7，快递单号 YT5550100200331，合计￥640.50。",
        "客服热线 400-820-8820 或 95588，邮箱 kefu@example.cn。手机尾号8000，138****8000。",
        "We ship the frames on Tuesday; SKU E55501002-WHT costs USD 64.50 per piece.",
        "王老吉凉茶和张小泉剪刀有货。孕照、百日照套餐八折，清真寺旁边的店。",
        "Invoice 55501002 for Hartwell & Sons Ltd, tracking 1Z555010020033100.",
    ],
)
def test_what_is_no_personal_data(detector, text):
    assert found(detector, text) == set()


@pytest.mark.parametrize(
    ("header", "value", "expected"),
    [
        ("手机号", "13800138000", {("PHONE", "13800138000")}),
        ("订单号", "13800138000", set()),
        ("姓名", "宁静", {("PERSON", "宁静")}),
        ("customer_name", "rose", {("PERSON", "rose")}),
        ("公司名称", "宁静文化有限公司", set()),
        ("生日", "1990-03-05", {("DATE_OF_BIRTH", "1990-03-05")}),
        ("下单日期", "1990-03-05", set()),
        ("会员号", "88203948", {("MEMBER_ID", "88203948")}),
        ("护照号", "E12345670", {("PASSPORT", "E12345670")}),
        ("SKU", "E12345670", set()),
    ],
)
def test_a_columns_name_decides_what_its_values_are(detector, header, value, expected):
    assert found(detector, value, header) == expected


def test_display_names_of_a_header(detector):
    text = '"Whitlow, Rose" <rose.whitlow@example.com>, 王伟 <ww@example.cn>, 影楼客服 <kefu@example.cn>'
    assert found(detector, text, "to") == {
        ("PERSON", "Whitlow, Rose"), ("EMAIL", "rose.whitlow@example.com"), ("PERSON", "王伟"),
        ("EMAIL", "ww@example.cn"),
    }  # fmt: skip


def test_spans_are_sorted_apart_and_personal(detector):
    spans = detector.detect([Segment("北京云海科技有限公司的张三丰，" * 3 + MIXED)])[0]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "ORGANIZATION" not in {s.entity_type for s in spans}


def test_findings_do_not_depend_on_the_other_texts_of_a_call():
    texts = [
        f"请联系{name}，电话1380013{n:04d}，她住在{place}。"
        for n, (name, place) in enumerate(
            [
                ("王小丽", "苏州"),
                ("周杰", "杭州西湖区文三路478号"),
                ("欧阳若溪", "成都"),
                ("苏映雪", "上海"),
                ("于强", "北京朝阳区"),
            ]
        )
    ] + [
        "Dear Rose Whitlow, please call Tom Hill.",
        "Ask Nora Hartwell about 71 Linden Road, Ashford, Kent.",
        "hello",
    ]
    segments = [Segment(text) for text in texts]
    together = Detector().detect(segments)
    for at in (0, 3, 5):
        assert Detector().detect([segments[at]]) == [together[at]]
    warm, order = Detector(), list(range(len(segments)))
    random.Random(7).shuffle(order)
    shuffled = warm.detect([segments[i] for i in order])
    assert [shuffled[order.index(i)] for i in range(len(segments))] == together
    assert warm.detect(segments) == together


def test_quoted_text_has_the_findings_of_the_original(detector):
    plain, quoted = "姓名：张三丰\n微信：zsf_1990", "> 姓名：张三丰\n> 微信：zsf_1990"
    assert found(detector, plain) == found(detector, quoted) != set()


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "\ud800", "İ" * 40 + " 13800138000", "@" * 5000, "1" * 5000, "<" * 3000 + "a@b.cn"]
)
def test_odd_texts_do_no_harm(detector, text):
    for span in detector.detect([Segment(text)])[0]:
        assert 0 <= span.start < span.end <= len(text)


def test_no_network_is_touched(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("the detector reached for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert found(Detector(), MIXED)


ODD = (
    "护照",
    "密码",
    "会员号",
    "王",
    "女士",
    "138",
    "****",
    "###",
    "@",
    ".",
    ":",
    "=",
    " ",
    "●",
    "🐑",
    "\n",
    "pin",
    "E",
    "<a@b.cn>",
    "5岁",
    "过敏",
)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(ODD)).map("".join))
def test_no_text_breaks_the_detector(detector, text):
    spans = detector.detect([Segment(text)])[0]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_masked_value_without_digit_or_letter_is_no_beginning_of_a_list(detector):
    detector.detect([Segment("王护照*** 138")])


@pytest.mark.parametrize(
    "text", ["邮箱minguo160@mail.example", "发到minguo160@mail.example，谢谢", "Email：minguo160@mail.example"]
)
def test_words_before_a_mailbox_are_no_part_of_it(detector, text):
    assert found(detector, text) == {("EMAIL", "minguo160@mail.example")}


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Dear Rose Whitlow, your album is ready", {"Rose Whitlow"}),
        ("Hi May,\nsee you", {"May"}),
        ("Dear Customer,", set()),
        ("Hi All,", set()),
    ],
)
def test_who_is_greeted(detector, text, persons):
    assert {value for kind, value in found(detector, text) if kind == "PERSON"} == persons
