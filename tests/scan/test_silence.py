"""Doubts in a text of nobody, and a company's own address and lines, are no findings; a customer's are."""

import pytest

from engine.model.findings import Segment, Span
from engine.scan import worker
from engine.scan.silence import silenced


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
    return {span.entity_type for span in worker.scan([Segment(text)])[0] if not span.masked}


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


@pytest.mark.parametrize(
    "text",
    [
        "物业提醒：地下车库二层漏水，请移车。物业服务中心 021-5888 6612，夜间值班 021-5888 6613。",
        "如有人中暑，立即移到阴凉处，最近的医院是市三医院急诊，电话 0898-3665 1200。",
        "空调坏了可以打这个号 0571-8765 1130，周末也有人接，费用月底一起结，单子放在二楼抽屉里。",
    ],
)
def test_a_fixed_line_in_a_text_of_nobody_is_nobodys(text):
    assert not found(text)


def test_a_fixed_line_of_somebody_stays():
    assert "PHONE" in found("合同已寄出，成都某某贸易有限公司那边由费师傅对接，电话(0571)8735 7379。")
    assert "PHONE" in found("空调坏了打给费师傅 0571-8765 1130，周末也有人接，费用月底一起结，单子放在二楼抽屉里。")
    assert "PHONE" in found("我家里的座机 0571-8765 1130，白天都有人，手机常常打不通，取件前请先拨这个号码，麻烦了。")


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("护照号码请逐位核对，示例：E12345670", "护照号码请逐位核对：E12345670"),
        ("Passport sample: E12345670", "Passport: E12345670"),
    ],
)
def test_a_number_shown_as_an_example_is_nobodys(shown, told):
    assert (found(shown), found(told)) == (set(), {"PASSPORT"})


@pytest.mark.parametrize(
    "text",
    [
        "【春季小知识】柳絮飘飞，鼻炎、荨麻疹和哮喘高发，出门记得戴口罩。如症状不退，应及时就诊。",
        "Wellness Wednesday: five myths about migraine. Keep a diary. Next week: type 2 diabetes and asthma at work.",
        "周会纪要：孕照棚温度不低于26度，备葡萄糖防低血糖，有先兆流产的延期。行动项：话术更新、道具消毒。",
        "4月2日是世界孤独症日。孤独症又称自闭症，多在三岁前发病，早发现、早干预可以明显改善社交能力。",
    ],
)
def test_what_is_told_of_nobody_is_no_circumstance(text):
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("客服您好，上周约的外景想改到下个月，我怀孕28周了，走不动那么远的路，麻烦看看还有没有棚拍的时间。", "HEALTH"),
        ("Good morning, could we have the table by the door on Friday please? My husband uses a wheelchair.", "HEALTH"),
        (
            "Hello, two for lunch on Sunday at half past twelve please. I am Muslim, so no pork in the broth.",
            "RELIGION",
        ),
    ],
)
def test_what_is_told_of_one_person_stays_though_nobody_is_named(text, kind):
    assert kind in found(text)


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
