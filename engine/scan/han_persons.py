"""Chinese names that the tagger marks, held against what such a name looks like."""

import re

from engine.patterns.spelling import HAN
from engine.scan.lexicon import (
    ANY_SURNAME,
    BRANDS,
    DOUBLE_SURNAMES,
    ONE_CHARACTER_SURNAME,
    SURNAMES,
    TITLE,
    TITLES,
    titled,
)
from engine.scan.words import NAME, ORDINARY, han_words, is_ordinary

_CALLED_SO, _WORDLIKE, _ALONE, _SURE, _CERTAIN = 0.8, 0.8, 0.9, 0.95, 0.985
"""Scores from which the network is believed: of one character with a title, of a word of the dictionary, of a surname
by itself, of a name that cuts a word, of a surname that ends one."""
_PHRASE = 4
_RUN = re.compile(f"{HAN.pattern}+")
ORGANISED = re.compile(
    r"(?:有限)?公司|集团|牌|路|街|旗舰店|专卖|同款|系列|套装|门店|连锁|基金会?|奖|学院|大学|医院|故居|之道|"
    r"写真馆|摄影|影楼|超市|酒店|饭店|影像(?!资料)|映像|映画|视觉(?!效果)|妆造|工作室|传媒|婚庆|照?相馆|美妆|花艺|印务|商贸|贸易|"
    r"(?:数码|婚纱|婚礼|儿童|母婴|文化|国际|科技|口腔|律师|会计师|装饰|教育|广告|健身|瑜伽|美容|美发|宠物)(?:摄影|影楼|影像|工作室|有限|公司|集团|"
    r"诊所|医院|事务所|中心|会所|学校|[馆店])|[支分]行|分理处|派出所|卫生院|诊所|药[房店]|[小中]学|幼儿园|[家记]?(?:手工)?(?:水饺|火锅|烧烤|小炒|卤味|凉茶|羊汤|冰室|面馆|菜馆|酒楼|茶楼|"
    r"客栈|民宿|农庄|牧场)|旅行社|事务所|珠宝|物流|服饰|女装|童装|色(?=[系款背纸布的])|"
    r" ?(?:Inc|LLC|Ltd|Limited|PLC|GmbH|Corp|Corporation|Group|Company|Co\.|Technologies|Studios?|University|College|"
    r"Institute|Foundation|Hotel|Bank|Airlines?|Solutions|Systems|Holdings|Partners|Associates|Industries|"
    r"& (?:Co|Sons?|Bros|Brothers|Daughters?|Partners|Associates|Company|Fils|Cie|Figli|Söhne|Hijos)\.?)(?![a-z])"
)
_NO_INITIAL = "阿大小老二三四五六约叫找请问让给跟和的"
"""What stands before a title without being anybody's name: a prefix, a number, a verb."""
_NOT_NAMES = re.compile(
    r"[·•]?(?:[老小大新各]|[\u4e00-\u9fff]{1,3}[座症癌]|五险|一金|[私公]账|美[白甲发容妆体睫]|[金银钻]婚|柯基|先生|女士|小姐|老师|患儿|(?:应聘|求职|报名|投诉|来访|受访|中奖)[者人]|客服|小编|官方|顾客|客户|用户|亲|宝宝|孩子|阿[嫲妈爸公婆爷]|嫲嫲|爹[爹哋]|妈咪|"
    r"[新旧原]本|其|要得|小铺子?|小店|小抄|小票|小样|老铁|老客|招商|金主|家化妆|[金石车花米书药布茶酒鱼服鞋][店铺行厂]|"
    r"[\u4e00-\u9fff][棚系]|之[妻夫子女父母]|"
    r"[时商台钧近文教春夏秋冬暑]祺|[时台钧文]绥|([嗯噢哦呵哈嘻嘿哎唉呜呃])\1)"
)
_CALLED = re.compile("老[何陆方马金张汤周童赖高叶范宋]|小[史费钱马金毛孔张叶许董项]|阿[昌金苏东]")
"""Surnames as colleagues are called by them, which the dictionary lists as words."""
_NAMING = re.compile(r"(?:小名|昵称|乳名|大名|艺名|花名|名叫|我叫|@|(?<![同本百贵])姓)[ :]{0,2}$")
_NAMED = 6
_ADDRESSED = re.compile("先生|女士|小姐|太太|大哥|大姐|阿姨|叔叔")
"""What says before and behind a word that it is somebody's name."""
_FIRM = re.compile(
    rf"(?<![\u4e00-\u9fff])(?!{ONE_CHARACTER_SURNAME}|[小阿老大])[\u4e00-\u9fff]{{2,4}}[-—_](?=[\u4e00-\u9fff])"
)
"""What of a display name is the firm's, before the person's: 光屿-罗佳."""
_ALONE_ON_LINE = re.compile(
    rf"(?:^|(?<=[\n\t|,;]))[ ]?(?P<name>{ANY_SURNAME} {{0,2}}{HAN.pattern}{{1,2}})(?=[ ]?(?:$|[\n\t|,;]))"
)
_ALONE_REACH = 8
"""A name that has a line or a cell to itself, and how far from a mark of it its ends may be."""
_SPACED_FAMILY = re.compile(rf"(?:^|(?<=[\n:|,;\t]))[ ]?(?P<family>{ANY_SURNAME}) {{1,2}}$")
_SPACED_REACH = 6
"""How far before a given name its surname may begin that stands by itself."""
_LITTLE_WORDS = "那和单从经应有都"
"""Surnames that mostly stand before a word and belong to the sentence."""
_BY_GENDER = 2
"""Characters of a surname with 生 or 太, as in Cantonese: who is called so is named by the surname."""
_BEHIND_NAMES = frozenset(
    "的了着过说问答来去到在是有没不也都就还会能要想给让把被从和跟与及同或等吗呢吧啊呀哦先再已正将收发回看写签代男女妈爸哥姐弟妹爷奶叔姨婆公家様樣样君氏"
)
"""What stands behind a name as a word of its own."""
_PLAIN = re.compile("月嫂|军嫂|空[姐哥]|师[姐哥叔伯]")
"""What is made of a surname and a title, and is a word."""
_NO_NAME_FIELD = re.compile(
    r"(?:级别|等级|优先级?|难度|风险|性别|民族|籍贯|颜色|尺寸|档次|血型|属相?|星座)[ :：]{1,3}$"
)
"""A field of a form that holds no name, standing before a short mark."""
_FIELD_REACH = 8
_WORN, _WORN_THINGS = "戴", re.compile("[着了上好的手口头帽眼首面耳项围美牙]")
"""A surname that is mostly a verb, and what stands behind it where it is one."""


