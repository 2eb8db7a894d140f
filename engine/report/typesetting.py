"""A template of `templates/` with its content as a PDF."""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from engine.report.fonts import loaded, printable

_TEMPLATES = Path(__file__).resolve().parent / "templates"

_BREAK = "\u200b"
_UNBROKEN = re.compile(r"(?<![!-~])(?![0-9a-f]{64}(?![!-~]))[!-~]{25,}")
_PIECES = re.compile(r".{1,24}")
"""A run without a blank may be broken where it would leave the page; a hash stays whole."""


def typeset(content: Mapping[str, Any], created_at: datetime, fonts: Path, template: str = "report.typ") -> bytes:
    """The PDF: PDF/UA-1 and PDF/A-2a, PDF/A-3a if `annexes` go along as files.

    Content enters as data, so no text of a user is ever read as markup. Texts are made legible; annexes stay as they
    are, letter by letter, because their hashes are printed, and so does the drawing of the `logo`.
    """
    kept = {"annexes": [], "colour": "", "logo": ""}
    texts = {name: part for name, part in content.items() if name not in kept}
    annexes, colour, logo = (content.get(name, empty) for name, empty in kept.items())
    inputs = {
        "content": json.dumps(_legible(texts, printable(fonts)), ensure_ascii=False),
        "annexes": json.dumps(annexes),
        "colour": colour,
        "logo": logo,
    }
    compiler = typst.Compiler(_TEMPLATES / template, root=_TEMPLATES, font_paths=loaded(fonts), sys_inputs=inputs)
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1", "a-3a" if annexes else "a-2a"], timestamp=created_at)
    assert isinstance(pdf, bytes)
    return pdf


def _legible(value: object, known: frozenset[int]) -> object:
    """The same data with what the typeface lacks written as code points, because a PDF/A holds no blank box."""
    if isinstance(value, str):
        plain = value.isascii() and value.isprintable()
        text = value if plain else "".join(_shown(letter, known) for letter in value)
        return _UNBROKEN.sub(lambda run: _BREAK.join(_PIECES.findall(run[0])), text)
    if isinstance(value, dict):
        return {key: _legible(part, known) for key, part in value.items()}
    if isinstance(value, list):
        return [_legible(part, known) for part in value]
    return value


def _shown(letter: str, known: frozenset[int]) -> str:
    if letter == "\n":
        return letter
    category = unicodedata.category(letter)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    if category == "Cf":
        return ""
    return letter if ord(letter) in known and category != "Co" else f"[U+{ord(letter):04X}]"
