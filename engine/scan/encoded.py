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
_LONG = 32
"""From so many characters on, a run with digits, capitals and small letters is no word, name or number."""


def legible(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that are no part of an encoded run; a credential may be such a run, or begin one."""
    if not candidates:
        return []
    lines, runs = [match.span() for match in _LINE.finditer(text)], list(_runs(text))
    return [
        one
        for one in candidates
        if not _within(one, lines) and (one.entity_type == "CREDENTIAL" or not _within(one, runs))
    ]


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
