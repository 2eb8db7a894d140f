"""Animals that are called like persons: nobody's data."""

import re

_PET = r"(?:猫|狗|犬|兔子?|仓鼠|鹦鹉|宠物|金毛|布偶|柯基|泰迪|英短|二哈)"
_LATIN_PET = r"(?i:dogs?|cats?|puppy|kitten|rabbit)"
_BEFORE = re.compile(rf"{_PET}(?:名?叫|名字叫?|是)?[“\"「(（: ]?$|\b{_LATIN_PET}[ (,:]{{1,2}}$")
_BEHIND = re.compile(rf"[”\"」]?[(（,，]?(?:我?家的?|店里?的?)?{_PET}|,? (?i:the|our|his|her|their|my) {_LATIN_PET}\b")
_COUNTED = re.compile(rf"{_PET}[0-9一二两三四五]只[(（:][^\n。;；！!？?()（）]{{0,12}}$")
_CALLED = frozenset(("咪咪", "喵喵", "汪汪", "旺财", "来福", "毛球"))
_NEAR, _REACH = 8, 20


def is_pet(text: str, start: int, end: int) -> bool:
    """Whether the span of a folded text is an animal's name, or one is named right before or behind it."""
    if _BEHIND.match(text, end) or _BEFORE.search(text[max(0, start - _NEAR) : start]):
        return True
    if text[start:end] in _CALLED:
        return True
    return text[start - 1 : start] in "、(（:" and _COUNTED.search(text[max(0, start - _REACH) : start]) is not None
