"""Doubts in a text of nobody, and a company's own address and lines, are no findings; a customer's are."""

import pytest

from engine.model.findings import Segment, Span
from engine.scan.detector import Detector
from engine.scan.silence import silenced

DETECTOR = Detector()


def name(text: str, value: str, score: float, recognizer: str = "names", kind: str = "PERSON") -> Span:
    start = text.index(value)
    return Span(start, start + len(value), kind, score, recognizer)


NOTICE = "周六午餐统一订黄焖鸡，饮料自带，记得打卡签到。"


def test_a_half_believed_name_goes_where_nothing_else_is_told():
    assert silenced(NOTICE, (name(NOTICE, "黄焖鸡", 0.9),)) == ()


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (NOTICE, (name(NOTICE, "黄焖鸡", 0.96),)),
        (NOTICE, (name(NOTICE, "黄焖鸡", 0.9), name(NOTICE, "打卡", 0.8, "username", "USERNAME"))),
        (NOTICE, (name(NOTICE, "黄焖鸡", 0.9), name(NOTICE, "打卡", 0.8, kind="WECHAT_ID"))),
        ("黄焖鸡 已付", (Span(0, 3, "PERSON", 0.8, "names"),)),
        ("The courier asked for Tamsin at the desk", (Span(22, 28, "PERSON", 0.8, "names"),)),
    ],
    ids=["believed", "beside a rule's finding", "beside a told id", "in a cell", "in English"],
)
def test_it_stays_where_more_is_told(text, spans):
    assert silenced(text, spans) == spans


def found(text: str) -> set[str]:
    return {span.entity_type for span in DETECTOR.detect([Segment(text)])[0] if not span.masked}


@pytest.mark.parametrize(
    "text",
    [
        "【门店公告】\n地址：三亚市海棠区海棠北路118号A区1层\n服务热线 400-699-8956",
        "公司地址：杭州市滨江区江南大道3800号  电话：0571-8600 1233",
        "Light Room Ltd\nUnit 4, Brewery Wharf, Leeds LS10 1NE\nTel 0113 496 0211 | VAT GB 219 4471 08",
        "Studio address: 18 Mill Road, Cambridge CB1 2AD. Open 9-6.",
    ],
)
def test_a_company_says_where_it_is(text):
    assert not found(text)


@pytest.mark.parametrize(
    "text",
    [
        "客服你好，地址改成杭州市滨江区江南大道3800号8幢，谢谢",
        "收货地址：杭州市滨江区江南大道3800号8幢 联系门店自提也行",
        "公司团购，送到杭州市滨江区江南大道3800号8幢",
        "新店优惠还有吗 苏州市姑苏区平江路88号3幢2单元501",
        "Please ship to my studio flat, 18 Mill Road, Cambridge CB1 2AD",
    ],
)
def test_a_customer_says_where_to_send(text):
    assert "ADDRESS" in found(text)


def test_a_mobile_in_an_announcement_is_somebodys():
    assert found("门店公告：加急件请打 13805718846，营业时间 9-21 点") == {"PHONE"}


def test_a_firm_on_a_card_is_where_the_firm_is():
    card = "温嘉珩\n业务经理\n恒映相纸（东莞）有限公司\nM: 13712905518\nAdd: 东莞市长安镇锦厦路66号恒映工业园3栋"
    assert found(card) == {"PERSON", "PHONE"}
    assert "ADDRESS" in found(card.replace("恒映相纸（东莞）有限公司", "工作单位：恒映相纸（东莞）有限公司"))


@pytest.mark.parametrize(
    ("text", "found_one"),
    [
        ("瞿小姐 13800138000\n总部：徐汇区漕溪路 18 号 银海大楼 A 座 12F", False),
        ("Regards, Odette\nStudio address: 14 Mill Lane, Leeds LS1 4AB", False),
        ("瞿小姐 13800138000\n寄到：徐汇区漕溪路 18 号 银海大楼 A 座 1203 室", True),
    ],
)
def test_a_firms_premises_are_nobodys_home_whoever_signs(text, found_one):
    assert ("ADDRESS" in found(text)) is found_one
