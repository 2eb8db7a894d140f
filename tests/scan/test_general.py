"""Health, faith and age are findings where somebody is spoken of: advice, questions, goods and pets are nobody."""

import time

import pytest

from engine.patterns.spelling import fold
from engine.scan.general import is_general


def general(marked: str, kind: str, *persons: str) -> bool:
    """Whether the phrase in [] speaks of nobody, with these persons named in the text."""
    start, end = marked.index("["), marked.index("]") - 1
    text = fold(marked.replace("[", "").replace("]", ""))
    return is_general(text, start, end, kind, [(text.index(name), text.index(name) + len(name)) for name in persons])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Q: can a visitor with a [nut allergy] try the nougat?", "HEALTH"),
        ("问：[乳糖不耐]能喝吗", "HEALTH"),
        ("如果到时候我[怀孕了]，卡能延吗", "HEALTH"),
        ("If a mother feels faint or has [asthma], stop", "HEALTH"),
        ("拍摄须知\n宝宝[湿疹]明显时改期", "HEALTH"),
        ("[冠心病]、孕妇、恐高者别报", "HEALTH"),
        ("对[坚果过敏]的客人请告知", "HEALTH"),
        ("本店有[轮椅]租借", "HEALTH"),
        ("□无 □[癫痫] □其他", "HEALTH"),
        ("主演《[白血病]来了以后》", "HEALTH"),
        ("他们都没忌口 也没[过敏]", "HEALTH"),
        ("改第九版了 我要[抑郁]了", "HEALTH"),
        ("店: [满月]就能来哈", "MINOR"),
        ("含[满月]、百天、周岁三次", "MINOR"),
        ("适合3-[6岁]", "MINOR"),
        ("我们收[6個月]至3歲", "MINOR"),
        ("kids [5] and under eat free", "MINOR"),
        ('那个"[十岁]"陈皮还有吗', "MINOR"),
        ("我家柯基[两岁]了", "MINOR"),
        ("our spaniel is [4 years old]", "MINOR"),
        ("套餐含[一岁]照 ¥899", "MINOR"),
        ("店小二: 毛孩子套餐3套造型\n客: 我家团团[12岁]了 能拍吗\n店小二: 狗狗高龄也可以", "MINOR"),
        ("客: 我家团团有[关节炎] 能拍吗\n店小二: 狗狗会安排垫子", "HEALTH"),
        ("our old boy Max ([13]) is a spaniel", "MINOR"),
        ("House rules\n* [Jaundice] can be toned down in retouching", "HEALTH"),
        ("[孕吐]、水肿明显的妈妈可以改期一次", "HEALTH"),
        ("[halal] snacks are on shelf 7", "RELIGION"),
        ("we cook vegetarian, [kosher] and vegan", "RELIGION"),
        ("是否需要[清真餐]：", "RELIGION"),
        ("Dietary need: [halal] 6 %", "RELIGION"),
        ("closed for [Diwali]", "RELIGION"),
        ("遇[孕晚期]客人、高龄老人，先让座", "HEALTH"),
        ("[糖尿病]、高血压同事均可报名膳食课", "HEALTH"),
        ("患[感冒]、皮肤病期间不得接触宝宝", "HEALTH"),
        ("[Coeliac]-safe dishes are marked", "HEALTH"),
        ("a campaign with [pregnant] women in natural light", "HEALTH"),
        ("新生儿 7-15 天；[百天] 90-120 天会抬头", "MINOR"),
    ],
)
def test_told_to_everybody(text, kind):
    assert general(text, kind)


@pytest.mark.parametrize(
    ("text", "kind", "persons"),
    [
        ("如果方便的话，我女儿[花生过敏]，别放坚果", "HEALTH", ()),
        ("拍摄须知已读。我[对乳胶过敏]", "HEALTH", ()),
        ("□无 ☑[癫痫]", "HEALTH", ()),
        ("Pack: ☐A ☑B  Allergy: [face paint]", "HEALTH", ()),
        ("她[对猫毛过敏]", "HEALTH", ()),
        ("小犬紀柏宇有[自閉症]，請老師陪同", "HEALTH", ()),
        ("狗狗一起拍。我有[哮喘]，别喷香", "HEALTH", ()),
        ("狗狗和孩子一起，她[3岁]", "MINOR", ()),
        ("ok 我[痛风]又来了 走不动", "HEALTH", ()),
        ("她[鼻炎] 会不会影响上妆", "HEALTH", ()),
        ("套餐改期 我太太[见红]了", "HEALTH", ()),
        ("客人郑岚[对花粉过敏]，请换花", "HEALTH", ("郑岚",)),
        ("my mother is [hard of hearing]", "HEALTH", ()),
        ("we have a dog and my daughter is [4 years old]", "MINOR", ()),
        ("套系可以改吗 我女儿[三岁]了", "MINOR", ()),
        ("not sure if my son, just [4 years old], can come", "MINOR", ()),
        ("想问如果我儿子[哮喘]犯了能改期吗", "HEALTH", ()),
        ("his girl [turns 8] - small gift", "MINOR", ()),
        ("grandson Teddy, [turning one] on Friday", "MINOR", ("Teddy",)),
        ("guests: Bilal [halal], rest anything", "RELIGION", ("Bilal",)),
        ("她是[回民]，不碰猪油", "RELIGION", ()),
    ],
)
def test_told_of_somebody(text, kind, persons):
    assert not general(text, kind, *persons)


def test_an_age_in_brackets_is_the_childs_before_them_though_a_pet_is_near():
    assert not general("我家柯基土豆6岁了，小满（[6岁]）要跟它一起拍", "MINOR", "小满")


def test_a_given_name_is_no_faith():
    assert general("flexible hours for [Christian] D.", "RELIGION", "Christian D.")
    assert not general("she is [Christian] too", "RELIGION")


@pytest.mark.parametrize("filler", ["如果", "a ", "-~", "[(", "满月、", " 的", "1岁"])
def test_time_grows_with_the_text_alone(filler):
    text = filler * 4000
    began = time.perf_counter()
    for start in (0, len(text) // 2, len(text) - 2):
        is_general(text, start, start + 2, "MINOR", [])
    assert time.perf_counter() - began < 0.5
