"""Whose papers these are: what a firm prints on everything that leaves its desk."""

import re
from dataclasses import dataclass, fields, replace

from engine.model.errors import ActionableError
from engine.model.palette import READABLE, contrast, darkened

PAPER_GROUND = "#f3f6f9"
"""The darkest ground that a firm's colour is printed on as text; white stands on the colour, too."""

_LONGEST = 80
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm's identity: name, address and classification mark in both languages, colour, logo.

    `colour` is ``#rrggbb``, `logo` an SVG drawing that `engine.report.logo` made safe; what is empty is not printed.
    """

    name_zh: str = ""
    name_en: str = ""
    address_zh: str = ""
    address_en: str = ""
    mark_zh: str = ""
    mark_en: str = ""
    colour: str = ""
    logo: str = ""

    def said(self, what: str, language: str) -> str:
        """A text in a language; where it was given in the other language only, in that."""
        texts = {one: getattr(self, f"{what}_{one}") for one in ("zh", "en")}
        return texts[language] or next((text for text in texts.values() if text), "")


NOBODY = Firm()
"""No identity was set: the papers carry the product's."""


def checked(firm: Firm) -> Firm:
    """The identity as it is kept: texts on one line; `ActionableError` for one too long or a colour too light."""
    texts = {one.name: " ".join(getattr(firm, one.name).split()) for one in fields(firm) if one.name != "logo"}
    if any(len(text) > _LONGEST for text in texts.values()):
        raise ActionableError("firm_text_too_long", most=_LONGEST)
    colour = texts["colour"] = texts["colour"].lower()
    if colour and not _COLOUR.fullmatch(colour):
        raise ActionableError("colour_malformed")
    if colour and (ratio := contrast(colour, PAPER_GROUND)) < READABLE:
        shade = darkened(colour, PAPER_GROUND)
        raise ActionableError("colour_too_light", ratio=f"{ratio:.1f}", least=READABLE, shade=shade)
    return replace(firm, **texts)
