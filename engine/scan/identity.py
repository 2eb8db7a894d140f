"""Whether two written names can be one person's.

Names of one script are compared by their parts: 王 ~ 王丽 ~ 王女士 ~ 小王, ``Lihua Wang`` ~ ``WANG/LIHUA`` ~
``L. Wang``. Across scripts only the surname's pinyin is compared: 王丽华 and ``Lily Wang`` can be one, 王丽华 and
``Ming Zhao`` cannot; where a surname's pinyin is not known here, nothing is told and nothing conflicts.
"""

import re
from functools import lru_cache

from engine.scan.lexicon import DOUBLE_SURNAMES, TITLES, is_surname
from engine.scan.normalise import normalise
from engine.scan.segments import HAN

NAMELESS, PARTIAL, LATIN, FULL = range(4)
"""How much a name says: nothing, a part, a full name in Latin letters, a full name in Han characters."""

_TITLE = re.compile(f"(?:{'|'.join(sorted(TITLES, key=len, reverse=True))})+$")
_LATIN_TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "sir", "madam"])
_PINYIN_WORDS = (
    "ai艾 bai白柏 ban班 bao包鲍 bi毕 bian卞 bu卜 cai蔡 cao曹 cen岑 chang常 che车 chen陈谌 cheng程成 chi池 "
    "chu褚储楚 cui崔 dai戴 deng邓 di狄 ding丁 dong董 dou窦 du杜 duan段 fan范樊 fang方房 fei费 feng冯封 fu傅付符 "
    "gan甘 gao高 ge葛 geng耿 gong龚宫 gou苟 gu顾古谷 guan管关 gui桂 guo郭 hai海 han韩 hao郝 he何贺和 hong洪 "
    "hou侯 hu胡扈 hua华花 huang黄 huo霍 ji季纪吉姬 jia贾 jian简 jiang江姜蒋 jiao焦 jin金靳 jing景荆 kang康 ke柯 "
    "kong孔 kuang匡邝 lai赖 lan兰蓝 lang郎 lei雷 li李黎厉 lian连 liang梁 liao廖 lin林蔺 ling凌 liu刘柳 long龙 "
    "lou娄 lu卢陆鲁路 luo罗骆 lyu吕 lv吕 lu吕 ma马麻 mao毛茅 mei梅 meng孟蒙 mi米 miao苗缪 min闵 mo莫 mu穆牟 ni倪 "
    "nie聂 ning宁 niu牛钮 ou区欧 ouyang欧阳 pan潘 pang庞 pei裴 peng彭 ping平 pu蒲濮 qi齐戚祁 qian钱 qiao乔谯 "
    "qin秦 qiu邱仇丘 qu瞿屈曲 quan全 ran冉 rao饶 ren任 rong荣 ruan阮 sha沙 shan单 shang尚商 shangguan上官 shao邵 "
    "shen沈申 sheng盛 shi石史施时 shu舒 si司 situ司徒 sima司马 song宋 su苏 sui隋 sun孙 tan谭谈 tang唐汤 tao陶 "
    "tian田 tong童佟 tu涂屠 wan万 wang王汪 wei魏韦卫 wen温文闻 weng翁 wu吴武伍邬巫 xi奚席习 xia夏 xiang向项 "
    "xiao肖萧 xie谢解 xin辛 xing邢 xiong熊 xu徐许 xuan宣 xue薛 yan严颜阎闫晏 yang杨阳 yao姚 ye叶 yi易伊 yin尹殷 "
    "ying应 yong雍 you尤游 yu于余俞喻虞郁 yuan袁苑 yue岳 yun云 zang臧 zeng曾 zha查 zhai翟 zhan詹 zhang张章 "
    "zhao赵 zhen甄 zheng郑 zhong钟 zhou周 zhu朱祝诸 zhuang庄 zhuge诸葛 zhuo卓 zong宗 zou邹 zu祖 zuo左"
)


def _pinyin() -> dict[str, frozenset[str]]:
    spellings: dict[str, set[str]] = {}
    for word in _PINYIN_WORDS.split():
        latin = re.match("[a-z]+", word)
        assert latin
        signs = word[latin.end() :]
        for surname in [signs] if signs in DOUBLE_SURNAMES else signs:
            spellings.setdefault(surname, set()).add(latin.group())
    return {surname: frozenset(latin) for surname, latin in spellings.items()}


_PINYIN = _pinyin()


@lru_cache(maxsize=1 << 17)
def plain(name: str) -> str:
    """The name without titles, spaces and case; Latin words in alphabetical order. Equal text is the same name."""
    text = normalise("PERSON", name)
    if HAN.search(text):
        han = "".join(HAN.findall(text))
        shorter = _TITLE.sub("", han)
        return shorter or han
    return " ".join(sorted(word for word in re.findall(r"[^\W\d_]+", text) if word not in _LATIN_TITLES))


@lru_cache(maxsize=1 << 17)
def rank(name: str) -> int:
    """How much a plain name says."""
    if not name:
        return NAMELESS
    if HAN.search(name):
        return FULL if given(name) else PARTIAL
    words = name.split()
    return LATIN if len(words) > 1 and all(len(word) > 1 for word in words) else PARTIAL


def surname(name: str) -> str:
    """The surname a plain Han name begins with; "" if it begins with none. 小王 and 老王 have the surname 王."""
    if len(name) == 2 and name[0] in "小老阿大" and is_surname(name[1]):
        return name[1]
    if name[:2] in DOUBLE_SURNAMES:
        return name[:2]
    return name[0] if is_surname(name[0]) else ""


def given(name: str) -> str:
    """The given name in a plain full Han name; "" if the name is only a part."""
    if len(name) == 2 and name[0] in "小老阿大" and is_surname(name[1]):
        return ""
    return name[len(surname(name)) :] if surname(name) else ""


@lru_cache(maxsize=1 << 17)
def compatible(one: str, other: str) -> bool:
    """Whether two plain names can be one person's; no name is compatible with any."""
    if not one or not other or one == other:
        return True
    han = bool(HAN.search(one)), bool(HAN.search(other))
    if all(han):
        return _han(one, other)
    if not any(han):
        return _latin(one.split(), other.split())
    return _across(one, other) if han[0] else _across(other, one)


def _han(one: str, other: str) -> bool:
    if rank(one) == FULL and rank(other) == FULL:
        return False
    part, whole = (one, other) if rank(one) <= rank(other) else (other, one)
    if surname(part):
        return surname(part) == surname(whole)
    if rank(whole) == FULL:
        bare = part[1:] if part[0] in "小阿" and len(part) == 2 else part
        return given(whole).endswith(bare)
    return False


def _latin(one: list[str], other: list[str]) -> bool:
    if "".join(one) in {"".join(other), "".join(reversed(other))}:
        return True
    short, rest = sorted((one, other), key=len)[0], list(sorted((one, other), key=len)[1])
    whole = [word for word in short if len(word) > 1]
    for word in [*whole, *(word for word in short if len(word) == 1)]:
        matching = word in rest and word
        matching = matching or next((each for each in rest if len(word) == 1 and each.startswith(word)), "")
        matching = matching or next((each for each in rest if len(each) == 1 and word.startswith(each)), "")
        if not matching:
            return False
        rest.remove(matching)
    return bool(whole)


def _across(han: str, latin: str) -> bool:
    spellings = _PINYIN.get(surname(han), frozenset())
    words = latin.split()
    if not spellings or len(words) < 2:
        return True
    return any(word in spellings for word in words)
