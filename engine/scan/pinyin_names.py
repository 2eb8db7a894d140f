"""Chinese names in Latin letters, in either order and as on tickets."""

import re
from collections.abc import Iterator

from engine.scan.lexicon import PINYIN_SURNAMES
from engine.scan.words import is_common

_PAIR = re.compile(
    r"(?<![A-Za-z0-9@/._-])(?P<first>[A-Z][A-Za-z'-]{1,11})(?P<mark>,? |"
    r"/)(?P<second>[A-Z][A-Za-z'-]{1,11})(?![A-Za-z0-9@/_-])"
)
SYLLABLES = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ong|ian|iao|ing|uai|uan|ai|ei|ao|ou|an|en|"
    r"ia|ie|iu|in|"
    r"ua|uo|ui|un|ue|er|a|o|e|i|u|v)){1,3}"
)


def pinyin_names(text: str) -> Iterator[tuple[int, int]]:
    """Chinese names in Latin letters, in either order and as on tickets (ZHANG/SAN), as (start, end)."""
    for match in _PAIR.finditer(text):
        first, second = match["first"], match["second"]
        if first.isupper() != second.isupper():
            continue
        ticket = match["mark"] == "/"
        for family, given in ((first, second), (second, first)):
            plain = given.casefold().replace("-", "").replace("'", "")
            if family.casefold() in PINYIN_SURNAMES and SYLLABLES.fullmatch(plain) and (ticket or not is_common(given)):
                if ticket or not is_common(family):
                    yield match.start("first"), match.end("second")
                break
