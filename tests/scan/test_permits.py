"""Numbers that permits and foreign passports share are told apart by the holder; documents without a word are found."""

import pytest

from engine.model.findings import Segment
from engine.scan import worker
from engine.scan.permits import is_chinese

KINDS = {"PASSPORT", "TRAVEL_PERMIT"}


def found(text):
    spans = worker.scan([Segment(text)])[0]
    return {(s.entity_type, text[s.start : s.end]) for s in spans if s.entity_type in KINDS}


@pytest.mark.parametrize(
    ("name", "chinese"),
    [("KWONG MEI FUN", True), ("Cheang, Ka Wai", True), ("LIU/XIAOYAN", True), ("许家瑜", True),
     ("阿麦", True), ("OH/SEUNGMIN", False), ("Bae Joo-hyuk", False), ("RIBEIRO/ANA", False), ("", False)],
)  # fmt: skip
def test_whose_name_is_chinese(name, chinese):
    assert is_chinese(name) is chinese


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KWONG MEI FUN M40771520 雪糕2支", {("TRAVEL_PERMIT", "M40771520")}),
        ("Bae Joo-hyuk M40771520 perfume", {("PASSPORT", "M40771520")}),
        ("旅客 許家瑜 H40771520 離境", {("TRAVEL_PERMIT", "H40771520")}),
        ("姓名\t国籍\t证件\t航班\nOh Seung-min\tKOR\tM40771521\tKE896", {("PASSPORT", "M40771521")}),
        ("Hanna Virtanen FP4207715 x2 bags", {("PASSPORT", "FP4207715")}),
        ("1. 卓玉芬   EK4207715   靠窗", {("PASSPORT", "EK4207715")}),
        ("name,doc,flt,sku\n薛美琪,H30771529,HX237,690123\nMarta Novak,CB4207715,CZ3081,690124",
         {("TRAVEL_PERMIT", "H30771529"), ("PASSPORT", "CB4207715")}),
        ("办证照登记\n祝小梅　EP4011801\n黎文进　G33011203", {("PASSPORT", "EP4011801"), ("PASSPORT", "G33011203")}),
        ("明天过关 我家 Hayden 带 H09226153 就够了吧", {("TRAVEL_PERMIT", "H09226153")}),
        ("Guest: Rui Pacheco\nNat.: Angola  Passport: N04207715\nBag: 3", {("PASSPORT", "N04207715")}),
    ],
)  # fmt: skip
def test_documents_without_a_word(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Hanna Virtanen order FP4207715", "会员 Hanna Virtanen FP4207715", "阿杰(874412095) 22:01:17 在吗",
     "Bag FP4207715 Hanna", "SKU M40771520 KOR"],
)  # fmt: skip
def test_numbers_of_things_beside_a_name(text):
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Passports for the shoot:\nMira Falk — C01X77R42 — 11 Feb 2016\nSam Osei — 540117822 — 3 Dec 2015",
         {"11 Feb 2016", "3 Dec 2015"}),
        ("往来台湾通行证：\n晏书瑶 L56011650 (1992.03.17)", {"1992.03.17"}),
        ("passport E11345670 valid 17 Mar 2019, EJ1134567 17 Mar 2031", set()),
    ],
)  # fmt: skip
def test_a_day_behind_a_document_is_its_holders_birthday_unless_it_expires(text, dates):
    spans = worker.scan([Segment(text)])[0]
    assert {text[s.start : s.end] for s in spans if s.entity_type == "DATE_OF_BIRTH"} == dates
