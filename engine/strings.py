"""The words on screen: `data/strings/<lang>.yaml`, looked up by dotted key."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from engine.catalogue.reading import content
from engine.model.errors import ActionableError
from engine.model.rules import Label

LANGUAGES = ("zh", "en")
DEFAULT_LANGUAGE = "zh"
_FOLDER = Path(__file__).resolve().parent.parent / "data" / "strings"
_PART = re.compile(r"\{(?P<blank>\w+)\}|\[(?P<one>[^\[\]|]*)\|(?P<many>[^\[\]|]*)\]")


class Words:
    """The words of one language; ``words("skipped.encrypted", member=3)`` is the sentence with its blanks filled.

    ``{number} [record is|records are] due`` says the first where the blank before is 1, else the second.
    """

    def __init__(self, language: str, entries: Mapping[str, str]) -> None:
        self.language = language
        self._entries = entries

    def __call__(self, key: str, **params: object) -> str:
        """The sentence for `key`; an unknown key is a bug and raises KeyError."""
        text = self._entries[key]
        return filled(text, params) if params else text

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def keys(self) -> frozenset[str]:
        return frozenset(self._entries)

    def sentence(self, error: ActionableError) -> str:
        """An actionable error as its sentence; what a rule calls itself is said in this language."""
        params = {name: part[self.language] if isinstance(part, Label) else part for name, part in error.params.items()}
        return self(f"error.{error.key}", **params)


def filled(text: str, params: Mapping[str, object]) -> str:
    """A sentence with its blanks filled, what stands in brackets as the number before it asks."""
    return (_agreeing(text, params) if "|" in text else text).format(**params)


def _agreeing(text: str, params: Mapping[str, object]) -> str:
    number = ""

    def said(part: re.Match[str]) -> str:
        nonlocal number
        if part["blank"] is None:
            return part["one"] if number == "1" else part["many"]
        number = str(params.get(part["blank"]))
        return part[0]

    return _PART.sub(said, text)


@cache
def words(language: str) -> Words:
    """The words of `language` (``zh`` or ``en``)."""
    return Words(language, dict(_flat(content(_FOLDER / f"{language}.yaml"), "")))


def _flat(node: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in node.items():
        if isinstance(value, Mapping):
            pairs += _flat(value, f"{prefix}{name}.")
        else:
            pairs.append((f"{prefix}{name}", str(value)))
    return pairs
