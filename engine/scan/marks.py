"""What the tagger marks, held against what a value of its kind looks like: trimmed, completed, or dropped."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from engine.patterns.spelling import HAN
from engine.scan.birthdays import birthday
from engine.scan.circumstances import NUMERAL, age, faith, health
from engine.scan.lexicon import BRANDS, DOUBLE_SURNAMES, PINYIN_SURNAMES, SURNAMES, TITLES, titled
from engine.scan.pets import is_pet
from engine.scan.tagger import Tagged
from engine.scan.words import NAME, ORDINARY, han_words, is_common, is_ordinary, latin_names, places

Mark = Callable[[str, int, int, float], tuple[int, int] | None]
"""Where a value of a kind really stands, given the folded text, start, end and score; None if it is none."""

_LIKELY, _SURE, _CERTAIN = 0.85, 0.95, 0.985
_PHRASE = 4


_JOINED = re.compile(r"[A-Za-z0-9_-]+")
_CODE_DIGITS, _LONGEST_CODE = 2, 3
_LONGEST_BRAND = 24
_LETTER = re.compile("[A-Za-z]")
_LISTED = re.compile(r"(?<=[\u4e00-\u9fff])[、/](?=[\u4e00-\u9fff])")
"""Where a mark of several Chinese names of a list is cut."""
_WORDS = 3
_NEXT_WORD = re.compile(r" ([A-Z\u00c0-\u00de][a-z\u00df-\u024f'-]+|[A-Z]{3,})(?![A-Za-z0-9@_./:])")
_RUN = re.compile(f"{HAN.pattern}+")
_EDGE = " \t\n,.;:!?，。；：！？、()（）[]【】<>《》\"'“”‘’|/\\*=~-—_"
_TITLE = re.compile("|".join(sorted(TITLES, key=len, reverse=True)))
_ORGANISED = re.compile(
    r"(?:有限)?公司|集团|牌|路|街|旗舰店|专卖|同款|系列|套装|门店|连锁|基金会?|奖|学院|大学|医院|故居|之道|"
    r"写真馆|摄影|影楼|超市|酒店|饭店|影像(?!资料)|映像|映画|视觉(?!效果)|妆造|工作室|传媒|婚庆|照?相馆|美妆|花艺|印务|商贸|贸易|"
    r"旅行社|事务所|珠宝|物流|服饰|女装|童装|色(?=[系款背纸布的])|"
    r" ?(?:Inc|LLC|Ltd|Limited|PLC|GmbH|Corp|Corporation|Group|Company|Co\.|Technologies|Studios?|University|College|"
    r"Institute|Foundation|Hotel|Bank|Airlines?|Solutions|Systems|Holdings|Partners|Associates|Industries|"
    r"& (?:Co|Sons?|Bros|Brothers|Daughters?|Partners|Associates|Company|Fils|Cie|Figli|Söhne|Hijos)\.?)(?![a-z])"
)
_NO_INITIAL = "阿大小老二三四五六约叫找请问让给跟和的"
"""What stands before a title without being anybody's name: a prefix, a number, a verb."""
_NOT_NAMES = re.compile(
    r"[·•]?(?:[老小大新各]|[\u4e00-\u9fff]{1,3}[座症癌]|五险|一金|[私公]账|美[白甲发容妆体睫]|[金银钻]婚|柯基|先生|女士|小姐|老师|客服|小编|官方|顾客|客户|用户|亲|宝宝|孩子|阿[嫲妈爸公婆爷]|嫲嫲|爹[爹哋]|妈咪|"
    r"[新旧原]本|其|要得|小铺子?|小店|小抄|小票|小样|老铁|老客|招商|金主|家化妆|[金石车花米书药布茶酒鱼服鞋][店铺行厂]|"
    r"[\u4e00-\u9fff][棚系]|之[妻夫子女父母]|"
    r"[时商台钧近文教春夏秋冬暑]祺|[时台钧文]绥|([嗯噢哦呵哈嘻嘿哎唉呜呃])\1)"
)
_CALLED = re.compile("老[何陆方马金张汤周童赖高叶范宋]|小[史费钱马金毛孔张叶许董项]|阿[昌金苏东]")
"""Surnames as colleagues are called by them, which the dictionary lists as words."""
_NAMING = re.compile(r"(?:小名|昵称|乳名|大名|艺名|花名|名叫|我叫|@)[ :]{0,2}$")
_ADDRESSED = re.compile("先生|女士|小姐|太太|大哥|大姐|阿姨|叔叔")
"""What says before and behind a word that it is somebody's name."""
_LITTLE_WORDS = "那和单从经应有都"
"""Surnames that mostly stand before a word and belong to the sentence."""
_BY_GENDER = 2
"""Characters of a surname with 生 or 太, as in Cantonese: who is called so is named by the surname."""
_PLAIN = re.compile("月嫂|军嫂|空[姐哥]|师[姐哥叔伯]")
"""What is made of a surname and a title, and is a word."""
_NOBODY_WORDS = (
    "mum mom mummy mommy dad daddy nan gran grandma grandad grandpa auntie uncle babe baby bride groom guest driver "
    "pax tbc tbd tba t.b.c n/a nil e.g p.s"
)
_NOBODY = frozenset(_NOBODY_WORDS.split())
"""Kin and parts that people play, and what stands where nobody does."""
_NO_NAME_FIELD = re.compile(
    r"(?:级别|等级|优先级?|难度|风险|性别|民族|籍贯|颜色|尺寸|档次|血型|属相?|星座)[ :：]{1,3}$"
)
"""A field of a form that holds no name, standing before a short mark."""
_FIELD_REACH = 8
_WORN, _WORN_THINGS = "戴", re.compile("[着了上好的手口头帽眼首面耳项围美牙]")
"""A surname that is mostly a verb, and what stands behind it where it is one."""
_NUMBERED = re.compile(
    r"(?i:hall|room|gate|block|tower|building|terminal|zone|section|set|box|class|table|pier|wing|locker) $"
)
"""What makes of a single letter the number of a place, standing before it."""
_PERSONA = re.compile(
    r",? (?i:our|your|the|an?) (?i:virtual|digital|AI|automated|online) |,? (?i:your) (?:[a-z]+ ){0,2}"
    r"(?i:assistant|helper|bot)(?![a-z])|[,，]?(?:智能|虚拟)(?:客服|助手)| ?🤖|"
    r" ?[(](?i:virtual|AI|digital|automated|bot)(?![a-z])"
)
"""What makes of a name a machine's, standing behind it."""
_CHATBOT = re.compile("🤖|助手|客服|(?i:assistant|helper|bot|virtual|digital|AI|automated|online)")
_PRECISE_ADDRESS = re.compile(
    rf"(?:路|街|道|巷|弄|胡同|里|村|组|段|线|径|坊|湾|条|园|苑|墅|城|庭|府|邸|院|场|厦|寓|区|庄|屯|号|楼|座|栋|"
    rf"幢|单元|室|镇|乡).{{0,12}}?(?:{NUMERAL}|[A-Z])"
    rf"|(?:{NUMERAL}|[A-Z]).{{0,4}}?(?:号|栋|幢|座|楼|层|室|单元|弄|组|院|房|户|#)"
)
_POSTCODE = re.compile(r"[ ,，(（]{0,2}(?:邮编|邮政编码|postcode|zip)?[:： ]{0,2}\d{6}(?!\d)[)）]?", re.IGNORECASE)
_TERMINAL = re.compile("航站楼|候机楼|出发层|到达层|免税店|(?i:(?<![a-z])terminal [0-9])")
"""Where travellers pass and nobody lives."""
_BEHIND, _SHORTEST = 4, 9
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{3,22}[A-Za-z0-9]")
_HANDLE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{4,19}")


