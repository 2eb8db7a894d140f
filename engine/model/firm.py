"""Whose papers these are: what a firm prints on everything that leaves its desk."""

from dataclasses import dataclass


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
