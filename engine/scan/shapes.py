"""Shapes: values written as patterns, ``#`` for a digit and ``@`` for a letter; never a raw regular expression."""

import re

from engine.patterns.spelling import fold
from engine.scan.masking import mask

SEPARATORS = r" ./()_\-"
_FEWEST_SIGNS, _MOST_SIGNS = 4, 60
_CLASSES = {"#": "[0-9]", "@": "[A-Za-z]"}


def shapes(entity_type: str, value: str) -> tuple[str, ...]:
    """The shapes of a value, the narrower first: with the beginning that its masked form shows, and without any.

    A value without digits, or with other signs than ASCII, has none worth following.
    """
    text = " ".join(fold(value).split())
    if entity_type == "EMAIL" or not text.isascii() or not any(c.isdigit() for c in text) or not sayable(text):
        return ()
    bare = "".join("#" if c.isdigit() else "@" if c.isalpha() else c for c in text)
    shown = mask(entity_type, text).partition("*")[0]
    headed = text[: len(shown)] + bare[len(shown) :]
    return tuple(dict.fromkeys(shape for shape in (headed, bare) if sayable(shape)))


def sayable(shape: str) -> bool:
    """Whether a shape says enough to be followed: four letters and digits at least, and a line of them at most."""
    return _FEWEST_SIGNS <= sum(c.isalnum() or c in _CLASSES for c in shape) <= _MOST_SIGNS


def whole(shape: str, covered: bool = False) -> str:
    """A regular expression (Python's and RE2) for a whole value without its separators, see `SEPARATORS`.

    `covered`: for the masked form of such a value, in which any sign may be a star.
    """
    signs = [_CLASSES.get(c, re.escape(c)) for c in fold(shape) if c.isalnum() or c in _CLASSES]
    return "(?i)^" + "".join(f"(?:{sign}|[*])" if covered else sign for sign in signs) + "$"


def within(shape: str) -> str:
    """A regular expression for a value inside a folded text; its separators may be others or missing."""
    parts = []
    for c in " ".join(fold(shape).split()):
        parts.append(_CLASSES.get(c) or (re.escape(c.lower()) if c.isalnum() else f"[{SEPARATORS}]?"))
    return f"(?<![0-9A-Za-z]){''.join(parts)}(?![0-9A-Za-z])"