def marked(text: str, tags: list[Tagged]) -> Iterator[Tagged]:
    """The marks that stand, in order."""
    for start, end, kind, score in tags:
        if score < _BELIEVED.get(kind, 0.5):
            continue
        start, end = _trimmed(text, start, end)
        if start < end and (found := _KINDS[kind](text, start, end, score)):
            yield *found, kind, score


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE and not (text[end - 1] == "." and text[end - 2 : end - 1].isupper()):
        end -= 1
    return start, end


def _person(text: str, start: int, end: int, score: float) -> tuple[int, int] | None:
    line = text.find("\n", start, end)
    end = line if line >= 0 else end
    if (
        (not _TITLE.match(text, end) and is_pet(text, start, end))
        or _is_brand(text, start, end)
        or (text[start:end] in places() and not _TITLE.match(text, end))
    ):
        return None
    if HAN.search(text, start, end):
        listed = _LISTED.search(text, start, end)
        return _han_person(text, start, listed.start() if listed else end, score)
    name = text[start:end]
    letters = sum(c.isalpha() for c in name)
    if any(c.isdigit() for c in name) or not letters or _ORGANISED.match(text, end) or _is_machine(text, name):
        return None
    if name.casefold().rstrip(".").removesuffix("'s") in _NOBODY or _is_code(name):
        return None
    if letters == 1 and _NUMBERED.search(text[max(0, start - 10) : start]):
        return None
    if _in_code(text, start, end):
        return None
    words = re.findall(r"[^\W\d_]+", name)
    if all(len(word) > 1 and is_common(word) for word in words) and score < _LIKELY:
        return None
    return start, _with_surname(text, start, end)


