"""The signs of classification rules, made fast: of each pattern only the alternatives are tried that a text can hold.

An alternative with Chinese characters is looked for as it stands; of one without, a Latin word in running text is
matched from its beginning.
"""

import re
from collections.abc import Iterable, Sequence

from engine.model.rules import ClassRule, Place
from engine.patterns.anchors import needs
from engine.patterns.gate import Gate
from engine.patterns.spelling import HAN, fold

_PROSE = (Place.SUBJECT, Place.BODY)
"""Places where a Latin word is matched from its beginning; column and file names are often run together."""
_WORD = "(?=[!-~])(?<![a-z])"


class Signs:
    """The rules that look at one place, and which of them stand in a text."""

    def __init__(self, rules: Iterable[ClassRule]) -> None:
        self._tried: list[tuple[ClassRule, re.Pattern[str]]] = [
            (rule, _compiled(alternative, rule.place)) for rule in rules for alternative in alternatives(rule.pattern)
        ]
        self._gate = Gate([needs(pattern) for _, pattern in self._tried])

    def standing_in(self, text: str) -> Sequence[ClassRule]:
        """The rules whose sign stands in a text, in their order."""
        plain = prepared(text)
        found: dict[str, ClassRule] = {}
        for number in self._gate.open(plain):
            rule, pattern = self._tried[number]
            if rule.id not in found and pattern.search(plain):
                found[rule.id] = rule
        return tuple(found.values())


def prepared(text: str) -> str:
    """A text as patterns are written: lower case, plain forms, simplified characters."""
    return fold(text).lower()


def _compiled(alternative: str, place: Place) -> re.Pattern[str]:
    start = _WORD if place in _PROSE and not HAN.search(alternative) else ""
    return re.compile(f"{start}(?:{alternative})", re.DOTALL)


def alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern's top level."""
    found: list[str] = []
    depth, in_set, start, place = 0, False, 0, 0
    while place < len(pattern):
        char = pattern[place]
        if char == "\\":
            place += 1
        elif in_set:
            in_set = char != "]"
        elif char == "[":
            in_set = True
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            found.append(pattern[start:place])
            start = place + 1
        place += 1
    return [*found, pattern[start:]]
