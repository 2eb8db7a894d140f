"""Persons told by their place in a row: on a list of passengers, on a ticket, before the time of a chat's line."""

import re
from collections.abc import Iterator

from engine.scan.lexicon import PINYIN_SURNAMES
from engine.scan.words import is_common, latin_names, places

_CAPITALS = r"[A-Z][A-Z'-]{1,19}"
_TITLE = r"(?:MRS?|MS|MISS|MSTR|DR|CHD|INF)"
_BEFORE_DOCUMENT = re.compile(
    rf"(?<![A-Za-z])(?P<name>{_CAPITALS}(?: {_CAPITALS}){{0,2}} [A-Z])(?:  +|\t|  ?\| ?)"
    r"(?=[A-Z]{0,3}[0-9]{6,9}[A-Z]?(?![0-9A-Za-z]))"
)
_ON_TICKET = re.compile(
    rf"(?<![A-Za-z0-9/.-])(?P<name>(?P<family>[A-Z][A-Z'-]{{3,24}})/(?P<given>[A-Z]{{1,15}}))(?![A-Za-z0-9/])"
    rf"(?P<title> ?{_TITLE}(?![A-Za-z]))?"
)
_WITH_COMMA = re.compile(
    r"(?<![A-Za-z0-9/,.-])(?P<name>(?P<family>[A-Z][A-Z'-]{2,19}), (?P<given>[A-Z]{3,15}))(?![A-Za-z0-9/-])"
)
_SPEAKER = re.compile(
    r"(?m)^(?P<name>(?P<given>[A-Z][a-z]{1,14})(?: [A-Z][a-z]{1,14}| [A-Z]\.)?) [0-9]{1,2}:[0-9]{2}(?=:|$)"
)
_IN_OFFICE = re.compile(
    r"(?m)^(?i:agent|counter|front desk|desk|reception|driver|security|manager|supervisor|captain|porter|cashier|"
    r"nurse|coach|guard|concierge) (?P<name>[A-Z][a-z]{2,14})(?= ?:)"
)
_GAP, _COMMA, _LABEL, _CLOCK = (
    re.compile(p)
    for p in (
        r" [A-Z](?:  |\t| ?\|)", "[A-Z]{3}, [A-Z]{3}", "[A-Z][a-z]{2,14} ?:", "(?m) [0-9]{1,2}:[0-9]{2}(?::|$)"
    )
)  # fmt: skip
"""What a text has where one of these forms can stand in it: cheaper to look for than the form."""
_NOBODY = re.compile(r"(?i:bot|team|support|desk|studio|counter|admin|agent|guest|system)")


def told_in_rows(text: str) -> Iterator[tuple[int, int]]:
    """Persons of a folded text as (start, end), possibly overlapping."""
    if ("  " in text or "\t" in text or "|" in text) and _GAP.search(text):
        for match in _BEFORE_DOCUMENT.finditer(text):
            if not all(is_common(word) for word in match["name"].split()[:-1]):
                yield match.span("name")
    if "/" in text:
        for match in _ON_TICKET.finditer(text):
            if match["title"] or _is_named(match["family"], match["given"]):
                yield match.span("name")
    if _COMMA.search(text):
        for match in _WITH_COMMA.finditer(text):
            if _is_named(match["family"], match["given"]):
                yield match.span("name")
    if _LABEL.search(text):
        for match in _IN_OFFICE.finditer(text):
            if not (is_common(match["name"]) or match["name"] in places()):
                yield match.span("name")
    if ":" in text and _CLOCK.search(text):
        for match in _SPEAKER.finditer(text):
            name = match["name"]
            if not (is_common(match["given"]) or name in places() or _NOBODY.search(name)):
                yield match.span("name")


def _is_named(family: str, given: str) -> bool:
    """Whether two words in capitals are a surname and a given name or its first letter."""
    if is_common(family) or (len(given) > 1 and is_common(given)) or family.title() in places():
        return False
    names, surnames = latin_names()
    known = family.casefold() in surnames or family.casefold() in PINYIN_SURNAMES
    return given.casefold() in names if len(given) > 1 and not known else known or len(given) == 1