def han_person(text: str, start: int, end: int, score: float) -> tuple[int, int] | None:
    """Where a Chinese name really stands that is marked in a folded text with a score; None if it is none."""
    firm = _FIRM.match(text, start)
    if firm:
        start = firm.end()
        if start >= end:
            return None
    if alone := _alone_on_line(text, start, end):
        return alone
    whole = end
    end = titled(text, start, end)
    name = text[start:end]
    if _NOT_NAMES.fullmatch(name) or ORGANISED.match(text, whole):
        return None
    if len(name) < _PHRASE and _NO_NAME_FIELD.search(text[max(0, start - _FIELD_REACH) : start]):
        return None
    if name[0] in "小阿" and (text.startswith(("客服", "助手", "机器人"), whole) or text.endswith("客服", 0, start)):
        return None
    if len(name) == 1:
        return (start, end) if _is_one_character(text, start, end, whole, score) else None
    if any(c.isdigit() for c in name) or (score < _WORDLIKE and _is_word(text, start, end)) or _is_phrase(name):
        return None
    if name[0] in _LITTLE_WORDS and is_ordinary(name[1:]):
        return None
    if score < _SURE and _cuts_word(text, start, end):
        return None
    return _with_family(text, start), _whole_name(text, start, end)


def _alone_on_line(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the name stands that has a line or cell to itself and of which at least a part is marked."""
    for found in _ALONE_ON_LINE.finditer(text, max(0, start - _ALONE_REACH), end + _ALONE_REACH):
        begin, last = found.span("name")
        name = found["name"].replace(" ", "")
        if begin < end and start < last and titled(text, begin, last) == last and not _is_word(name, 0, len(name)):
            return None if name in BRANDS or _NOT_NAMES.fullmatch(name) else (begin, last)
    return None


def _with_family(text: str, start: int) -> int:
    """Where a name begins whose surname stands by itself before a space, at the beginning of a line or cell."""
    spaced = _SPACED_FAMILY.search(text, max(0, start - _SPACED_REACH), start)
    return spaced.start("family") if spaced else start


def _whole_name(text: str, start: int, end: int) -> int:
    """Where a name ends: with the third character of a run of three, before a word of the sentence, before 生 or 太."""
    name = text[start:end]
    if name[0] not in SURNAMES or name[:2] in DOUBLE_SURNAMES:
        return end
    if len(name) == _PHRASE:
        return end - (name[-1] in _BEHIND_NAMES)
    if len(name) != _BY_GENDER:
        return end
    if name[1] in "生太":
        return end - 1
    run = _RUN.match(text, start)
    alone = run is not None and run.end() == end + 1 and not (start and HAN.match(text, start - 1))
    goes_on = alone and text[end] not in _BEHIND_NAMES and not TITLE.match(text, end)
    return end + 1 if goes_on and not is_ordinary(text[end - 1 : end + 1]) else end


def _is_one_character(text: str, start: int, end: int, whole: int, score: float) -> bool:
    """Whether one character is a name, where `whole` is the end of the mark with its title."""
    if _NAMING.search(text[max(0, start - _NAMED) : start]):
        return True
    name, title, begun = text[start], TITLE.match(text, end), text[start : start + 2]
    if name in _NO_INITIAL or (is_ordinary(begun) and begun not in TITLES and not (title and len(title[0]) > 1)):
        return False
    if _PLAIN.match(text, start) or (name in _WORN and _WORN_THINGS.match(text, end)):
        return False
    called = end < whole or title is not None
    if start and not called and score < _CERTAIN and is_ordinary(text[start - 1 : start + 1]):
        return False
    return (called and score > _CALLED_SO) or (name in SURNAMES and (called or score > _ALONE))


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a mark is a word of the dictionary, and nothing beside it says that somebody is called so."""
    if not is_ordinary(text[start:end]) or _CALLED.fullmatch(text, start, end):
        return False
    return not _ADDRESSED.match(text, end) and not _NAMING.search(text[max(0, start - _NAMED) : start])


def _is_phrase(name: str) -> bool:
    """Whether a long mark is made of dictionary words, as the heading of a field is; who has such a name is seldom."""
    if len(name) < _PHRASE or not _RUN.fullmatch(name) or name[:2] in DOUBLE_SURNAMES:
        return False
    words = [(start, end) for start, end, kind in han_words(name) if kind == ORDINARY]
    return (len(words) > 1 or name[-1] in "号码证卡照") and sum(end - start for start, end in words) + 1 >= len(name)


def _cuts_word(text: str, start: int, end: int) -> bool:
    """Whether a name begins or ends within a word of the dictionary."""
    begin = start
    while begin > 0 and HAN.match(text, begin - 1):
        begin -= 1
    run = _RUN.match(text, begin)
    return run is not None and any(
        kind != NAME and (begin + first < start < begin + last or begin + first < end < begin + last)
        for first, last, kind in han_words(run.group())
    )
