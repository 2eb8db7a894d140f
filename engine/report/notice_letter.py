"""A notice as a letter on paper."""

from datetime import datetime
from pathlib import Path

from engine.report.fonts import static_fonts
from engine.report.typesetting import typeset
from engine.strings import words
from engine.views.letter import Letter


def letter_pdf(letter: Letter, created_at: datetime, fonts: Path) -> bytes:
    """The letter as a PDF; `fonts` is a folder of the workspace where the typeface is kept."""
    content: dict[str, object] = {
        "lang": letter.language,
        "region": "cn" if letter.language == "zh" else "gb",
        "title": letter.title,
        "mark": letter.mark,
        "greeting": letter.greeting,
        "opening": letter.opening,
        "parts": [list(part) for part in letter.parts],
        "closing": list(letter.closing),
        "page_words": words(letter.language)("letter.page", number="\n").split("\n"),
    }
    return typeset(content, created_at, static_fonts(fonts), "letter.typ")
