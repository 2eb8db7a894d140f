"""A record's text with its findings marked; everything in it was written by strangers and is escaped."""

import re
from collections.abc import Iterable, Sequence

import streamlit as st

from engine.catalogue import catalogue
from engine.strings import Words
from engine.views.records import Part
from pages.frame.escape import safe
from pages.frame.labels import label


def marked(words: Words, parts: Iterable[Part], asked: str = "", sought: Sequence[str] = ()) -> str:
    """HTML of a field's text: each finding a mark coloured by its sensitivity, its type and score in the tooltip.

    The finding `asked` about is outlined; what meets one of the patterns `sought` outside of findings is bold.
    """
    return "".join(_mark(words, part, asked) if part.finding else _lit(part.text, sought) for part in parts)


def marked_text(words: Words, parts: Iterable[Part], asked: str = "") -> None:
    """Draw a field's text with its findings marked, the one `asked` about outlined."""
    st.html(f'<div class="co-text" tabindex="0">{marked(words, parts, asked)}</div>')


def _lit(text: str, sought: Sequence[str]) -> str:
    if not sought:
        return safe(text)
    either = "|".join(pattern.removeprefix("(?i)") for pattern in sought)
    pieces = re.split(f"({either})", text, flags=re.IGNORECASE)
    return "".join(f"<strong>{safe(one)}</strong>" if place % 2 else safe(one) for place, one in enumerate(pieces))


def _mark(words: Words, part: Part, asked: str) -> str:
    kind = catalogue().entity_types.get(part.entity_type)
    grade = str(kind.sensitivity) if kind else "general"
    name = label(words, "type", part.entity_type)
    state = f" co-{safe(part.state)}" if part.state in ("confirmed", "rejected") else ""
    state += " co-asked" if part.finding == asked else ""
    tip = words(
        "frame.finding_tip",
        type=name,
        score=f"{part.score:.2f}",
        recognizer=label(words, "recognizer", part.recognizer),
    )
    return (
        f'<mark class="co-mark co-{safe(grade)}{state}" title="{safe(tip)}">{safe(part.text)}'
        f"<span>{safe(name)}</span></mark>"
    )
