"""Words a person searches for, as patterns that meet every spelling of them."""

import re
from collections import defaultdict
from functools import cache

from engine.patterns.spelling import FORMS, fold

_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|(\S+)')
MOST_WORDS = 8


OTHERWISE = "[" + "".join(chr(code) for code in sorted(FORMS) if chr(code).isalnum()) + "]"
"""A pattern for letters, digits and characters that are written in a plainer way as well."""


def patterns(text: str, *, plain: bool = False) -> tuple[str, ...]:
    """A pattern (Python's and RE2) for each word, or phrase in quotation marks, of what is sought; each must be met.

    Full-width and plain signs, simplified and traditional characters, capitals and small letters are one; any run of
    spaces stands for a space. At most `MOST_WORDS`; what goes beyond is part of the last.

    The `plain` ones meet the same in every text in which `OTHERWISE` meets nothing. Letters stand for themselves in
    them, which both engines look for many times as fast as for one of several.
    """
    parts = [next(filter(None, one.groups())) for one in _QUOTED.finditer(text.strip())]
    if len(parts) > MOST_WORDS:
        parts = [*parts[: MOST_WORDS - 1], " ".join(parts[MOST_WORDS - 1 :])]
    return tuple(dict.fromkeys(_pattern(fold(" ".join(part.split())), plain) for part in parts))


def _pattern(part: str, plain: bool) -> str:
    signs = (r"\s+" if sign == " " else _any_form(sign, plain) for sign in part)
    return "(?i)" + "".join(signs)


def _any_form(sign: str, plain: bool) -> str:
    if plain and sign.isalnum():
        return sign
    forms = {sign, sign.lower(), sign.upper()} if sign.isascii() else {sign}
    spelled = sorted({other for form in forms for other in (form, *_forms()[form])})
    escaped = [re.escape(one) for one in spelled]
    return escaped[0] if len(escaped) == 1 else f"[{''.join(escaped)}]"


@cache
def _forms() -> dict[str, list[str]]:
    """The signs that fold into each sign."""
    forms: dict[str, list[str]] = defaultdict(list)
    for code, plain in FORMS.items():
        forms[plain].append(chr(code))
    return forms