def _is_code(name: str) -> bool:
    """Whether a few capitals are a code, of a state or a paper, and nobody's name."""
    if len(name) > _LONGEST_CODE or not name.isupper():
        return False
    plain = name.casefold()
    return len(name) > 1 and plain not in PINYIN_SURNAMES and not any(plain in names for names in latin_names())


def _is_machine(text: str, name: str) -> bool:
    """Whether the text says somewhere that who has this name is a program that chats."""
    if not _speaks_of_machines(text):
        return False
    at = text.find(name)
    while at >= 0 and not _PERSONA.match(text, at + len(name)):
        at = text.find(name, at + 1)
    return at >= 0


@lru_cache(maxsize=1)
def _speaks_of_machines(text: str) -> bool:
    return _CHATBOT.search(text) is not None


def _with_surname(text: str, start: int, end: int) -> int:
    """The end of a name with the capitalised word behind it that is no ordinary one."""
    words = len(text[start:end].split())
    while words < _WORDS and (found := _NEXT_WORD.match(text, end)) and not is_common(found[1]):
        if text[start:end].isupper() != found[1].isupper() or _ORGANISED.match(text, found.end()):
            break
        end, words = found.end(), words + 1
    return end


def _is_brand(text: str, start: int, end: int) -> bool:
    """Whether the span is a brand or a part of one, and nothing more; who has a title is somebody."""
    if _TITLE.match(text, end):
        return False
    for at in range(max(0, start - _LONGEST_BRAND), start + 1):
        for brand in _brands().get(text[at : at + 2], ()):
            if text.startswith(brand, at) and end <= _brand_end(text, at, brand):
                return True
    return False


@cache
def _brands() -> Mapping[str, Sequence[str]]:
    """The brands by their first two characters."""
    found: dict[str, list[str]] = {}
    for name in BRANDS:
        found.setdefault(name[:2], []).append(name)
    return found


def _brand_end(text: str, start: int, brand: str) -> int:
    """Where a brand that stands at `start` ends, with its genitive; 0 where it is a part of a Latin word."""
    end = start + len(brand)
    if HAN.match(brand):
        return end
    end += 2 * text.startswith("'s", end)
    return 0 if _LETTER.match(text, end) or (start and _LETTER.match(text, start - 1)) else end


def _in_code(text: str, start: int, end: int) -> bool:
    """Whether letters are part of a number such as ``AAA000-EVA``."""
    while start > 0 and ((text[start - 1].isascii() and text[start - 1].isalnum()) or text[start - 1] in "-_"):
        start -= 1
    joined = _JOINED.match(text, end)
    return sum(c.isdigit() for c in text[start : joined.end() if joined else end]) > _CODE_DIGITS


