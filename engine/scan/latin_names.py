"""Where in Latin text a name or an address can stand; only these sentences are shown to the model."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from engine.scan.lexicon import PINYIN_SURNAMES, common_word

_WORDS_FILE = Path(__file__).resolve().parent.parent.parent / "data" / "english_words.txt"
_RUN = re.compile(r"[^\u2e80-\u9fff\u3000-\u303f\uff00-\uffef\U00020000-\U0002ebef]+")
_CAPITALISED = re.compile(
    r"(?<![A-Za-z0-9@./_=&%#+-])[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u024f'-]*(?![A-Za-z0-9@_=]|[./][a-z])"
)
_CUE = re.compile(
    r"(?i:(?<![a-z])(?:my name|name'?s|i'm|this is|mrs?|ms|dear|hi|hello|regards|sincerely|cheers|attn|care of|c/o)"
    r"(?![a-z])[ .:,\n]{1,3}[a-z])"
)
_ADDRESS = re.compile(
    r"(?i:(?<![a-z])(?:ship(?:ped)? to|address|live (?:at|in|on)|moved to|apt|suite|street|avenue|road|lane|boulevard|"
    r"p\.?o\.? box|zip|postcode)(?![a-z])[^\n]{0,40}[0-9]|[0-9]{1,5}[a-z]?,? [a-z][a-z .'-]{2,30}(?:street|st|"
    r"avenue|ave|road|rd|lane|ln|drive|dr|way|"
    r"court|ct|boulevard|blvd|place|square|terrace|close|crescent|row)(?![a-z]))"
)
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s+(?=[A-Z\"'(\[])|\n(?=[^\n]{0,30}:\s)|\n[-*•_=]|\n\n")
_CODE = re.compile(r"^(?:[ \t]*(?:[+\-]{3} |@@ |diff |[{};#/*<\\]|\w+\()|[^ \n]{60,}$)")
_CAMEL = re.compile(r"(?!Mc|Mac|Di[A-Z]|De[A-Z]|La[A-Z]|O')[A-Za-z]*[a-z][A-Z][A-Za-z]*(?:'s)?")
_CAPITALS = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,}(?:,? |/|-)[A-Z]{2,}(?![A-Za-z0-9])")
_PAIR = re.compile(
    r"(?<![A-Za-z0-9@/._-])(?P<first>[A-Z][A-Za-z'-]{1,11})(?P<mark>,? |"
    r"/)(?P<second>[A-Z][A-Za-z'-]{1,11})(?![A-Za-z0-9@/_-])"
)
_SYLLABLES = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ong|ian|iao|ing|uai|uan|ai|ei|ao|ou|an|en|"
    r"ia|ie|iu|in|"
    r"ua|uo|ui|un|ue|er|a|o|e|i|u|v)){1,3}"
)
_SHORT = 160  # characters; a text as short as this is shown whole
_MARGIN = 12
Found = tuple[int, int, str, float]


def latin_names(text: str, spans: Callable[[str], list[Found]]) -> Iterator[Found]:
    """What `spans` says of the sentences of `text` that can hold a name, as (start, end, entity type, score)."""
    for run in _RUN.finditer(text):
        for begin, end in _windows(text, *run.span()):
            for start, stop, kind, score in spans(text[begin:end]):
                yield begin + start, begin + stop, kind, score


def pinyin_names(text: str) -> Iterator[tuple[int, int]]:
    """Chinese names in Latin letters, in either order and as on tickets (ZHANG/SAN), as (start, end)."""
    for match in _PAIR.finditer(text):
        first, second = match["first"], match["second"]
        if first.isupper() != second.isupper():
            continue
        ticket = match["mark"] == "/"
        for family, given in ((first, second), (second, first)):
            plain = given.casefold().replace("-", "").replace("'", "")
            if (
                family.casefold() in PINYIN_SURNAMES
                and _SYLLABLES.fullmatch(plain)
                and (ticket or not is_common(given))
            ):
                if ticket or not is_common(family):
                    yield match.start("first"), match.end("second")
                break


def _windows(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if _ADDRESS.search(text, start, end):
        return [(start, end)]
    spots = [m.span() for m in _CAPITALISED.finditer(text, start, end) if _may_be_name(text, m)]
    spots += [m.span() for m in _CUE.finditer(text, start, end)]
    if not spots or end - start <= _SHORT:
        return [(start, end)] if spots else []
    cuts = [start, *(m.end() for m in _SENTENCE_END.finditer(text, start, end)), end]
    windows: list[tuple[int, int]] = []
    for begin, stop in pairwise(cuts):
        if _CODE.match(text[begin:stop]) or not any(begin <= at < stop for at, _ in spots):
            continue
        if windows and begin - windows[-1][1] <= _MARGIN:
            windows[-1] = (windows[-1][0], stop)
        else:
            windows.append((begin, stop))
    return windows


def _may_be_name(text: str, match: re.Match[str]) -> bool:
    """A capitalised word that is no ordinary word, no brand in camel case, and no acronym standing alone."""
    word = match.group()
    if is_common(word) or _CAMEL.fullmatch(word):
        return False
    return (
        len(word) < 2
        or not word.isupper()
        or bool(_CAPITALS.search(text, max(0, match.start() - 12), match.end() + 12))
    )


def is_common(word: str) -> bool:
    """Whether a capitalised word is an ordinary English one, none that is mostly a name."""
    plain = word.casefold().removesuffix("'s").rstrip("'-")
    return common_word(plain) or plain in _english_words() or all(part in _english_words() for part in plain.split("-"))


@cache
def _english_words() -> frozenset[str]:
    return frozenset(_WORDS_FILE.read_text(encoding="utf-8").split())
