"""How Chinese names are written in Latin letters: pinyin without tones, and what families abroad write instead."""

import re
from functools import cache, lru_cache
from pathlib import Path

from engine.scan.lexicon import DOUBLE_SURNAMES

_FILE = Path(__file__).resolve().parent.parent.parent / "data" / "pinyin.txt"
_SURNAMES_READ_OTHERWISE = (
    "zeng曾 shan单 qiu仇 xie解 ou区 zha查 ge盖 miao缪 qin覃 tan覃 yue乐 xian冼 piao朴 po繁 zhai翟 fu宓 yun员 she折 "
    "she佘 zang臧 ji纪 ren任 ning宁 hua华 bi秘 lv吕 lu吕 lyu吕 yuchi尉迟 moqi万俟 tantai澹台 "
    "zhangsun长孙"
)
_SURNAMES_ABROAD = (
    "wong王黄 ong王翁 heng王 chan陈 chin陈 tan陈 chen程 cheung张章 chang张章常 teo张 lee李 "
    "lai黎 lau刘 low刘罗 leung梁 leong梁 neo梁 lam林蓝 lim林 lin林蔺 ng吴伍黄 goh吴 ho何贺 hoe何 kwok郭 "
    "kuo郭 quek郭 koh许高 tsang曾 chan曾 tseng曾 chow周邹 chou周 chew周 hsu徐许 hui许 khoo许邱 tsui徐崔 chui崔 hsieh谢 "
    "tse谢 chia谢 yeung杨 yeo杨 ip叶 yip叶 yap叶 mok莫 poon潘 phua潘 fung冯 fong方冯 png方 tang邓唐汤 teng邓 "
    "cheng郑程 chung钟 cheang郑 tay郑 choi蔡崔 tsai蔡 chua蔡 choy蔡 chiang蒋江姜 kong江孔 keung姜 kwan关 shum沈岑 "
    "shen沈 sim沈 lui吕雷 lo罗卢 law罗 lu卢陆 loke陆 luk陆 ko高 kao高 chu朱 choo朱 so苏 soh苏 woo胡吴 "
    "pang彭 phang彭 tsao曹 cho曹 tso曹 chao赵 chiu赵 teo赵 suen孙 suan宣 ma马 yuen阮袁 yung翁容 yue余 "
    "yu余俞 yee余 szeto司徒 au欧区 auyeung欧阳 tai戴 hau侯 wai韦 to杜 tu杜 ting丁 teng丁 tam谭 tan谭 yam任 yan甄 "
    "kam甘金 sze施史 shek石 hung洪 ang洪 fan范 man文 mak麦 mai麦 siu萧 hsiao萧 seow萧 shiu萧 chim詹 chien钱 chin钱秦 "
    "kwong邝 ieong杨"
)
SURNAMES_IN_LATIN = frozenset(re.findall(r"[a-z]+", _SURNAMES_ABROAD))
"""What Chinese surnames are written as outside the mainland."""


@cache
def _usual() -> dict[str, str]:
    lines = (line.split() for line in _FILE.read_text(encoding="utf-8").splitlines())
    return {sign: syllable for syllable, signs in lines for sign in signs}


@cache
def _of_surnames(table: str) -> dict[str, tuple[str, ...]]:
    spellings: dict[str, tuple[str, ...]] = {}
    for word in table.split():
        signs = word.lstrip("abcdefghijklmnopqrstuvwxyz")
        latin = word.removesuffix(signs)
        for surname in [signs] if signs in DOUBLE_SURNAMES else signs:
            spellings[surname] = (*spellings.get(surname, ()), latin)
    return spellings


def syllables(text: str) -> str:
    """The text's usual reading, syllables joined; "" if a character of it is not known here."""
    read = [_usual().get(sign, "") for sign in text]
    return "".join(read) if all(read) else ""


@lru_cache(maxsize=1 << 12)
def surname_reading(surname: str) -> str:
    """The surname's Mandarin reading; "" if it is not known here."""
    return _of_surnames(_SURNAMES_READ_OTHERWISE).get(surname, (syllables(surname),))[0]


@lru_cache(maxsize=1 << 12)
def surname_spellings(surname: str) -> frozenset[str]:
    """Every way the surname is written in Latin letters, Cantonese, Hokkien and older systems included."""
    at_home = _of_surnames(_SURNAMES_READ_OTHERWISE).get(surname, ())
    abroad = _of_surnames(_SURNAMES_ABROAD).get(surname, ())
    return frozenset(filter(None, (*at_home, *abroad, syllables(surname))))
