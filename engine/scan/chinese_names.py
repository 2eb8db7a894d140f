"""Chinese persons: what LAC tags, names behind a label or greeting, surnames before a title; brands are none."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from engine.scan.lexicon import BRANDS, DOUBLE_SURNAMES, SURNAMES, TITLES, titled
from engine.scan.ner_zh import Token
from engine.scan.segments import HAN

_HAN = r"[\u4e00-\u9fff]"
_SURNAME = f"(?:{'|'.join(sorted(DOUBLE_SURNAMES))}|[{''.join(sorted(SURNAMES))}])"
_FOLLOWS = "来电|账户|银行卡|身份证|电话|手机|微信|在|将|已|要|想|说|反映|推荐|住|预订|申请|和|与|及|您好|你好|收"
_ENDS = rf"(?=[^\u4e00-\u9fff]|$|的|{'|'.join(TITLES)}|{_FOLLOWS})"
_STRONG = (
    "姓名|收件人|收货人|联系人|寄件人|发件人|持卡人|持证人|患者|病人|旅客|乘客|车主|申请人|开户人|登记人|投保人|"
    "被保险人|受益人|户名|经办人|负责人|签收人|预订人|预约人|订购人|入住人|出行人|法定代表人|监护人|家长|新郎|"
    "新娘|我叫|"
    "名叫|名字叫|名字是|转账至|尊敬的|亲爱的"
)
_WEAK = (
    "客户|顾客|用户|会员|买家|业主|租客|房东|学生|学员|孩子|宝宝|女儿|儿子|老公|老婆|太太|同事|朋友|我是|本人|"
    "家属|推荐了?|"
    "核对|核实|对接人|销售|摄影师|化妆师"
)
_LABELLED = re.compile(
    rf"(?:(?P<strong>{_STRONG})|(?:{_WEAK}))(?:姓名|名字)?(?P<mark>[ :：是为叫]{{0,3}})"
    rf"(?P<name>{_SURNAME}{_HAN}{{1,2}}?){_ENDS}"
)
_GREETED = re.compile(
    rf"(?:^|[\n。！!,，])\s*(?:hi|hello|dear|嗨|你好|您好)[ ,，:：]{{0,2}}(?P<name>{_SURNAME}{_HAN}{{1,2}})"
    r"(?=[ ,，:：!！~]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_SPOKEN_TITLE = "|".join(title for title in TITLES if len(title) > 1)
_TITLED = re.compile(
    rf"(?:(?<!{_HAN})|(?<=[给找请叫跟和与问让对向是的由帮替])|(?<=联系)|(?<=谢谢)|(?<=感谢)|(?<=[您你]好))"
    rf"(?P<name>{_SURNAME})(?={_SPOKEN_TITLE})"
)
_ORGANISED = re.compile(
    r"(?:有限)?公司|集团|牌|路|街|旗舰店|专卖|同款|系列|套装|门店|连锁|基金会?|奖|学院|大学|医院|故居|之道"
)
_NICKNAME = re.compile(rf"[小老阿]{_HAN}{{1,2}}")
_NOT_NAMES = re.compile(r"[·•]?(?:先生|女士|老师|客服|小编|官方|顾客|客户|用户)")


class Dictionary(Protocol):
    """Anything that can say whether a text is a word of the language."""

    def __contains__(self, word: object, /) -> bool: ...


def chinese_names(text: str, tokens: Sequence[Token], words: Dictionary) -> Iterator[tuple[int, int]]:
    """Persons in one sentence as (start, end), possibly overlapping."""
    for start, end, tag in tokens:
        if tag == "PER":
            stop = titled(text, start, end)
            if _is_person(text, start, stop, end):
                yield start, stop
    for match in _LABELLED.finditer(text):
        named = match["name"]
        if named not in BRANDS and (named not in words or (match["strong"] and match["mark"])):
            yield match.start("name"), titled(text, *match.span("name"))
    for match in _GREETED.finditer(text):
        if match["name"] not in words:
            yield match.start("name"), titled(text, *match.span("name"))
    for match in _TITLED.finditer(text):
        yield match.span("name")


def _is_person(text: str, start: int, stop: int, end: int) -> bool:
    name = text[start:stop]
    if not HAN.match(name) or name in BRANDS or _NOT_NAMES.fullmatch(name) or _ORGANISED.match(text, end):
        return False
    if len(name) == 1:
        return stop < end or name in SURNAMES
    return len(name) <= 4 or "·" in name or "•" in name or _NICKNAME.fullmatch(name) is not None
