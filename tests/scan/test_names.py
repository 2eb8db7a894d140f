"""Persons told by an office, a label or a column, and what stands there without being anybody."""

import pytest

from engine.patterns.spelling import fold
from engine.scan.chinese_names import chinese_names
from engine.scan.headers import named_cell
from engine.scan.marks import marked


def told(text: str) -> set[str]:
    return {text[start:end] for start, end in chinese_names(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [("人事鲍: 发下资料", "鲍"), ("店长 祁已核实", "祁"), ("财务岑: 到账了", "岑"), ("值班祁\n明天休", "祁")],
)
def test_a_surname_behind_an_office(text, name):
    assert name in told(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("婷：今天谁开店\n涛：我开", "婷"),
        ("文文：在吗\n客服：在的", "文文"),
        ("婷:今天谁开店\n财务-芳: 我开", "芳"),
        ("请问贵姓\n芋圆: 免贵姓冼 4471", "冼"),
    ],
)
def test_a_name_of_one_character_or_of_one_said_twice(text, name):
    assert name in told(fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "班主任会打电话",
        "请填姓名和电话",
        "财务章: 已盖",
        "前台台: 缺一把椅子",
        "摄影单: 见附件",
        "转账至支付宝",
        "亲爱的顾客，您好",
        "女儿照片（4岁，正脸）",
    ],
)
def test_nobody_behind_an_office_or_a_label(text):
    assert told(text) == set()


@pytest.mark.parametrize(
    "value", ["非会员", "测试单勿动", "散客", "QD-V1-024011", "unknown", "TBC", "walk-in", "Anna2"]
)
def test_cells_of_a_names_column_that_name_nobody(value):
    label = "姓名: "
    assert list(named_cell(label + value, len(label))) == []


@pytest.mark.parametrize("value", ["鲍小雨", "Rose Whitlow", "焦太太", "DA SILVA, R"])
def test_cells_of_a_names_column_that_name_somebody(value):
    label = "姓名: "
    assert len(list(named_cell(label + value, len(label)))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Odo: Hi! I'm Odo, your booking assistant.",
        "Odo 🤖: most babies are photographed early. Odo can help!",
        "Kind regards, Odo (virtual assistant)",
    ],
)
def test_a_program_that_chats_is_nobody_throughout_its_text(text):
    marks = [(at, at + 3, "PERSON", 0.99) for at in range(len(text)) if text.startswith("Odo", at)]
    assert list(marked(text, marks)) == []


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("一张恐龙背景纸", "龙", "PERSON"),
        ("操作时必须戴手套", "戴", "PERSON"),
        ("金牛座财运不错", "金牛座", "PERSON"),
        ("B50449127 NGA", "NGA", "RELIGION"),
        ("性别,民族,政治面貌", "面貌", "RELIGION"),
        ("she is pregnant 7 months", "7 months", "MINOR"),
    ],
)
def test_what_the_network_marks_is_held_against_what_such_a_thing_looks_like(text, value, kind):
    start = text.index(value)
    assert not list(marked(text, [(start, start + len(value), kind, 0.96)]))


def test_a_surname_that_is_a_verb_elsewhere_is_a_name_with_a_title():
    assert list(marked("请戴先生到前台", [(1, 2, "PERSON", 0.96)]))
