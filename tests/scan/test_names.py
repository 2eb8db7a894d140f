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
    [
        ("人事鲍: 发下资料", "鲍"),
        ("店长 祁已核实", "祁"),
        ("财务岑: 到账了", "岑"),
        ("值班祁\n明天休", "祁"),
        ("选片师程: 已发", "程"),
        ("摄影师 路: 到了", "路"),
    ],
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
        ("豆包奶奶: 几点取", "豆包"),
        ("承办 邝\n二〇二四年", "邝"),
        ("复核: 荀  制单: 冼", "荀"),
        ("相册收到了，谢谢！邝", "邝"),
        ("以上。\n此致\n敬礼\n邝", "邝"),
        ("老伴卞月娥，今天来", "卞月娥"),
        ("司机老阙，翻译小芮。", "老阙"),
        ("司机老阙，翻译小芮。", "小芮"),
        ("小魏的电脑", "小魏"),
        ("此致\n敬礼！\n\n卞月娥　Eva\n市场部", "卞月娥"),
        ("辛苦了。\n芮小丹", "芮小丹"),
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
        "摄影师：拾光",
        "化妆师: 待定",
        "修图师",
        "黄、白、蓝三种",
        "马、牛、羊",
        "宝宝妈妈: 在吗",
        "两个爸爸: 在吗",
        "小方的盒子",
        "感谢平台",
        "谢谢！\n于市场部",
        "发件人：招商",
        "狗“小白”很乖",
        "兔子3只（小白、小黄）",
    ],
)
def test_nobody_behind_an_office_or_a_label(text):
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("早班:韩、杨、朱三位", {"韩", "杨", "朱"}),
        ("到场王/李/赵", {"王", "李", "赵"}),
        ("由邓、彭两人负责", {"邓", "彭"}),
        ("A 孔/曹", {"孔", "曹"}),
    ],
)
def test_surnames_in_a_row(text, names):
    assert told(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("伍永康旧护照 G44209187 复印件", {"伍永康"}),
        ("5. 我爸 龙四海 C77120934", {"龙四海"}),
        ("川口健太 TS7720913", set()),
        ("水单 N8869702", set()),
        ("到货两车,单号E30714426", set()),
        ("充到17045318867", set()),
        ("原证号 M08817402", set()),
    ],
)
def test_who_stands_right_before_a_number_of_people(text, names):
    assert told(text) == names


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
        ("南通崇川支行", "崇川", "PERSON"),
        ('"光屿-罗佳" <luo@example.com>', "光屿", "PERSON"),
        ("光屿数码摄影工作室", "光屿", "PERSON"),
        ("患儿:体重2.9kg", "患儿", "PERSON"),
        ("客户反映屏幕碎裂，已寄回", "屏幕碎裂", "HEALTH"),
        ("您的单子压了一周", "压了一", "HEALTH"),
        ("孩子28个，老师3个", "3", "MINOR"),
        ("B50449127 NGA", "NGA", "RELIGION"),
        ("性别,民族,政治面貌", "面貌", "RELIGION"),
        ("she is pregnant 7 months", "7 months", "MINOR"),
        ("摄影师麦田影像", "麦田", "PERSON"),
        ("云朵妆造的跟妆", "云朵", "PERSON"),
        ("客服小棠: 在的", "小棠", "PERSON"),
        ("金店大姐: 在吗", "金店", "PERSON"),
        ("金主爸爸们", "金主", "PERSON"),
        ("陶土色背景", "陶土", "PERSON"),
        ("column 4: Bothell", "Bothell", "PERSON"),
        ("光屿工作室 上海市静安区江宁路店三楼", "上海市静安区江宁路店三楼", "ADDRESS"),
        ("sheet: cms_help_category", "cms_help_category", "WECHAT_ID"),
        ("column 3: Sedro Woolley", "Sedro Woolley", "PERSON"),
        ("Faure & Fils on the sign", "Faure", "PERSON"),
        ("森系和日系", "森系", "PERSON"),
        ("师姐带师弟", "师", "PERSON"),
        ("月嫂在旁边", "月", "PERSON"),
        ("那方形相框", "那方形", "PERSON"),
        ("冉某之妻", "之妻", "PERSON"),
        ("身份证号 见附件", "身份证号", "PERSON"),
        ("紧急联系人 母亲", "紧急联系人", "PERSON"),
        ("级别：高", "高", "PERSON"),
        ("民族：苗", "苗", "PERSON"),
        ("约师傅来", "约", "PERSON"),
        ("阿叔代收", "阿", "PERSON"),
        ("顺颂 时祺", "时祺", "PERSON"),
        ("嗯嗯 好的", "嗯嗯", "PERSON"),
        ("我家咪咪很乖", "咪咪", "PERSON"),
        ("兔子2只（毛毛、球球）", "球球", "PERSON"),
        ("passport HRV, valid", "HRV", "PERSON"),
        ("dad's birthday", "dad's", "PERSON"),
        ("Bride's home 06:30", "Bride's", "PERSON"),
    ],
)
def test_what_the_network_marks_is_held_against_what_such_a_thing_looks_like(text, value, kind):
    start = text.index(value)
    assert not list(marked(text, [(start, start + len(value), kind, 0.96)]))


def test_an_illness_is_one_whatever_words_it_is_made_of():
    text = "她有系统性红斑狼疮"
    assert list(marked(text, [(2, len(text), "HEALTH", 0.96)]))


def test_a_surname_that_is_a_verb_elsewhere_is_a_name_with_a_title():
    assert list(marked("请戴先生到前台", [(1, 2, "PERSON", 0.96)]))


@pytest.mark.parametrize(
    ("text", "mark", "name"),
    [
        ("陳生張單", "陳生", "陳"),
        ("岑太來電", "岑太", "岑"),
        ("邓、彭两位", "邓、彭", "邓"),
        ("司徒浩然到了", "司徒浩然", "司徒浩然"),
        ("前台-小棠: 在的", "小棠", "小棠"),
        ("买买提江到了", "买买提江", "买买提江"),
        ("芹姨来取", "芹", "芹"),
        ("LI met NG", "NG", "NG"),
        ("ask AMY first", "AMY", "AMY"),
        ("from: 沈亦舟", "沈亦", "沈亦舟"),
        ("沈亦说: 好的", "沈亦", "沈亦"),
        ("沈亦总，您好", "沈亦", "沈亦"),
        ("老周的车堵在路上", "老周", "老周"),
        ("收件人: 廖 嘉宁", "嘉宁", "廖 嘉宁"),
        ("欧阳 建国\t女", "建国", "欧阳 建国"),
        ("胡晓峰从后门进", "胡晓峰从", "胡晓峰"),
        ('"光屿-罗佳" <luo@example.com>', "光屿-罗佳", "罗佳"),
        ("谢谢\n\n——\n林振华\n电话", "振", "林振华"),
        ("上官子轩\t女", "子轩", "上官子轩"),
        ("方向先生要坐前排", "方向", "方向"),
        ("收件宫女士", "宫", "宫"),
        ("宝宝小名蚕豆", "蚕豆", "蚕豆"),
        ("@欣然 花童是谁", "欣然", "欣然"),
        ("column 4: Brandon", "Brandon", "Brandon"),
        ("column 4: Maria Quimby", "Maria Quimby", "Maria Quimby"),
        ("Hello Crystal & Brandon", "Crystal", "Crystal"),
    ],
)
def test_what_of_a_mark_is_the_name(text, mark, name):
    start = text.index(mark)
    assert [text[s:e] for s, e, *_ in marked(fold(text), [(start, start + len(mark), "PERSON", 0.96)])] == [name]