def _han_person(text: str, start: int, end: int, score: float) -> tuple[int, int] | None:
    whole = end
    end = titled(text, start, end)
    name = text[start:end]
    if _NOT_NAMES.fullmatch(name) or _ORGANISED.match(text, whole):
        return None
    if len(name) < _PHRASE and _NO_NAME_FIELD.search(text[max(0, start - _FIELD_REACH) : start]):
        return None
    if name[0] in "小阿" and (text.startswith(("客服", "助手", "机器人"), whole) or text.endswith("客服", 0, start)):
        return None
    if len(name) == 1:
        title = _TITLE.match(text, end)
        begun = text[start : start + 2]
        if name in _NO_INITIAL or (is_ordinary(begun) and begun not in TITLES and not (title and len(title[0]) > 1)):
            return None
        if _PLAIN.match(text, start) or (name in _WORN and _WORN_THINGS.match(text, end)):
            return None
        called = end < whole or title is not None
        if start and not called and score < _CERTAIN and is_ordinary(text[start - 1 : start + 1]):
            return None
        return (start, end) if (name in SURNAMES and (called or score > 0.9)) or (called and score > 0.8) else None
    if any(c.isdigit() for c in name) or (score < _CERTAIN and _is_word(text, start, end)) or _is_phrase(name):
        return None
    if name[0] in _LITTLE_WORDS and is_ordinary(name[1:]):
        return None
    if score < _SURE and _cuts_word(text, start, end):
        return None
    return start, end - (len(name) == _BY_GENDER and name[0] in SURNAMES and name[1] in "生太")


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a mark is a word of the dictionary, and nothing beside it says that somebody is called so."""
    if not is_ordinary(text[start:end]) or _CALLED.fullmatch(text, start, end):
        return False
    return not _ADDRESSED.match(text, end) and not _NAMING.search(text[max(0, start - 6) : start])


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


def _address(text: str, start: int, end: int, score: float) -> tuple[int, int] | None:
    if end - start < 6:
        return None
    if HAN.search(text, start, end):
        if not _PRECISE_ADDRESS.search(text, start, end) or _TERMINAL.search(text, start, end + _BEHIND):
            return None
        code = _POSTCODE.match(text, end)
        return start, code.end() if code else end
    told = end - start > _SHORTEST and any(c.isdigit() for c in text[start:end])
    return (start, end) if told and not _TERMINAL.search(text, start, end) else None


def _number(text: str, start: int, end: int, score: float) -> tuple[int, int] | None:
    value = text[start:end]
    return (start, end) if _CODE.fullmatch(value) and sum(c.isdigit() for c in value) >= 4 else None


def _handle(text: str, start: int, end: int, score: float) -> tuple[int, int] | None:
    return (start, end) if _HANDLE.fullmatch(text, start, end) else None


TOLD = frozenset(("PERSON", "ADDRESS", "HEALTH", "RELIGION", "MINOR", "DATE_OF_BIRTH", "WECHAT_ID"))
"""Kinds that are findings by themselves; the tagger's marks of the others only support a rule that knows their form."""

_KINDS: dict[str, Mark] = {
    "PERSON": _person, "ADDRESS": _address, "HEALTH": health, "RELIGION": faith, "MINOR": age,
    "DATE_OF_BIRTH": birthday, "PASSPORT": _number, "TRAVEL_PERMIT": _number, "MEMBER_ID": _number,
    "WECHAT_ID": _handle, "PHONE": _number,
}  # fmt: skip
_BELIEVED = {
    "PERSON": 0.75, "HEALTH": 0.75, "RELIGION": 0.75, "MINOR": 0.75, "DATE_OF_BIRTH": 0.75, "WECHAT_ID": 0.8,
}  # fmt: skip
"""Scores from which the tagger alone is believed; 0.5 for the other kinds."""
