"""Runs of characters that encode something else (base64, uuencode, hexadecimal, UUIDs): no part of one is a value."""

import re
from collections.abc import Iterator, Sequence

from engine.scan.resolver import MODEL, Candidate

_LINE = re.compile(r"(?m)^(?:[A-Za-z0-9+/]{60,}={0,2}|M[ -`]{60})$")
_RUN = re.compile(
    r"(?<![0-9A-Za-z-])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![0-9A-Za-z-])|"
    r"(?<![A-Za-z0-9+])[A-Za-z0-9+]{24,}(?![A-Za-z0-9+])"
)
_KINDS = tuple(map(re.compile, ("[0-9]", "[a-z]", "[A-Z]")))
_HEX = re.compile(r"(?i:[0-9a-f-]+)")
_SHORTEST, _LONG = 24, 32
"""Characters of the shortest run; from how many on one with digits, capitals and small letters is no name or number."""


def legible(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that are no part of an encoded run; a credential may be such a run, or begin one."""
    if not candidates:
        return []
    lines = [match.span() for match in _LINE.finditer(text)]
    runs = list(_runs(text)) if any(_joined(text, one) for one in candidates) else []
    return [
        one
        for one in candidates
        if not _within(one, lines) and (one.entity_type == "CREDENTIAL" or not _within(one, runs))
    ]


def _joined(text: str, one: Candidate) -> bool:
    """Whether letters or digits go on beside it, or it is as long as a run is by itself."""
    beside = text[one.start - 1 : one.start] + text[one.end : one.end + 1]
    return one.end - one.start >= _SHORTEST or any(c.isalnum() or c in "+-" for c in beside)


def _within(one: Candidate, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether it is a part of one of the spans; a whole one may be a value if a rule says so."""
    whole = one.recognizer != MODEL
    return any(
        start <= one.start and one.end <= end and not (whole and (start, end) == (one.start, one.end))
        for start, end in spans
    )


def _runs(text: str) -> Iterator[tuple[int, int]]:
    for match in _RUN.finditer(text):
        kinds = sum(kind.search(match[0]) is not None for kind in _KINDS)
        if (kinds == len(_KINDS) and len(match[0]) >= _LONG) or (kinds > 1 and _HEX.fullmatch(match[0])):
            yield match.span()
