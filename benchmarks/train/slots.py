"""Other values for the slots of a written text: invented names, addresses and numbers that look as the first ones did."""

import re
from collections.abc import Sequence
from functools import cache
from random import Random

from faker import Faker

from benchmarks.marked import Marked, Part
from engine.scan.lexicon import DOUBLE_SURNAMES, PINYIN_SURNAMES, SURNAMES
from engine.scan.segments import HAN

_COMMON_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红兰梅凤琴云莲荣爱珍莉燕玲芬素香月彩春菊"
    "瑞凡佳嘉琼勤贞雪慧巧美淑惠珠翠雅芝黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琳雨晨欣梓涵子轩"
    "浩宇博文昊天思远俊泽一诺可馨诗语若曦梦洁紫萱依晓雯钰琪煜祺承恩皓然佑宁安康乐童睿哲楷铭锐栋梁国庆"
    "建新民志鹏飞翔海波涌泉松柏林森阳光辉耀祖耕田根生福贵金银锁柱来顺喜旺财得胜利和谐舒畅畅朗清源沛然"
    "珂玥妤姝蔓薇葭芷苒菡萏翊翎羽墨砚书辞简言之以沐禾苗果贝宝圆满心念忆南北西东川岳峰岚霖霏霁晴晏昕"
)
_PET = "果朵豆糖米贝乐安圆甜晨萌柚桃暖悠可点球多妞妮冬夏元汤麦栗橙星月笑嘟咪涵诺一"
_PROVINCES = (
    "北京市朝阳区 北京海淀区 上海市浦东新区 上海静安区 天津市南开区 重庆市渝北区 广东省广州市天河区 广东深圳南山区 深圳市福田区 浙江省杭州市西湖区 "
    "杭州余杭 江苏省南京市鼓楼区 苏州工业园区 江苏无锡市滨湖区 四川省成都市武侯区 成都高新区 湖北省武汉市洪山区 湖南长沙市岳麓区 福建省厦门市思明区 "
    "福州鼓楼 山东省青岛市市南区 济南市历下区 河南省郑州市金水区 河北石家庄裕华区 陕西省西安市雁塔区 辽宁沈阳和平区 大连市中山区 黑龙江哈尔滨南岗区 吉林省长春市朝阳区 "
    "云南省昆明市五华区 贵州贵阳观山湖区 广西南宁青秀区 海南省海口市龙华区 三亚市吉阳区 新疆乌鲁木齐天山区 内蒙古呼和浩特赛罕区 甘肃兰州城关区 安徽合肥市蜀山区 "
    "江西省南昌市红谷滩区 山西太原小店区 宁夏银川金凤区 浙江省义乌市 江苏省昆山市 福建省晋江市 广东省东莞市长安镇 佛山市顺德区大良街道 浙江温州乐清市柳市镇 "
    "湖南省邵阳市隆回县 四川绵阳涪城区 河北省保定市定兴县 山东临沂兰山区 河南周口淮阳县"
).split()
_ROADS = "人民路 解放路 建设大道 中山北路 延安西路 和平街 文化路 学府路 滨江大道 长江路 淮海中路 科技园南路 创业路 湖滨路 青年大街 兴业路 望江西路 金水路 桃源路 翠竹街 五四路 北环大道 凤凰路 新华路 朝阳北路 花园路 体育西路 珠江东路 虹桥路 复兴巷 槐荫胡同".split()
_ESTATES = "阳光花园 金色家园 万科城 绿城玉兰花园 保利香槟苑 碧桂园 翡翠湾 锦绣江南 御景湾 紫荆苑 春江花月 融创滨江壹号 龙湖时代天街 恒大名都 华润橡树湾 中海国际社区 景明佳园 银杏雅苑 东方明珠公寓 梧桐里 云栖小镇 世纪大厦 国际广场 创新中心 科创园 和谐家园 幸福里小区 北苑家属院 天鹅湖畔 枫林绿洲".split()
_VILLAGES = "李家村 大王庄 上营村 石桥镇河东村 柳树屯 张各庄 新丰村 白沙镇沙河村 双桥乡前进村".split()
_MINORITY = (
    "阿依古丽·买买提 买买提江·吐尔逊 古丽娜尔·艾合买提 迪丽热巴提·肉孜 扎西·次仁 卓玛·央金 巴图·苏和 阿不都热合曼·卡德尔 努尔兰·叶尔肯 玛依拉·艾尼瓦尔 "
    "约翰·卡特 玛丽亚·冈萨雷斯 伊万·彼得罗夫 安娜·科瓦尔 让·勒鲁 罗伯特·斯通 艾米莉·哈特 尼古拉斯·韦伯"
).split()
_SYLLABLES = "an bin bo chao chen cong dan fei feng gang guo hai han hao heng hong hua hui jia jian jie jing jun kai lan lei li liang lin ling long mei meng min ming na ning peng ping qi qian qiang qin qing rong rui shan shu si tao ting wei wen xi xia xiang xiao xin xiu xue ya yan yang yi ying yong yu yuan yue yun ze zhen zhi zi".split()
_LOCALES = "en_US en_US en_GB en_AU en_CA en_IE en_NZ en_IN de_DE fr_FR es_ES es_MX it_IT nl_NL pl_PL pt_BR pt_PT sv_SE no_NO da_DK fi_FI cs_CZ ro_RO hu_HU tr_TR vi_VN id_ID en_PH hr_HR".split()
_ADDRESSED = "en_US en_US en_GB en_GB en_AU en_CA en_IE en_NZ de_DE fr_FR es_ES it_IT nl_NL en_IN sv_SE".split()
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:[-'][A-Za-z\u00c0-\u024f\u1e00-\u1eff]+)*")
_KEPT = frozenset("de la del di da van von der den bin al el le mac mc st ibn y".split())
_PREFIXES = "小老阿大"
SEED = 20261122
_STOCK = 600


@cache
def _drawn(locale: str, what: str) -> tuple[str, ...]:
    """A stock of values of one locale, the same in every run."""
    faker = Faker(locale)
    faker.seed_instance(SEED)
    return tuple(str(getattr(faker, what)()) for _ in range(_STOCK))


@cache
def _pinyin_surnames() -> tuple[str, ...]:
    return tuple(sorted(PINYIN_SURNAMES))


@cache
def _surnames() -> tuple[str, ...]:
    return tuple(sorted(SURNAMES))


def filled(document: Marked, random: Random) -> list[Part]:
    """The parts of `document` with other values; equal values stay equal, numbers outside the marks change too."""
    chosen: dict[Part, str] = {}
    parts: list[Part] = []
    for value, entity_type in document.parts:
        if not entity_type:
            parts.append((_jitter(value, random, longest=4), ""))
            continue
        if (value, entity_type) not in chosen:
            chosen[value, entity_type] = _other(value, entity_type, random)
        parts.append((chosen[value, entity_type], entity_type))
    return parts


def _other(value: str, entity_type: str, random: Random) -> str:
    if entity_type == "PERSON":
        return _person(value, random)
    if entity_type == "ADDRESS":
        return _address(value, random)
    if entity_type in ("HEALTH", "RELIGION"):
        return value
    if entity_type == "MINOR":
        return re.sub(r"[0-9]+", lambda m: str(random.randint(1, 13)) if random.random() < 0.6 else m[0], value)
    if entity_type == "DATE_OF_BIRTH":
        return re.sub(r"(?<![0-9])[0-9]{1,2}(?![0-9])", lambda m: _like(m[0], random), value)
    return _jitter(value, random, longest=0)


def _like(number: str, random: Random) -> str:
    """A number up to 12 if the first is, else up to 28, as wide as it."""
    return f"{random.randint(1, 12 if int(number) <= 12 else 28):0{len(number)}}"


def _jitter(text: str, random: Random, longest: int) -> str:
    """Other digits in every number of more than `longest` digits."""
    return re.sub(r"[0-9]{%d,}" % (longest + 1), lambda m: "".join(random.choice("0123456789") for _ in m[0]), text)


def _person(value: str, random: Random) -> str:
    if "·" in value:
        return random.choice([*_MINORITY, value])
    if HAN.match(value) and len(HAN.findall(value)) == len(value):
        return _han_name(value, random)
    words = _WORD.findall(value)
    return _latin_name(value, words, random) if words and not HAN.search(value) else value


def _han_name(value: str, random: Random) -> str:
    if len(value) == 1:
        return _surname(random) if value in SURNAMES else random.choice(_GIVEN)
    if value[0] in _PREFIXES and len(value) in (2, 3):
        rest = _surname(random) if value[1] in SURNAMES else random.choice(_GIVEN)
        return value[0] + (rest if len(value) == 2 else rest[0] + random.choice(_GIVEN))
    double = value[:2] in DOUBLE_SURNAMES
    if (double and len(value) in (3, 4)) or (value[0] in SURNAMES and len(value) in (2, 3)):
        family = random.choice(sorted(DOUBLE_SURNAMES)) if double else _surname(random)
        length = len(value) - (2 if double else 1)
        return family + "".join(random.choice(_GIVEN) for _ in range(length))
    if len(value) == 2:
        pet = random.choice(_PET)
        return (
            pet + pet if value[0] == value[1] else random.choice((value, random.choice(_GIVEN) + random.choice(_GIVEN)))
        )
    return value


def _surname(random: Random) -> str:
    return random.choice(_COMMON_SURNAMES if random.random() < 0.8 else _surnames())


def _latin_name(value: str, words: Sequence[str], random: Random) -> str:
    plain = [word.casefold() for word in words]
    if random.random() < 0.15:
        return value
    if any(word in PINYIN_SURNAMES for word in plain) and len(words) > 1:
        new = _pinyin_words(plain, random)
    elif len(words) == 1:
        what = random.choice(("first_name", "first_name", "last_name"))
        new = [random.choice(_drawn(random.choice(_LOCALES), what))]
    else:
        locale = random.choice(_LOCALES)
        given = [random.choice(_drawn(locale, "first_name")) for _ in words[1:]]
        new = [*given, random.choice(_drawn(locale, "last_name"))]
    fresh = iter(new)

    def replaced(match: re.Match[str]) -> str:
        old = match[0]
        if old.casefold() in _KEPT:
            return old
        word = next(fresh, old)
        word = _WORD.findall(word)[0] if _WORD.findall(word) else old
        if len(old) == 1:
            return word[0].upper()
        return word.upper() if old.isupper() else word.lower() if old.islower() else word

    return _WORD.sub(replaced, value)


def _pinyin_words(plain: Sequence[str], random: Random) -> list[str]:
    """A surname where one stood, given names elsewhere, joined as they were."""
    at = next(n for n, word in enumerate(plain) if word in PINYIN_SURNAMES)
    new = []
    for number, word in enumerate(plain):
        given = "".join(random.choice(_SYLLABLES) for _ in range(2 if len(word) > 4 else 1))
        if "-" in word:
            given = random.choice(_SYLLABLES) + "-" + random.choice(_SYLLABLES)
        new.append((random.choice(_pinyin_surnames()) if number == at else given).capitalize())
    return new


def _address(value: str, random: Random) -> str:
    kept = random.random()
    if kept < 0.4 or (HAN.search(value) and kept > 0.9):
        return _jitter(value, random, longest=0)
    if HAN.search(value):
        return _han_address(random)
    lines = random.choice(_drawn(random.choice(_ADDRESSED), "address")).split("\n")
    return ("\n" if "\n" in value else ", ").join(lines)


def _han_address(random: Random) -> str:
    place = random.choice(_PROVINCES) if random.random() < 0.75 else ""
    if random.random() < 0.12:
        return (
            (place or random.choice(_PROVINCES))
            + random.choice(_VILLAGES)
            + random.choice(
                (
                    f"{random.randint(1, 12)}组",
                    f"{random.randint(1, 12)}组{random.randint(1, 99)}号",
                    f"{random.randint(1, 200)}号",
                )
            )
        )
    road = f"{random.choice(_ROADS)}{random.randint(1, 1999)}号" if random.random() < 0.7 else ""
    estate = random.choice(_ESTATES) if random.random() < 0.7 or not road else ""
    block = random.choice(("栋", "幢", "号楼", "座", "#", "-"))
    number = random.choice((str(random.randint(1, 48)), random.choice("ABCDEF")))
    unit = random.choice(("", f"{random.randint(1, 4)}单元", f"{random.randint(1, 4)}-"))
    room = f"{random.randint(1, 33)}0{random.randint(1, 9)}"
    tail = random.choice(
        (f"{number}{block}{unit}{room}室", f"{number}{block}{unit}{room}", f"{room}室", f"{number}{block}")
    )
    return random.choice(("", "", " ")).join(
        filter(None, (place, road, estate + tail if estate else random.choice((tail, ""))))
    )
