"""Words of Latin script that tell of health or faith (`data/telling_words.yaml`): they confirm the tagger's marks."""

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from engine.patterns.spelling import has_han

_WORDS = Path(__file__).resolve().parent.parent.parent / "data" / "telling_words.yaml"


def _any_of(stems: list[str], words: list[str], shapes: list[str]) -> re.Pattern[str]:
    whole = [rf"{re.escape(word)}(?![a-z])" for word in words]
    return re.compile(f"(?i:(?<![a-z])(?:{'|'.join([*map(re.escape, stems), *whole, *shapes])}))")


_TELLING: Mapping[str, re.Pattern[str]] = {
    kind: _any_of(**words) for kind, words in yaml.safe_load(_WORDS.read_text(encoding="utf-8")).items()
}


def tells(kind: str, phrase: str) -> bool:
    """Whether a marked phrase holds a word that tells of its kind; with Chinese in it, it is taken at its word."""
    return has_han(phrase) or _TELLING[kind].search(phrase) is not None
