"""Member numbers written like one that is told in the same text: of one prefix, in the same groups of digits.

One that was taken for a document by its form is one of them, unless a word on its line says that it is that document.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from engine.model.findings import Span
from engine.patterns.spelling import fold
from engine.scan.permits import SAID

RECOGNIZER = "alike"
_LEAST_DIGITS = 5
_SURE = 0.7
"""Score from which a number is believed to be a member's, for others to be like it: a word beside it says so."""
_OWN_FORM = re.compile(r"[A-Z]{2,6}[A-Z0-9-]*|[0-9]{2,4}(?:-[0-9]{1,6}){2,}")
"""What a number must begin with, or be, so that another one of its form is no other kind of number."""


def with_alike(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """`spans` of a text with the numbers written like its member numbers, in order."""
    forms = {
        form: span.score
        for span in spans
        if span.entity_type == "MEMBER_ID"
        and span.score >= _SURE
        and not span.masked
        and (form := _form(text[span.start : span.end]))
    }
    if not forms:
        return tuple(spans)
    kept = [span for span in spans if not (_is_document(text, span) and _has_form(text, span, forms))]
    found = [one for form, score in forms.items() for one in _others(text, form, score, kept)]
    return tuple(sorted([*kept, *found], key=lambda span: span.start))


def _has_form(text: str, span: Span, forms: Iterable[str]) -> bool:
    return any(re.fullmatch(form, text[span.start : span.end]) for form in forms)


def _is_document(text: str, span: Span) -> bool:
    """Whether a number was found to be a passport's or permit's, and its line does not say so."""
    if span.entity_type not in SAID or span.masked:
        return False
    line = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return not SAID[span.entity_type].search(fold(text[line : end if end >= 0 else len(text)]))


def _form(value: str) -> str:
    """A pattern for numbers written like this one; empty if it says too little."""
    if sum(c.isdigit() for c in value) < _LEAST_DIGITS or not _OWN_FORM.match(value):
        return ""
    parts = (f"[0-9]{{{len(part)}}}" if part.isdigit() else re.escape(part) for part in re.split("([0-9]+)", value))
    return "".join(parts)


def _others(text: str, form: str, score: float, spans: Sequence[Span]) -> Iterator[Span]:
    for match in re.finditer(rf"(?<![0-9A-Za-z*-]){form}(?![0-9A-Za-z*]|-[0-9])", text):
        if all(match.end() <= span.start or span.end <= match.start() for span in spans):
            yield Span(match.start(), match.end(), "MEMBER_ID", round(score * 0.95, 3), RECOGNIZER)
