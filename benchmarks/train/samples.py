"""Pieces of text as the network is taught with them: feature ids and one tag per token."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from benchmarks.marked import Part
from engine.patterns.spelling import fold
from engine.scan.segments import pieces
from engine.scan.tokens import features, split

TAGS = ("O", *(f"{edge}-{kind}" for kind in (
    "PERSON", "ADDRESS", "HEALTH", "RELIGION", "MINOR", "DATE_OF_BIRTH", "PASSPORT", "TRAVEL_PERMIT", "MEMBER_ID",
    "WECHAT_ID", "PHONE", "QQ", "USERNAME",
) for edge in "BI"))  # fmt: skip
_NUMBERS = {name: number for number, name in enumerate(TAGS)}
_WIDE = {code - 0xFEE0: code for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, slots=True)
class Sample:
    """Feature ids (n, 6) and tag numbers (n,) of a piece."""

    ids: NDArray[np.int64]
    tags: NDArray[np.int64]


def sample(parts: Sequence[Part], random: Random | None) -> Iterator[Sample]:
    """The pieces of a marked text, cut as the scan cuts them; `random` changes how it is written now and then."""
    if random is not None:
        parts = _otherwise(parts, random)
    text = "".join(value for value, _ in parts)
    spans, at = [], 0
    for value, entity_type in parts:
        if entity_type:
            spans.append((at, at + len(value), entity_type))
        at += len(value)
    for piece in pieces(text):
        folded = fold(piece.text)
        places = split(folded)
        if places:
            yield Sample(features([(folded, places)]), _tags([piece.origin(s, e) for s, e in places], spans))


def _tags(places: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, str]]) -> NDArray[np.int64]:
    tags = np.zeros(len(places), np.int64)
    for start, end, kind in spans:
        inside = [n for n, (s, e) in enumerate(places) if s < end and start < e]
        for n in inside:
            tags[n] = _NUMBERS.get(f"{'B' if n == inside[0] else 'I'}-{kind}", 0)
    return tags


def _otherwise(parts: Sequence[Part], random: Random) -> list[Part]:
    """The parts in lower case, in full-width digits or without commas, each seldom."""
    chance = random.random()
    if chance < 0.04:
        return [(value.lower(), kind) for value, kind in parts]
    if chance < 0.07:
        return [(re.sub(r"[0-9]+", lambda m: m[0].translate(_WIDE), value), kind) for value, kind in parts]
    if chance < 0.12:
        return [(value if kind else re.sub(r"[，。,]", random.choice(("", " ")), value), kind) for value, kind in parts]
    return list(parts)
