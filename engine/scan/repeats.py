"""Names told once in a text hold throughout it: further mentions, whole or by a part that can stand alone."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import ahocorasick_rs

from engine.model.findings import Span
from engine.patterns.spelling import HAN, encodable
from engine.scan.lexicon import DOUBLE_SURNAMES, SURNAMES
from engine.scan.words import NAME, han_words, is_common

RECOGNIZER = "told before"
_SURE = 0.75
"""Score from which a name is believed elsewhere in the same text."""
_IN_WORD = re.compile(r"\w")
_WORDS = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:[-'][A-Za-z\u00c0-\u024f\u1e00-\u1eff]+)*")


def repeated(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """`spans` of a text with the further mentions of its persons, in order; what is found already stays as it is."""
    if len(spans) == 1 and spans[0].end - spans[0].start == len(text):  # as in most cells of tables
        return tuple(spans)
    scores: dict[str, float] = {}
    for span in spans:
        if span.entity_type == "PERSON" and span.score >= _SURE and not span.masked:
            for name in _alone(text[span.start : span.end]):
                scores[name] = max(span.score, scores.get(name, 0.0))
    if not scores:
        return tuple(spans)
    found = [*spans, *_mentions(text, scores, spans)]
    return tuple(sorted(found, key=lambda span: span.start))


def _alone(name: str) -> Iterator[str]:
    """What of a name tells the person by itself."""
    if HAN.search(name):
        family = 2 if name[:2] in DOUBLE_SURNAMES else 1 if name[0] in SURNAMES else 0
        for part in dict.fromkeys((name, name[family:] if len(name) - family == 2 and family else name)):
            if len(part) > 1 and all(kind == NAME or end - start < len(part) for start, end, kind in han_words(part)):
                yield part
        return
    for word in _WORDS.findall(name):
        if len(word) > 2 and not is_common(word) and word[0].isupper():
            yield word


def _mentions(text: str, scores: dict[str, float], spans: Sequence[Span]) -> Iterator[Span]:
    """Where the names stand outside of `spans`, the earlier and longer first; Latin ones as whole words."""
    names = sorted(scores)
    soon_built = ahocorasick_rs.Implementation.NoncontiguousNFA
    automaton = ahocorasick_rs.AhoCorasick(names, implementation=soon_built)
    found = automaton.find_matches_as_indexes(encodable(text), overlapping=True)
    taken = sorted((span.start, span.end) for span in spans)
    last = 0
    for name, start, end in sorted(found, key=lambda match: (match[1], -match[2])):
        if start >= last and _is_whole(text, start, end) and not _touches(taken, start, end):
            yield Span(start, end, "PERSON", round(scores[names[name]] * 0.95, 3), RECOGNIZER)
            last = end


def _is_whole(text: str, start: int, end: int) -> bool:
    if HAN.search(text, start, end):
        return True
    return not (start and _IN_WORD.match(text, start - 1)) and not _IN_WORD.match(text, end)


def _touches(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span of `taken`, which are in order and apart, has a character of this one."""
    after = bisect_left(taken, (end, 0))
    return after > 0 and taken[after - 1][1] > start
