"""Chinese postal addresses, from LAC's words: places in a row that name a street and number or a building."""

import re
from collections.abc import Iterator, Sequence

from engine.scan.ner_zh import Token

_NUMBER = r"[\dA-Za-z一二三四五六七八九十百甲乙丙丁东西南北]"
_PRECISE = re.compile(
    rf"(?:路|街|道|巷|弄|胡同|里|村|组|段|线|径|坊|湾|条|园|苑|墅|城|庭|府|邸|院|场|厦|寓|区|庄|屯|"
    rf"号)[^,，。]{{0,6}}?{_NUMBER}{{1,6}}(?:号|弄|栋|幢|座|楼|层|室|单元|组|院|房|户|铺|#)|"
    r"(?:路|街|大道|巷|弄|胡同|道)\s?\d{1,5}(?:-\d+)?(?:号|弄)?|"
    rf"{_NUMBER}{{1,5}}(?:号楼|栋|幢|单元|座)"
)
_TAIL = re.compile(
    r"(?:[\u4e00-\u9fff]{1,8}?(?:路|街|大道|大街|巷|弄|胡同|道)\s?\d{1,5}(?:号院?|弄)?(?![\u4e00-\u9fff]{0,2}米))?"
    r"(?:[ \-,，()（）#]{0,2}(?:[\dA-Za-z一二三四五六七八九十甲乙丙丁]{1,6}"
    r"(?:号楼|号院|号|栋|幢|座|楼|层|室|单元|弄|组|房|户|铺|院|期|区)?|"
    r"[\u4e00-\u9fff]{2,8}(?:小区|花园|大厦|公寓|广场|家园|中心|雅苑|苑|城|园)|楼|室|号))*(?<![ \-,，(（])"
)
_CONTINUES = frozenset(("LOC", "ORG", "m", "n", "nz", "ns", "f", "s", "q", "nw", "xc", "nt"))
_STOPS = re.compile(r"[，,。；;：:、！!？?\n\t|]")
_PLACE = re.compile(
    r"(?:北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|"
    r"四川|贵州|云南|陕西|甘肃|青海|台湾|"
    r"内蒙古|广西|西藏|宁夏|新疆|香港|澳门)(?:省|市|壮族|回族|维吾尔|自治区|"
    r"特别行政区)?[\u4e00-\u9fff]{1,12}[市区县州路街道]"
)
_POSTCODE = re.compile(r"[ ,，(（]{0,2}(?:邮编|邮政编码|postcode|zip)?[:： ]{0,2}\d{6}(?!\d)[)）]?", re.IGNORECASE)


def chinese_addresses(sentence: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Addresses of a sentence as (start, end): from the first place word to the last part that belongs to it."""
    at = 0
    while at < len(tokens):
        if tokens[at][2] != "LOC" and not _PLACE.match(sentence, tokens[at][0]):
            at += 1
            continue
        last, following = _run(sentence, tokens, at)
        start, end = tokens[at][0], tokens[last][1]
        tail = _TAIL.match(sentence, end)
        end = max(end, tail.end() if tail else end)
        if _PRECISE.search(sentence, start, end):
            code = _POSTCODE.match(sentence, end)
            yield start, code.end() if code else end
        at = max(following, last + 1)
        while at < len(tokens) and tokens[at][0] < end:
            at += 1


def _run(sentence: str, tokens: Sequence[Token], first: int) -> tuple[int, int]:
    """(last token that is a place or carries a number, token after the run) from the place word `first` on."""
    last, at = first, first + 1
    while at < len(tokens):
        start, end, tag = tokens[at]
        word = sentence[start:end]
        if _STOPS.search(word) or (tag not in _CONTINUES and word.strip() and tag != "w"):
            break
        if tag in ("LOC", "ORG") or any(c.isdigit() for c in word):
            last = at
        at += 1
    return last, at
